import type { Rule } from "./rule";
import { placed } from "./words";

export const accessForgotten: Rule = {
  name: "access-forgotten",
  judges: "change",
  needs: "nothing",
  severity: "error",
  title: "Access that stays in the cloud and leaves Terraform's care.",
  why: "A `removed` block with `destroy = false` takes a resource out of the state and leaves it live: nobody plans, reviews or ends it any more.",
  fix: "Let Terraform destroy it, or move it to another configuration that manages it.",
  examples: [
    {
      bad: `removed {
  from = aws_iam_role_policy.deploy
  lifecycle { destroy = false }
}`,
      good: `removed {
  from = aws_iam_role_policy.deploy
  lifecycle { destroy = true }
}`,
    },
  ],
  controls: ["ID.AM-08", "AC-2", "CM-3", "NHI1"],
  *judge({ before }) {
    const said = new Set<string>();
    for (const fact of before) {
      const { address, change } = fact.from;
      if (change !== "forget" || fact.kind === "ownership" || said.has(address)) continue;
      said.add(address);
      yield {
        ...placed(fact),
        ...("principal" in fact ? { principal: fact.principal.name } : {}),
        message: `${address} is about access, stays live, and would be managed by nobody.`,
      };
    }
  },
};
