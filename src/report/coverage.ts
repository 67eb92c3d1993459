import type { Judgement, JudgementSource } from "./judgement";
import { counted } from "./summary";

/** As many places as one reads; JSON has all. */
const mostPlaces = 10;

/** What was compared with what, and when and by whom that was asked for; nothing where no such thing was judged. */
export function coverageLines({ inputs }: Judgement): readonly string[] {
  const { sources, compared } = inputs ?? {};
  if (sources === undefined || compared === undefined) return [];
  const declared = [
    counted(compared.leases, "lease"),
    counted(compared.policies, "policy", "policies"),
    counted(compared.targets, "target"),
  ];
  const more = sources.length - mostPlaces;
  return [
    `Declared: ${declared.join(", ")}`,
    ...sources.slice(0, mostPlaces).map((source) => `Compared: ${placeText(source)}`),
    ...(more > 0 ? [`… and ${counted(more, "more place")} (--format json shows all)`] : []),
    ...(sources.length === 0 ? ["Compared: nothing"] : []),
  ];
}

function placeText({ source, cloud, file, container, asked, by, size }: JudgementSource): string {
  const place =
    container === undefined
      ? cloud === "aws"
        ? "AWS"
        : "Google Cloud"
      : cloud === "aws"
        ? `account ${container}`
        : container.includes("/")
          ? container
          : `project ${container}`;
  const held = counted(size, cloud === "aws" ? "role" : "binding");
  const when = asked === undefined ? "" : `, asked for at ${asked}`;
  const whom = by === undefined ? "" : ` by ${by}`;
  return `${place}: ${held} by the ${source} ${file}${when}${whom}`;
}
