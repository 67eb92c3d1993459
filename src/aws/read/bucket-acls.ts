import type { AccessFact } from "../../facts/fact";
import type { Principal } from "../../facts/principal";
import type { Privilege } from "../../facts/privilege";
import { argument } from "../../terraform/argument";
import type { ResourceInstance } from "../../terraform/instance";
import { grantedFact } from "./granted";
import { granteeOf } from "./grantees";
import { isWritten } from "./policy-arguments";
import { scopeOf } from "./scopes";
import { type ResourceSurroundings, siteOf } from "./site";
import { blocks, textOfValue } from "./values";

/** Whom an access control list lets in, and what it lets it do. */
interface AclGrant {
  readonly uri?: string;
  readonly id?: string;
  readonly permission: string;
}

const everyone = "http://acs.amazonaws.com/groups/global/AllUsers";
const everybodyWithAnAccount = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";

/** What stands for a list that is not known: it could let in everybody. */
const notKnown: AclGrant = { uri: everyone, permission: "UNKNOWN" };

/** The canned lists that let in others than the owner. */
const canned: Readonly<Record<string, readonly AclGrant[]>> = {
  "public-read": [{ uri: everyone, permission: "READ" }],
  "public-read-write": [
    { uri: everyone, permission: "READ" },
    { uri: everyone, permission: "WRITE" },
  ],
  "authenticated-read": [{ uri: everybodyWithAnAccount, permission: "READ" }],
};

const closed: ReadonlySet<string> = new Set([
  "private",
  "aws-exec-read",
  "bucket-owner-read",
  "bucket-owner-full-control",
  "log-delivery-write",
]);

const ofObjects: ReadonlySet<string> = new Set(["aws_s3_object", "aws_s3_bucket_object", "aws_s3_object_copy"]);
const ofBuckets: ReadonlySet<string> = new Set(["aws_s3_bucket", "aws_s3_bucket_acl"]);

/** Whom the access control lists of S3 let in. The owner's own grants are no access of others. */
export function readBucketAcls(around: ResourceSurroundings): readonly AccessFact[] {
  return around.landscape.instances.flatMap((instance) => {
    const object = ofObjects.has(instance.type);
    if (instance.mode !== "managed" || !(object || ofBuckets.has(instance.type))) return [];
    return grantsOf(instance).flatMap((grant) => factsOf(grant, instance, object, around));
  });
}

function grantsOf(instance: ResourceInstance): readonly AclGrant[] {
  const found: AclGrant[] = [];
  if (isWritten(instance, "acl")) {
    const acl = argument(instance, "acl");
    if (acl.kind === "unknown") found.push(notKnown);
    else if (acl.kind === "known" && typeof acl.value === "string" && !closed.has(acl.value)) {
      found.push(...(canned[acl.value] ?? [notKnown]));
    }
  }
  const owner = blocks(blocks(instance.values.access_control_policy)[0]?.owner)[0]?.id;
  for (const policy of blocks(instance.values.access_control_policy)) {
    for (const { permission, grantee } of blocks(policy.grant)) {
      const [who = {}] = blocks(grantee);
      found.push(...(who.id === owner && owner !== undefined ? [] : [grantOf(who, [permission])].flat()));
    }
  }
  if (isWritten(instance, "grant")) {
    for (const grant of blocks(instance.values.grant)) found.push(...grantOf(grant, grant.permissions));
  }
  const isEmpty = (instance.values.acl ?? null) === null && blocks(instance.values.access_control_policy).length === 0;
  if (instance.type === "aws_s3_bucket_acl" && isEmpty && found.length === 0) found.push(notKnown);
  return found;
}

function grantOf(who: { readonly uri?: unknown; readonly id?: unknown }, permissions: unknown): readonly AclGrant[] {
  const list: readonly unknown[] = Array.isArray(permissions) ? permissions : [];
  const uri = typeof who.uri === "string" && who.uri !== "" ? { uri: who.uri } : {};
  const id = typeof who.id === "string" && who.id !== "" ? { id: who.id } : {};
  return list.map((permission) => ({ ...uri, ...id, permission: String(permission) }));
}

/** What a permission comes to: on a bucket `READ` lists names, on an object it reads the contents. */
function worthOf(permission: string, object: boolean): { readonly privilege?: Privilege; readonly because: string } {
  switch (permission) {
    case "READ":
      return object
        ? { privilege: "data", because: "READ: reads the object" }
        : { privilege: "read", because: "READ: lists the bucket" };
    case "READ_ACP":
      return { privilege: "read", because: "READ_ACP: reads who has access" };
    case "WRITE":
      return { privilege: "data", because: "WRITE: makes, replaces and deletes objects" };
    case "WRITE_ACP":
    case "FULL_CONTROL":
      return { privilege: "escalation", because: `${permission}: can let in anybody` };
    default:
      return { because: "its access control list is known only after apply" };
  }
}

function factsOf(
  grant: AclGrant,
  instance: ResourceInstance,
  object: boolean,
  around: ResourceSurroundings,
): readonly AccessFact[] {
  const { privilege, because } = worthOf(grant.permission, object);
  const byDesign = grant.permission === "READ" && grant.uri === everyone;
  return whom(grant, instance, around).map((principal): AccessFact => {
    const fact = grantedFact({
      instance,
      principal,
      privilege: privilege ?? "escalation",
      because: [because],
      scope: scopeOf(instance, instance.type === "aws_s3_bucket" ? undefined : "bucket", around),
      publicByDesign: byDesign,
    });
    return privilege === undefined ? { ...fact, bound: { kind: "indeterminate", because } } : fact;
  });
}

function whom(grant: AclGrant, instance: ResourceInstance, around: ResourceSurroundings): readonly Principal[] {
  if (grant.uri === everyone) return [around.principals.whom("AWS", "*", instance)];
  if (grant.uri === everybodyWithAnAccount) {
    return [{ kind: "anyone", name: "everybody with an AWS account", key: everybodyWithAnAccount }];
  }
  if (grant.uri !== undefined) return [{ kind: "service", name: "S3's log delivery", key: grant.uri }];
  const id = textOfValue(grant.id);
  return granteeOf("CanonicalUser", id ?? "an owner that is not known", undefined, siteOf(instance, around)).map(
    ({ principal }) => principal,
  );
}
