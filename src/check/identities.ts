import { checkOidc } from "../aws/emit/oidc";
import type { DeclarationPath } from "../diagnostics/diagnostic";
import type { Reporter } from "../diagnostics/report";
import type { AwsBinding, Estate, Group, Identity, IdentityKind, Role } from "../estate/types";
import { open } from "./people";

/** An identity is one principal of the right kind, and no principal is two identities. */
export function identities(estate: Estate, report: Reporter): void {
  for (const identity of estate.identities.values()) {
    awsBinding(identity, estate.policy.prefix, report);
    // What is wrong with a token is so in every target, and shows before the first lease.
    if (identity.aws?.kind === "oidc") checkOidc(report, identity.name, identity.aws);
    gcpMember(identity, report);
  }
  twice(estate, report);
  for (const role of estate.roles.values()) mfa(role, report);
}

const bindings: Readonly<Record<IdentityKind, readonly AwsBinding["kind"][]>> = {
  person: ["user", "identityCenter", "saml", "role"],
  workload: ["role", "oidc", "rolesAnywhere"],
  agent: ["role", "oidc", "rolesAnywhere"],
  group: [],
};

function awsBinding(identity: Identity, prefix: string, report: Reporter): void {
  const { name, kind, aws } = identity;
  if (!aws) return;
  const path = ["identities", name, "aws", aws.kind];
  if (!bindings[kind].includes(aws.kind)) {
    const allowed = bindings[kind].filter((binding) => kind !== "person" || binding !== "role");
    report.report(
      "binding-not-for-kind",
      { identity: name, kind, binding: aws.kind, allowed: allowed.map((binding) => `\`${binding}\``).join(" or ") },
      path,
    );
  } else if (aws.kind === "role") {
    const of = roleOfOthers(aws.arn, prefix);
    if (of !== undefined) report.report("role-of-others", { identity: name, kind, of }, path);
    else if (kind === "person") {
      report.report(aws.exclusive ? "person-holds-role-alone" : "person-shares-role", { identity: name }, path);
    }
  }
}

/** Why a role is no identity of its own, whoever says so: AWS or leasehold gives it now to one, now to another. */
function roleOfOthers(arn: string, prefix: string): "identity-center" | "service" | "lease" | undefined {
  const path = arn.split(":role/")[1]?.toLowerCase() ?? "";
  if (path.startsWith("aws-reserved/sso.amazonaws.com/") || path.startsWith("awsreservedsso_"))
    return "identity-center";
  if (path.startsWith("aws-service-role/")) return "service";
  return path.startsWith(`${prefix}/`) && path.split("/").length > 2 ? "lease" : undefined;
}

/** What a member of GCP looks like for each kind, and how to say so. */
const members: Readonly<Record<IdentityKind, { readonly pattern: RegExp; readonly allowed: string }>> = {
  person: {
    pattern: /^(user:|principal:\/\/iam\.googleapis\.com\/locations\/global\/workforcePools\/[^/]+\/subject\/.)/,
    allowed:
      "`user:<e-mail>`, or the subject of a workforce pool (`principal://…/workforcePools/<pool>/subject/<subject>`)",
  },
  workload: {
    pattern: /^(serviceAccount:|principal:\/\/(?!.*\/workforcePools\/))/,
    allowed:
      "`serviceAccount:<e-mail>`, or the subject of a workload pool (`principal://…/workloadIdentityPools/<pool>/subject/<subject>`)",
  },
  agent: {
    pattern: /^(serviceAccount:|principal:\/\/(?!.*\/workforcePools\/))/,
    allowed:
      "`serviceAccount:<e-mail>`, or the subject of a workload pool (`principal://…/workloadIdentityPools/<pool>/subject/<subject>`)",
  },
  group: { pattern: /^group:/, allowed: "no member: a lease is never to a group" },
};

function gcpMember(identity: Identity, report: Reporter): void {
  const { name, kind, gcp } = identity;
  if (!gcp || members[kind].pattern.test(gcp.member)) return;
  report.report("member-not-for-kind", { identity: name, kind, member: gcp.member, allowed: members[kind].allowed }, [
    "identities",
    name,
    "gcp",
    "member",
  ]);
}

const oidcSubject = "OIDC subject";

interface Mark {
  /** The same in two identities if they are one. */
  readonly key: string;
  readonly what: string;
  readonly path: DeclarationPath;
}

/** Everything by which a cloud, a directory or a hosting service knows an identity. */
function marksOf(identity: Identity): readonly Mark[] {
  const marks: Mark[] = [];
  const add = (what: string, value: string, ...path: string[]): void => {
    marks.push({ key: `${what} ${value}`, what, path: ["identities", identity.name, ...path] });
  };
  const { aws, gcp, email, github, gitlab } = identity;
  switch (aws?.kind) {
    case "user":
    case "role":
      // IAM holds no two names of an account that differ in their case or their path alone.
      add("ARN", aws.arn.toLowerCase().replace(/\/.*\//, "/"), "aws", aws.kind);
      break;
    case "identityCenter":
      add("Identity Center user", aws.userName.toLowerCase(), "aws", "identityCenter", "userName");
      if (aws.userId !== undefined)
        add("Identity Center user id", aws.userId.toLowerCase(), "aws", "identityCenter", "userId");
      break;
    case "saml":
      add("SAML subject", `${aws.provider} ${aws.subject}`, "aws", "saml", "subject");
      break;
    case "oidc":
      add(oidcSubject, JSON.stringify([aws.issuer.toLowerCase(), aws.subject]), "aws", "oidc", "subject");
      break;
    case "rolesAnywhere":
      add("SPIFFE id", `${aws.spiffe} ${aws.trustAnchor}`, "aws", "rolesAnywhere", "spiffe");
      break;
    case undefined:
      break;
  }
  if (gcp) {
    const folds = /^(user|serviceAccount|group):/.test(gcp.member);
    add("GCP member", folds ? gcp.member.toLowerCase() : gcp.member, "gcp", "member");
  }
  if (email !== undefined) add("e-mail address", email.toLowerCase(), "email");
  // A person whom one identity knows by address and another by member or user name is one person all the same.
  const user = gcp && /^user:(.+)$/i.exec(gcp.member)?.[1];
  if (user !== undefined) add("e-mail address", user.toLowerCase(), "gcp", "member");
  if (aws?.kind === "identityCenter" && aws.userName.includes("@")) {
    add("e-mail address", aws.userName.toLowerCase(), "aws", "identityCenter", "userName");
  }
  if (aws?.kind === "saml" && aws.subject.includes("@")) {
    add("e-mail address", aws.subject.toLowerCase(), "aws", "saml", "subject");
  }
  if (github) {
    add("GitHub user id", String(github.id), "github", "id");
    add("GitHub login", github.login.toLowerCase(), "github", "login");
  }
  if (gitlab) {
    add("GitLab user id", String(gitlab.id), "gitlab", "id");
    add("GitLab user name", gitlab.username.toLowerCase(), "gitlab", "username");
  }
  return marks;
}

function twice(estate: Estate, report: Reporter): void {
  const holders = new Map<string, Identity[]>();
  const said = new Set<string>();
  for (const identity of estate.identities.values()) {
    for (const { key, what, path } of marksOf(identity)) {
      const others = holders.get(key);
      if (!others) {
        holders.set(key, [identity]);
        continue;
      }
      const other = others.find((one) => one !== identity && !(what === oidcSubject && areApart(one, identity)));
      if (!others.includes(identity)) others.push(identity);
      if (!other || said.has(`${other.name} ${identity.name}`)) continue;
      said.add(`${other.name} ${identity.name}`);
      report.report("identity-twice", { identity: identity.name, other: other.name, what }, path);
    }
  }
}

/** Whether no token is both of them although their subject is one: some claim would have to have two values. */
function areApart(one: Identity, other: Identity): boolean {
  if (one.aws?.kind !== "oidc" || other.aws?.kind !== "oidc") return false;
  const { claims } = other.aws;
  return [...one.aws.claims].some(([claim, value]) => (claims.get(claim) ?? value) !== value);
}

const withoutMfa = new WeakMap<Group, readonly string[]>();

/** Only the keys and sessions of an IAM user say whether MFA was used. */
function lackingMfa(identity: Identity): readonly string[] {
  if (identity.kind !== "group") return identity.aws && identity.aws.kind !== "user" ? [identity.name] : [];
  const known = withoutMfa.get(identity);
  if (known) return known;
  const found = [...open(identity).members.values()].flatMap(lackingMfa);
  withoutMfa.set(identity, found);
  return found;
}

function mfa(role: Role, report: Reporter): void {
  if (!role.require.mfa) return;
  const path = ["roles", role.name, "require", "mfa"];
  const lacking = role.aws ? [...new Set(role.eligible.flatMap(lackingMfa))] : [];
  if (lacking.length > 0) report.report("mfa-never-present", { role: role.name, identities: lacking }, path);
  if (role.gcp) report.report("mfa-on-gcp", { role: role.name }, path);
}
