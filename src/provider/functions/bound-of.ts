import type { ProviderFunction } from "../protocol/provider";
import { recordOf } from "../protocol/record";
import type { Value } from "../protocol/value";
import { textAt } from "./given";

/** `bound_of(policy)`: how long what a policy allows holds, as the gate tells it. */
export const boundOf: ProviderFunction = {
  signature: {
    summary: "How long a policy allows what it allows",
    description:
      "Leasehold's analysis of a policy, as the gate makes it, as an object:\n\n" +
      "- `kind`: `leased` (all that it allows provably ends), `standing` (something that it allows has no certain end), `indeterminate` (it cannot be told, " +
      "which is never taken for an end) or `none` (it allows nothing at any time, as a guard)\n" +
      "- `until`: where it is `leased`, the RFC 3339 time from which on it allows nothing; otherwise null\n" +
      "- `because`: what decides it, in words\n\n" +
      "It looks at the policy alone, and takes the caller for one of any kind: a bound by `aws:TokenIssueTime` ends nothing for long-term keys. Of a trust policy `until` is " +
      "when the last session can begin; one that began before lives for up to 12 hours more, unless the role's permissions end too.",
    parameters: [{ name: "policy", type: "string", description: "The JSON text of the policy." }],
    returns: ["object", { kind: "string", until: "string", because: "string" }],
  },
  async call(given) {
    const text = textAt(given, 0);
    const [{ mustBePolicy }, { policyBound }] = await Promise.all([
      import("./policy-text.js"),
      import("./policy-bound.js"),
    ]);
    mustBePolicy(text, 0);
    return recordOf<Value>(Object.entries(policyBound(text)));
  },
};
