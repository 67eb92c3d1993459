import { type FormatName, formats } from "../../estate/formats";
import type { ProviderFunction } from "../protocol/provider";
import { recordOf } from "../protocol/record";
import type { Value } from "../protocol/value";
import { quoted } from "../quoted";
import { faultOf, textAt } from "./given";

/**
 * `spiffe_principal(id, trust_anchor_arn)`: the statement by which a trust policy lets in one SPIFFE identity.
 *
 * An object rather than a text, so that `jsonencode` takes it as it is, alone or after `merge`.
 */
export const spiffePrincipal: ProviderFunction = {
  signature: {
    summary: "The trust statement of a SPIFFE identity",
    description:
      "The statement (`Effect`, `Principal`, `Action`, `Condition`) by which the trust policy of an IAM role lets in one workload that IAM Roles " +
      "Anywhere knows by the SPIFFE id in its certificate: pinned to the whole id and to the trust anchor that vouches for it. It has no end of its own: put " +
      "it in a policy, and that through `time_bound_policy`:\n\n" +
      "```terraform\n" +
      "assume_role_policy = provider::leasehold::time_bound_policy(jsonencode({\n" +
      '  Version   = "2012-10-17"\n' +
      "  Statement = [provider::leasehold::spiffe_principal(var.spiffe_id, aws_rolesanywhere_trust_anchor.mesh.arn)]\n" +
      "}), leasehold_grant.batch.starts_at, leasehold_grant.batch.ends_at)\n" +
      "```",
    parameters: [
      {
        name: "id",
        type: "string",
        description: "The whole SPIFFE id, such as `spiffe://acme.example/ledger/batch`; no wildcards.",
      },
      {
        name: "trust_anchor_arn",
        type: "string",
        description: "The ARN of the Roles Anywhere trust anchor, in the region and account of the role's target.",
      },
    ],
    returns: [
      "object",
      {
        Effect: "string",
        Principal: ["map", "string"],
        Action: ["list", "string"],
        Condition: ["map", ["map", "string"]],
      },
    ],
  },
  async call(given) {
    const spiffe = formatted(given, 0, "spiffe");
    const trustAnchor = formatted(given, 1, "trustAnchorArn");
    const { spiffePin } = await import("../../aws/emit/trust.js");
    const { principal, actions, condition } = spiffePin(spiffe, trustAnchor);
    return recordOf<Value>([
      ["Effect", "Allow"],
      ["Principal", mapOf(principal)],
      ["Action", actions],
      [
        "Condition",
        recordOf([
          ["StringEquals", mapOf(condition.StringEquals)],
          ["ArnEquals", mapOf(condition.ArnEquals)],
        ]),
      ],
    ]);
  },
};

function formatted(given: Parameters<ProviderFunction["call"]>[0], argument: number, name: FormatName): string {
  const text = textAt(given, argument);
  const { what, pattern, mend } = formats[name];
  if (pattern.test(text)) return text;
  throw faultOf(argument, `${quoted(text)} is not ${what}: ${mend.charAt(0).toLowerCase()}${mend.slice(1, -1)}`);
}

function mapOf(entries: Readonly<Record<string, string>>): Value {
  return recordOf(Object.entries(entries));
}
