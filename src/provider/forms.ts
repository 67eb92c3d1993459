import { sentence } from "../diagnostics/wording";
import { formats } from "../estate/formats";
import { parseDuration } from "../time/duration";
import { parseInstant } from "../time/instant";
import type { Told } from "./protocol/provider";
import type { Values } from "./protocol/value";
import { quoted } from "./quoted";
import { toldAt } from "./told-of";

/** What of a configuration is missing, is no name, or no duration in `ttl` or time in `start`. What is unknown is let pass. */
export function wrongForms(
  config: Values,
  { names, needed }: { readonly names: readonly string[]; readonly needed: readonly string[] },
): readonly Told[] {
  const told: Told[] = [];
  const wrong = (attribute: string, summary: string, message: string, mend: string): void => {
    told.push(toldAt({ summary, path: [attribute] }, message, mend, undefined));
  };
  for (const attribute of needed) {
    if (config[attribute] !== null) continue;
    wrong(attribute, `\`${attribute}\` is missing`, "It is null here.", "Give it a value.");
  }
  for (const attribute of names) {
    const value = config[attribute];
    if (typeof value !== "string" || formats.name.pattern.test(value)) continue;
    wrong(attribute, `\`${attribute}\` is no name`, `${quoted(value)} cannot be a name.`, formats.name.mend);
  }
  const { ttl, start } = config;
  const length = typeof ttl === "string" ? parseDuration(ttl) : {};
  if ("fault" in length) {
    wrong("ttl", "`ttl` is no duration", `${quoted(String(ttl))} cannot be read.`, sentence(String(length.fault)));
  }
  const begin = typeof start === "string" ? parseInstant(start) : {};
  if ("fault" in begin) {
    wrong("start", "`start` is no time", `${quoted(String(start))} cannot be read.`, sentence(String(begin.fault)));
  }
  return told;
}
