import type { PolicyDocument } from "../../../src/aws/policy/document";
import type { Estate } from "../../../src/estate/types";
import { compileRoots } from "../../../src/synth/roots";
import { renderRoot } from "../../../src/terraform/json";

/** One lease role as Terraform would make it, read back from the written text. */
export interface SynthesizedRole {
  readonly arn: string;
  readonly name: string;
  readonly trust: PolicyDocument;
  readonly inline: readonly PolicyDocument[];
  readonly attached: readonly PolicyDocument[];
  /** ARNs of the customer managed policies made beside it. */
  readonly policyArns: readonly string[];
}

type Block = Readonly<Record<string, unknown>>;
type Root = { readonly resource?: Readonly<Record<string, Readonly<Record<string, Block>>>> };

/** As Terraform reads a literal: the doubled sign of `$${` and `%%{` is one. */
function asRead(text: unknown): string {
  return String(text).replace(/([$%])\1\{/g, (_, sign) => `${sign}{`);
}

function documentOf(text: unknown): PolicyDocument {
  return JSON.parse(asRead(text)) as PolicyDocument;
}

/** What a managed policy of AWS's own could allow at the most. */
const everything: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};

/** Compiles, renders and reads back: the roles of an estate's grants, by grant. Throws where it does not compile. */
export function synthesized(estate: Estate): ReadonlyMap<string, SynthesizedRole> {
  const { roots, diagnostics } = compileRoots(estate);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  const roles = new Map<string, SynthesizedRole>();
  for (const root of roots) {
    const target = estate.targets.get(root.target)?.cloud;
    if (target?.kind !== "aws") continue;
    const { resource = {} } = JSON.parse(renderRoot(root)) as Root;
    const iam = `arn:${target.partition}:iam::${target.account}`;
    const arnOf = (kind: string, block: Block) => `${iam}:${kind}${String(block.path)}${String(block.name)}`;
    const policies = Object.entries(resource.aws_iam_policy ?? {});
    const belonging = (type: string, grant: string) =>
      Object.values(resource[type] ?? {}).filter((block) => block.role === `\${aws_iam_role.${grant}.name}`);
    for (const [grant, block] of Object.entries(resource.aws_iam_role ?? {})) {
      roles.set(grant, {
        arn: arnOf("role", block),
        name: String(block.name),
        trust: documentOf(block.assume_role_policy),
        inline: belonging("aws_iam_role_policy", grant).map(({ policy }) => documentOf(policy)),
        attached: belonging("aws_iam_role_policy_attachment", grant).map(({ policy_arn }) => {
          const made = policies.find(([name]) => policy_arn === `\${aws_iam_policy.${name}.arn}`);
          return made ? documentOf(made[1].policy) : everything;
        }),
        policyArns: policies.map(([, policy]) => arnOf("policy", policy)),
      });
    }
  }
  return roles;
}
