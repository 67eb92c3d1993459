import type { GuardrailFact } from "../../facts/fact";
import type { Landscape, ResourceInstance } from "../../terraform/instance";
import { provenanceOf } from "../../terraform/provenance";
import { canonicalPolicy, canonicalText } from "./canonical";
import { policyOf } from "./policies";
import { isWritten } from "./policy-arguments";
import { referredBy, scopeOf } from "./scopes";
import type { Surroundings } from "./stand-in";
import { blocks, text } from "./values";

/** What limits whole accounts, permission sets and buckets, whatever their policies say. */
export function readOrganizationGuardrails(around: Surroundings): readonly GuardrailFact[] {
  return around.landscape.instances.flatMap((instance) => {
    if (instance.mode !== "managed") return [];
    const read = Object.hasOwn(readers, instance.type) ? readers[instance.type] : undefined;
    return read?.(instance, around) ?? [];
  });
}

type Read = (instance: ResourceInstance, around: Surroundings) => readonly GuardrailFact[];

/** Kinds of organization policies that settle who may do what; the others settle tags, backups and the like. */
const limiting: ReadonlySet<string> = new Set([
  "SERVICE_CONTROL_POLICY",
  "RESOURCE_CONTROL_POLICY",
  "DECLARATIVE_POLICY_EC2",
]);

const readers: Readonly<Record<string, Read>> = {
  aws_organizations_policy: (instance, around) => {
    const type = text(instance, "type");
    if (type !== undefined && !limiting.has(type)) return [];
    return [
      fact(
        "organization-policy",
        instance,
        text(instance, "name") ?? instance.address,
        said(instance, "content", around),
      ),
    ];
  },
  aws_organizations_policy_attachment: (instance, around) => {
    const target = named(instance, "target_id", around);
    const policy = named(instance, "policy_id", around);
    return [fact("organization-policy", instance, `${target} by ${policy}`, "attached")];
  },
  aws_organizations_resource_policy: (instance, around) => [
    fact("organization-policy", instance, "the organization's resource policy", said(instance, "content", around)),
  ],
  aws_ssoadmin_permissions_boundary_attachment: (instance, around) => {
    const boundary = instance.values.permissions_boundary;
    const known = blocks(boundary).length > 0 ? canonicalText(boundary) : undefined;
    return [fact("permissions-boundary", instance, named(instance, "permission_set_arn", around), known)];
  },
  aws_s3_account_public_access_block: (instance, { principals }) => {
    const account = text(instance, "account_id") ?? principals.accounts.of(instance.provider) ?? instance.provider;
    return [fact("resource-control", instance, `account ${account}`, blocked(instance))];
  },
  aws_s3_bucket_public_access_block: (instance, around) => {
    // What goes with its bucket is no loss.
    const [bucket] = referredBy(instance, "bucket", around);
    if (around.landscape.moment === "before" && (bucket ?? bucketOf(instance, around))?.change === "delete") return [];
    return [fact("resource-control", instance, scopeOf(instance, "bucket", around).text, blocked(instance))];
  },
};

const buckets = new WeakMap<Landscape, ReadonlyMap<string, ResourceInstance>>();

/** The bucket of that name, where no reference leads to it. */
function bucketOf(instance: ResourceInstance, { landscape }: Surroundings): ResourceInstance | undefined {
  let byName = buckets.get(landscape);
  if (byName === undefined) {
    const all = landscape.instances.filter(({ type }) => type === "aws_s3_bucket");
    byName = new Map(
      all.map((bucket) => [`${bucket.provider} ${text(bucket, "bucket") ?? text(bucket, "id")}`, bucket]),
    );
    buckets.set(landscape, byName);
  }
  return byName.get(`${instance.provider} ${text(instance, "bucket")}`);
}

/** What is blocked; a flag that is not set, or not known, blocks nothing for certain. */
function blocked(instance: ResourceInstance): string {
  const flags = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];
  return flags.filter((flag) => instance.values[flag] === true).join(", ");
}

function named(instance: ResourceInstance, argument: string, around: Surroundings): string {
  const [made] = referredBy(instance, argument, around);
  return text(instance, argument) ?? made?.address ?? instance.address;
}

function said(instance: ResourceInstance, argument: string, around: Surroundings): string | undefined {
  const read = isWritten(instance, argument) ? policyOf(instance, argument, around) : undefined;
  return read === undefined || read.doubts.length > 0 ? undefined : canonicalPolicy(read.statements);
}

function fact(
  guardrail: GuardrailFact["guardrail"],
  instance: ResourceInstance,
  protects: string,
  content: string | undefined,
): GuardrailFact {
  return {
    kind: "guardrail",
    guardrail,
    protects,
    ...(content === undefined ? {} : { content }),
    from: provenanceOf(instance),
  };
}
