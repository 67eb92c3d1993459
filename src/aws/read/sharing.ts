import type { AccessFact } from "../../facts/fact";
import type { Principal } from "../../facts/principal";
import type { Privilege } from "../../facts/privilege";
import type { ResourceInstance } from "../../terraform/instance";
import { hasUnknownPart, shown, unknownPart } from "../policy/unknown-part";
import { isAccountId, parseArn } from "./arn";
import { grantedFact } from "./granted";
import { granteeOf } from "./grantees";
import { namesIn } from "./names-in";
import { referredBy, scopeOf } from "./scopes";
import { type ResourceSurroundings, siteOf } from "./site";
import { isOfDirectory } from "./statement-style";
import { blocks, text } from "./values";

/** Whom Resource Access Manager and Lake Formation let in. */
export function readSharing(around: ResourceSurroundings): readonly AccessFact[] {
  return around.landscape.instances.flatMap((instance) => {
    if (instance.mode !== "managed") return [];
    switch (instance.type) {
      case "aws_ram_principal_association":
        return sharedWith(
          instance,
          required(namesIn(instance, "principal", around)),
          shareOf(instance, around),
          around,
        );
      case "aws_ram_resource_share":
        return sharedWith(instance, namesIn(instance, "principals", around), instance, around);
      case "aws_lakeformation_permissions":
        return lakePermission(instance, around);
      case "aws_lakeformation_data_lake_settings":
        return lakeAdministrators(instance, around);
      case "aws_s3control_access_grant":
        return directoryGrant(instance, around);
      default:
        return copies(instance, around);
    }
  });
}

/** The arguments that name with whom an image or a snapshot is shared. Whoever may copy one has its contents. */
const copied: Readonly<Record<string, readonly string[]>> = {
  aws_ami_launch_permission: ["account_id", "group", "organization_arn", "organizational_unit_arn"],
  aws_db_cluster_snapshot: ["shared_accounts"],
  aws_db_snapshot: ["shared_accounts"],
  aws_db_snapshot_copy: ["shared_accounts"],
  aws_snapshot_create_volume_permission: ["account_id"],
};

function copies(instance: ResourceInstance, around: ResourceSurroundings): readonly AccessFact[] {
  const names = Object.hasOwn(copied, instance.type) ? copied[instance.type] : undefined;
  return (names ?? []).flatMap((name) =>
    namesIn(instance, name, around)
      .flatMap((each) => granteesNamed(each === "all" ? "*" : each, instance, around))
      .map((principal) =>
        grantedFact({
          instance,
          principal,
          privilege: "data",
          because: ["may copy it, and read what is in it"],
          scope: scopeOf(instance, undefined, around),
        }),
      ),
  );
}

function directoryGrant(instance: ResourceInstance, around: ResourceSurroundings): readonly AccessFact[] {
  const [grantee] = blocks(instance.values.grantee);
  if (!isOfDirectory(grantee)) return [];
  const id = typeof grantee?.grantee_identifier === "string" ? grantee.grantee_identifier : instance.address;
  return [
    grantedFact({
      instance,
      principal: { kind: "person", name: id, key: `directory:${id}` },
      privilege: "data",
      because: [`${text(instance, "permission") ?? "a permission that is not known"} of an S3 access grant`],
      scope: scopeOf(instance, "access_grants_location_id", around),
    }),
  ];
}

/** An account, a principal, a service, or all accounts of an organization. */
function granteesNamed(name: string, instance: ResourceInstance, around: ResourceSurroundings): readonly Principal[] {
  if (/^arn:[^:]*:organizations:/.test(name)) {
    return [{ kind: "unknown", name: `every account of ${shown(name)}`, key: name }];
  }
  const ofAws = name === "*" || isAccountId(name) || parseArn(name) !== undefined || hasUnknownPart(name);
  const grantees = granteeOf(ofAws ? "AWS" : "Service", name, undefined, siteOf(instance, around));
  return grantees.map(({ principal }) => principal);
}

/** An argument that has to be there: where it is missing, it is not known. */
function required(names: readonly string[]): readonly string[] {
  return names.length === 0 ? [unknownPart] : names;
}

function shareOf(instance: ResourceInstance, around: ResourceSurroundings): ResourceInstance | undefined {
  const arn = text(instance, "resource_share_arn");
  const byArn = around.landscape.instances.find(
    ({ type, values }) => arn !== undefined && type === "aws_ram_resource_share" && values.arn === arn,
  );
  return (
    byArn ?? referredBy(instance, "resource_share_arn", around).find(({ type }) => type === "aws_ram_resource_share")
  );
}

function sharedWith(
  instance: ResourceInstance,
  names: readonly string[],
  share: ResourceInstance | undefined,
  around: ResourceSurroundings,
): readonly AccessFact[] {
  const { privilege, what } = sharedPrivilege(share, instance, around);
  return names
    .flatMap((each) => granteesNamed(each, instance, around))
    .map((principal) =>
      grantedFact({
        instance,
        principal,
        privilege,
        because: [what],
        scope: scopeOf(share ?? instance, undefined, around),
        addresses: share === undefined || share === instance ? [] : [share.address],
      }),
    );
}

/** What a share of a service's resources is worth; of others it lets be used, not read. */
const worth: Readonly<Record<string, Privilege>> = {
  "acm-pca": "escalation",
  dynamodb: "data",
  glue: "data",
  rds: "data",
  "s3-outposts": "data",
  s3tables: "data",
  sagemaker: "data",
  ssm: "data",
};

/** Identities cannot be shared, nor can their policies: a share of what is not known gives at most contents. */
function sharedPrivilege(
  share: ResourceInstance | undefined,
  instance: ResourceInstance,
  around: ResourceSurroundings,
): { readonly privilege: Privilege; readonly what: string } {
  const associations = around.landscape.instances.filter(
    (each) => each.type === "aws_ram_resource_association" && shareOf(each, around) === (share ?? instance),
  );
  const services = associations.map((each) => {
    const arn = parseArn(text(each, "resource_arn") ?? "");
    const [made] = referredBy(each, "resource_arn", around);
    return arn?.service ?? (made === undefined ? undefined : serviceOfType(made.type));
  });
  if (services.length === 0 || services.includes(undefined)) {
    return { privilege: "data", what: "resources are shared with it, of which the plan does not tell all" };
  }
  const order: readonly Privilege[] = ["escalation", "data"];
  const found = order.find((privilege) =>
    services.some((service) => service !== undefined && worth[service] === privilege),
  );
  return {
    privilege: found ?? "write",
    what: `resources of ${[...new Set(services)].sort().join(", ")} are shared with it`,
  };
}

function serviceOfType(type: string): string | undefined {
  if (/^aws_acmpca_/.test(type)) return "acm-pca";
  if (/^aws_(?:rds_|db_)/.test(type)) return "rds";
  if (/^aws_(?:dynamodb|glue|sagemaker|ssm)_/.test(type)) return /^aws_([a-z]+)_/.exec(type)?.[1];
  return /^aws_(?:ec2_|subnet$|vpc_|route53_|networkfirewall_|prefix_list|ec2)/.test(type) ? "ec2" : undefined;
}

function lakePermission(instance: ResourceInstance, around: ResourceSurroundings): readonly AccessFact[] {
  const grants = namesIn(instance, "permissions_with_grant_option", around);
  const permissions = namesIn(instance, "permissions", around);
  const reading = permissions.every((each) =>
    ["DESCRIBE", "CREATE_DATABASE", "CREATE_TABLE", "CREATE_TAG"].includes(each),
  );
  const privilege: Privilege = grants.length > 0 ? "escalation" : reading ? "write" : "data";
  const because =
    grants.length > 0 ? `may grant ${grants.map(shown).join(", ")} on` : permissions.map(shown).join(", ");
  return lake(instance, required(namesIn(instance, "principal", around)), privilege, because, around);
}

function lakeAdministrators(instance: ResourceInstance, around: ResourceSurroundings): readonly AccessFact[] {
  const names = namesIn(instance, "admins", around);
  return lake(instance, names, "escalation", "administers the data lake: may grant itself all of it", around);
}

function lake(
  instance: ResourceInstance,
  names: readonly string[],
  privilege: Privilege,
  because: string,
  around: ResourceSurroundings,
): readonly AccessFact[] {
  const site = siteOf(instance, around);
  // This name leaves the decision to IAM policies, as it was before Lake Formation.
  const others = names.filter((name) => name !== "IAM_ALLOWED_PRINCIPALS");
  return others.flatMap((name) =>
    granteeOf("AWS", name, undefined, site).map(({ principal }) =>
      grantedFact({ instance, principal, privilege, because: [because], scope: scopeOf(instance, undefined, around) }),
    ),
  );
}
