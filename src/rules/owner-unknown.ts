import { nearest } from "../diagnostics/nearest";
import { ofKind } from "../facts/fact";
import { ownerKeys, privilegedAddresses } from "./ownership";
import type { Rule } from "./rule";
import { placed } from "./words";

export const ownerUnknown: Rule = {
  name: "owner-unknown",
  judges: "state",
  needs: "estate",
  severity: "error",
  title: "An owner tag that names no team of the estate.",
  why: "A tag that names a team which was dissolved, or misspelt, is worse than none: it looks as if somebody answered for the access.",
  fix: "Write the name of a team of the estate.",
  examples: [{ bad: `tags = { team = "paymnets" }`, good: `tags = { team = "payments" }` }],
  controls: ["GV.RR-02", "AC-2", "CM-6"],
  *judge({ after, base, declared }) {
    const deciding = base ?? declared;
    if (!deciding) return;
    const { teams } = deciding.estate;
    const keys = ownerKeys(deciding.estate);
    const privileged = privilegedAddresses(after);
    for (const fact of ofKind(after, "ownership")) {
      if (!privileged.has(fact.from.address)) continue;
      for (const key of keys) {
        const team = fact.tags[key];
        if (team === undefined || team === "" || teams.has(team)) continue;
        const near = nearest(team, [...teams.keys()]);
        yield {
          ...placed(fact),
          message: `${fact.from.address} is said to be of "${team}", which is no team of the estate${near === undefined ? "." : `; did you mean "${near}"?`}`,
        };
      }
    }
  },
};
