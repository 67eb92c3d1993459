import type { AccessFact, CredentialFact, Fact } from "../../facts/fact";
import type { Principal } from "../../facts/principal";
import { argument } from "../../terraform/argument";
import type { ResourceInstance } from "../../terraform/instance";
import { provenanceOf } from "../../terraform/provenance";
import type { Holder } from "./holders";
import type { Surroundings } from "./stand-in";

/** Types that are a credential of an IAM user, by what they are. */
const ofUsers: Readonly<Record<string, string>> = {
  aws_iam_access_key: "an access key",
  aws_iam_user_login_profile: "a console password",
  aws_iam_service_specific_credential: "a service-specific password",
  aws_iam_user_ssh_key: "an SSH key",
  aws_iam_signing_certificate: "a signing certificate",
};

/**
 * Credentials that do not expire by themselves: keys, passwords and certificates of IAM users, and users that hold
 * permissions. Nothing secret is read.
 *
 * @param identity what is already known of identities' access, which says what users hold
 */
export function readCredentials(around: Surroundings, identity: readonly Fact[]): readonly CredentialFact[] {
  return [
    ...around.landscape.instances.flatMap((instance) => credentialOf(instance, around)),
    ...usersWithPermissions(around, identity),
  ];
}

function credentialOf(instance: ResourceInstance, { principals }: Surroundings): readonly CredentialFact[] {
  const credential = Object.hasOwn(ofUsers, instance.type) ? ofUsers[instance.type] : undefined;
  if (instance.mode !== "managed" || credential === undefined) return [];
  const attribute = instance.type === "aws_iam_user_ssh_key" ? "username" : userArgument(instance);
  const { holders, only } = principals.holders.named("user", instance, attribute);
  const users: readonly Principal[] =
    holders.length > 0 ? holders.map(principals.of) : [principals.named("user", only ?? instance.address, instance)];
  const status = argument(instance, "status");
  // What is not known may be active.
  const active = !(status.kind === "known" && status.value === "Inactive");
  return users.map((principal) => ({
    kind: "credential",
    principal,
    credential,
    active,
    from: provenanceOf(instance, principal.address === undefined ? [] : [principal.address]),
  }));
}

function userArgument({ type }: ResourceInstance): string {
  return type === "aws_iam_service_specific_credential" || type === "aws_iam_signing_certificate"
    ? "user_name"
    : "user";
}

const ofUserOrGroup = /^aws_iam_(?:user_|group_|policy_attachment$)/;

/**
 * A user with a policy is an identity that stands, whoever holds its keys, until when ever the policy allows something.
 * What it may do through roles that it assumes is theirs.
 */
function usersWithPermissions({ principals }: Surroundings, identity: readonly Fact[]): readonly CredentialFact[] {
  const held = new Map<string, AccessFact[]>();
  for (const fact of identity) {
    if (fact.kind !== "access" || !ofUserOrGroup.test(fact.from.type)) continue;
    const { key } = fact.principal;
    held.set(key, [...(held.get(key) ?? []), fact]);
  }
  return principals.holders.all.flatMap((holder: Holder) => {
    const { kind, instance } = holder;
    if (kind !== "user" || instance.mode !== "managed") return [];
    const principal = principals.of(holder);
    const access = held.get(principal.key);
    if (access === undefined) return [];
    return [
      {
        kind: "credential" as const,
        principal,
        credential: "permissions of a user, who has long-term keys or a password or can be given them",
        active: true,
        from: provenanceOf(
          instance,
          access.flatMap(({ from }) => from.addresses),
        ),
      },
    ];
  });
}
