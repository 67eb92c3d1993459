import { quoted } from "../../../diagnostics/wording";
import { formats } from "../../../estate/formats";
import { plain } from "../../../report/plain";
import { parseDuration } from "../../../time/duration";
import { parseInstant } from "../../../time/instant";
import type { Told } from "../../protocol/provider";
import type { Values } from "../../protocol/value";

const names = ["role", "identity", "task", "target", "name"] as const;

/** Looks at a configuration by itself, whatever the estate. */
export function validateGrant(config: Values): readonly Told[] {
  const told: Told[] = [];
  const wrong = (attribute: string, summary: string, detail: string): void => {
    told.push({ severity: "error", summary, detail: plain(detail), path: [attribute] });
  };
  for (const attribute of names) {
    const value = config[attribute];
    if (typeof value !== "string" || formats.name.pattern.test(value)) continue;
    wrong(attribute, `\`${attribute}\` is no name`, `${quoted(value)} cannot be a name. ${formats.name.mend}`);
  }
  const { ttl, start } = config;
  const length = typeof ttl === "string" ? parseDuration(ttl) : {};
  if ("fault" in length) wrong("ttl", "`ttl` is no duration", `${quoted(String(ttl))}: ${length.fault}.`);
  const begin = typeof start === "string" ? parseInstant(start) : {};
  if ("fault" in begin) wrong("start", "`start` is no time", `${quoted(String(start))}: ${begin.fault}.`);
  return told;
}
