import { ofKind } from "../facts/fact";
import { ownerKeys, privilegedAddresses } from "./ownership";
import type { Rule } from "./rule";
import { placed } from "./words";

export const missingOwnerTags: Rule = {
  name: "missing-owner-tags",
  judges: "state",
  needs: "estate",
  severity: "error",
  title: "Something that gives access and does not say whose it is.",
  why: "When access has to be taken away at night, somebody must know whom to call. What carries no owner is nobody's, and stays.",
  fix: "Tag it with the owning team under the estate's owner tag.",
  examples: [{ bad: `resource "aws_iam_role" "deploy" { }`, good: `tags = { team = "payments" }` }],
  controls: ["GV.RR-02", "PR.AA-05", "AC-2", "CM-6"],
  *judge({ after, base, declared }) {
    const deciding = base ?? declared;
    if (!deciding) return;
    const keys = ownerKeys(deciding.estate);
    const privileged = privilegedAddresses(after);
    for (const fact of ofKind(after, "ownership")) {
      if (!privileged.has(fact.from.address) || keys.some((key) => (fact.tags[key] ?? "") !== "")) continue;
      yield {
        ...placed(fact),
        message: `${fact.from.address} gives privileged access and carries no "${keys[0]}"${fact.partial ? ", as far as its tags are known before apply" : ""}.`,
      };
    }
  },
};
