import type { Role } from "../estate/types";
import type { Residual } from "../lease/residual";
import { shortPermission } from "./sensitivity/permission";
import { isGcpPersistence, isLimitedByMayGrant } from "./sensitivity/persistence";
import { factsOfRole } from "./sensitivity/roles";

interface Kind {
  readonly permissions: RegExp;
  readonly what: string;
  readonly why: string;
  readonly atWorst: Residual["atWorst"];
}

const hour = 3600;

/** What the use of a permission leaves behind (Google's IAM documentation on each of them). */
const kinds: readonly Kind[] = [
  {
    permissions: /^iam\.(serviceAccountKeys|serviceAccountApiKeyBindings)\./,
    what: "service account keys made in the lease",
    why: "a key is valid until it is deleted",
    atWorst: "until-removed",
  },
  {
    permissions: /^storage\.hmacKeys\./,
    what: "HMAC keys made in the lease",
    why: "a key is valid until it is deactivated",
    atWorst: "until-removed",
  },
  {
    permissions: /^iam\.serviceAccounts\.(getAccessToken|getOpenIdToken|implicitDelegation|signJwt)$/,
    what: "tokens of service accounts, already issued",
    why: "a token is valid for up to 12 hours and cannot be taken back",
    atWorst: 12 * hour,
  },
  {
    permissions: /^iam\.serviceAccounts\.signBlob$/,
    what: "signed URLs, already made",
    why: "a URL signed by a service account is valid for up to 7 days",
    atWorst: 7 * 24 * hour,
  },
  {
    permissions: /^iam\.serviceAccounts\.actAs$/,
    what: "workloads started as a service account",
    why: "they go on, with that account's access",
    atWorst: "until-removed",
  },
  {
    permissions: /^compute\.(instances\.setMetadata|projects\.setCommonInstanceMetadata)$/,
    what: "SSH keys and start-up scripts put into metadata",
    why: "metadata stay, and open the machines to whoever holds the key",
    atWorst: "until-removed",
  },
  {
    permissions: /^container\.serviceAccounts\.createToken$/,
    what: "tokens of Kubernetes service accounts, already issued",
    why: "the cluster, not Google's IAM, says how long they are valid",
    atWorst: "until-removed",
  },
  {
    permissions: /\.setIamPolicy$/,
    what: "access granted to others in the lease",
    why: "a binding stands until it is removed",
    atWorst: "until-removed",
  },
  {
    permissions: /^iam\.(workloadIdentity|workforce)PoolProviders\./,
    what: "identity providers made or changed in the lease",
    why: "whom they let in stays let in",
    atWorst: "until-removed",
  },
  {
    permissions: /^((cloudsql|alloydb)\.users|datastore\.userCreds)\.(create|update)$/,
    what: "database users and passwords made in the lease",
    why: "the database knows them without Google's IAM",
    atWorst: "until-removed",
  },
  {
    permissions: /^apikeys\.keys\./,
    what: "API keys made or read in the lease",
    why: "a key is valid until it is deleted",
    atWorst: "until-removed",
  },
  {
    permissions: /^secretmanager\.versions\.access$/,
    what: "secrets read in the lease",
    why: "what they open stays open until they are changed",
    atWorst: "until-removed",
  },
  {
    permissions: /^(compute\.instances\.os(Admin)?Login|iap\.tunnelInstances\.accessViaIAP)$/,
    what: "open SSH sessions and tunnels",
    why: "access is checked when they are opened",
    atWorst: "until-removed",
  },
  {
    permissions: /^container\.pods\.(exec|attach|portForward)$/,
    what: "open sessions in pods",
    why: "access is checked when they are opened",
    atWorst: "until-removed",
  },
  {
    permissions: /^(cloudsql\.instances\.(login|connect)|alloydb\.(users\.login|instances\.connect))$/,
    what: "open database sessions",
    why: "access is checked when they are opened",
    atWorst: "until-removed",
  },
  {
    permissions: /\.create$/,
    what: "machines, services, jobs and pods started in the lease",
    why: "they go on, with the access of the account that they run as",
    atWorst: "until-removed",
  },
];

/** `a`, `a and b`, `a, b and 7 more`. */
function few(names: readonly string[]): string {
  const [first = "", second] = names;
  if (second === undefined) return first;
  return names.length === 2 ? `${first} and ${second}` : `${first}, ${second} and ${names.length - 2} more`;
}

/** What outlives a lease of a role on GCP, although the cloud ended it; empty for a role that grants nothing there. */
export function gcpResiduals(role: Role): Residual[] {
  const { gcp, persistence } = role;
  if (!gcp || gcp.roles.length === 0) return [];
  const residuals: Residual[] = [
    {
      what: "access after a revocation before the end",
      because:
        "a changed policy takes 2 to 7 minutes, at times longer, to take effect everywhere; the end itself holds at the second",
      atWorst: 7 * 60,
    },
  ];

  const held = new Map<string, Set<string>>();
  for (const gcpRole of new Set(gcp.roles)) {
    const facts = factsOfRole(gcpRole);
    if (!facts) {
      residuals.push({
        what: `whatever ${gcpRole} lets its holder leave behind`,
        because: "nothing is known of it",
        through: "its permissions are not in leasehold's data",
        atWorst: "until-removed",
      });
    }
    for (const permission of facts?.kept ?? []) {
      held.set(permission, (held.get(permission) ?? new Set()).add(gcpRole));
    }
  }

  const opened = persistence.kind === "allow" ? persistence : undefined;
  const rest = new Set(held.keys());
  for (const { permissions, what, why, atWorst } of kinds) {
    const found = [...rest].filter((permission) => permissions.test(shortPermission(permission)));
    if (found.length === 0) continue;
    for (const permission of found) rest.delete(permission);
    const roles = new Set(found.flatMap((permission) => [...(held.get(permission) ?? [])]));
    const through = [`${few([...roles])} ${roles.size === 1 ? "holds" : "hold"} ${few(found)}`];
    if (gcp.mayGrant && found.every(isLimitedByMayGrant)) {
      through.push(`it is limited to ${gcp.mayGrant.length === 0 ? "no role" : few(gcp.mayGrant)}`);
      if (found.some((permission) => !permission.startsWith("resourcemanager."))) {
        through.push("services other than the Resource Manager may not know that limit");
      }
    }
    const allowed = found.filter((permission) => isGcpPersistence(permission) && opened?.actions.includes(permission));
    if (opened && allowed.length > 0)
      through.push(`${few(allowed)} ${allowed.length === 1 ? "is" : "are"} opened because: ${opened.because}`);
    residuals.push({ what, because: why, through: through.join("; "), atWorst });
  }
  return residuals;
}
