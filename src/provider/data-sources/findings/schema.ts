import { computed, optional } from "../../attributes";
import type { Schema } from "../../protocol/schema";
import type { ValueType } from "../../protocol/value";

export const findingType = [
  "object",
  {
    rule: "string",
    severity: "string",
    message: "string",
    fix: "string",
    address: "string",
    principal: "string",
    privilege: "string",
    scope: "string",
    bound: ["object", { kind: "string", until: "string", because: "string" }],
    location: ["object", { file: "string", line: "number", column: "number" }],
    controls: ["list", "string"],
    waived_by: "string",
  },
] as const satisfies ValueType;

const form =
  "the path of its JSON (`terraform show -json`), or the JSON itself, which then stands in the state with all that it holds";

/** `leasehold_findings`: what the gate says of a plan, or drift of a state. */
export const findingsSchema: Schema = {
  version: 0,
  description:
    "Judges a plan as `leasehold gate` does, or a state as `leasehold drift` does, by the provider's estate; for `check` blocks. What cannot be judged is an error.",
  attributes: {
    plan: { ...optional(`The plan to judge: ${form}. Either this or \`state\`.`), sensitive: true },
    state: {
      ...optional(
        `The state to compare with the estate: ${form} (also as \`terraform state pull\` writes it). Either this or \`plan\`.`,
      ),
      sensitive: true,
    },
    fail_on: optional(
      "The least severity that makes the verdict `fail`: `error`, `warning`, `note`, or `never`. Default: `error`.",
    ),
    verdict: computed("string", "`pass` or `fail`."),
    findings: computed(
      ["list", findingType],
      "What was found, the gravest first: rule, severity, what is wrong and what to do; who, what, where and until when, where it is about access; and the place in the estate where that is known.",
    ),
    errors: computed("number", "How many findings are errors."),
    warnings: computed("number", "How many findings are warnings."),
    notes: computed("number", "How many findings are notes."),
  },
};
