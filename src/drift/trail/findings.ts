import type { Finding } from "../../rules/finding";
import { kindOf } from "../kinds";
import type { TrailUses } from "./uses";

/** The findings of a trail, in the published form. What could not be read is not among them (`TrailUses.unreadable`). */
export function findingsOfTrail({ verdicts }: Pick<TrailUses, "verdicts">): readonly Finding[] {
  return verdicts.map(({ kind, severity, ...said }) => ({
    rule: kind,
    severity,
    ...said,
    controls: kindOf(kind).controls,
  }));
}
