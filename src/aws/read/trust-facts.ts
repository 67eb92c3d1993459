import type { Bound } from "../../facts/bound";
import type { AccessFact, TrustFact } from "../../facts/fact";
import type { Principal } from "../../facts/principal";
import type { Privilege } from "../../facts/privilege";
import type { ResourceInstance } from "../../terraform/instance";
import { provenanceOf } from "../../terraform/provenance";
import { formatInstant } from "../../time/instant";
import { longestTail, type Moments } from "../policy/moments";
import type { Holder } from "./holders";
import { principalsIn } from "./named-principals";
import { rank } from "./role-access";
import type { Surroundings } from "./stand-in";
import type { Admission } from "./trust";
import { isMap, text } from "./values";

/** Who may become whom: by trust policies, and by resources that hand a role to somebody. */
export function trustFacts(access: readonly AccessFact[], around: Surroundings): readonly TrustFact[] {
  const privilegeOf = privilegesOf(access);
  const facts: TrustFact[] = [];
  for (const holder of around.principals.holders.all) {
    if (holder.kind === "role" && holder.instance.mode === "managed")
      facts.push(...ofRole(holder, privilegeOf, around));
  }
  for (const instance of around.landscape.instances) {
    if (instance.mode === "managed") facts.push(...handing(instance, privilegeOf, around));
  }
  return facts;
}

type PrivilegeOf = (principal: Principal) => { readonly privilege?: Privilege };

function privilegesOf(access: readonly AccessFact[]): PrivilegeOf {
  const gravest = new Map<string, Privilege | undefined>();
  for (const { principal, privilege } of access) {
    const known = gravest.has(principal.key);
    if (!known || rank(privilege) < rank(gravest.get(principal.key))) gravest.set(principal.key, privilege);
  }
  return ({ key }) => {
    const privilege = gravest.get(key);
    return privilege === undefined ? {} : { privilege };
  };
}

function ofRole(role: Holder, privilegeOf: PrivilegeOf, around: Surroundings): readonly TrustFact[] {
  const { principals } = around;
  const { admissions, doubts, unreadable, addresses } = principals.trustOf(role);
  const becomes = principals.of(role);
  const facts = admissions.map((admission): TrustFact => {
    const principal = "holder" in admission.who ? principals.of(admission.who.holder) : admission.who.principal;
    const { federation, open, pins } = admission;
    return {
      kind: "trust",
      principal,
      becomes,
      ...privilegeOf(becomes),
      bound: boundOf(admission),
      pins,
      ...(federation === undefined ? {} : { federation }),
      ...(open === undefined ? {} : { open }),
      from: provenanceOf(role.instance, [
        ...addresses,
        ...(principal.address === undefined ? [] : [principal.address]),
      ]),
    };
  });
  if (doubts.length === 0) return facts;
  const name = `whoever the trust policy of ${role.instance.address} names`;
  const unknown: TrustFact = {
    kind: "trust",
    principal: { kind: "unknown", name, key: name },
    becomes,
    ...privilegeOf(becomes),
    bound: { kind: "indeterminate", because: doubts.slice(0, 3).join("; ") },
    ...(unreadable
      ? {
          open: {
            to: "everyone",
            said: "its trust policy cannot be read, so that nothing is known to keep anyone out",
          } as const,
        }
      : {}),
    from: provenanceOf(role.instance, addresses),
  };
  return [...facts, unknown];
}

function boundOf({ moments, doubts }: Admission): Bound {
  return timesBound(moments, doubts);
}

function timesBound(moments: Moments, doubts: readonly string[]): Bound {
  const times = moments.times(longestTail);
  const until = times.end();
  if (until === undefined || until === Number.POSITIVE_INFINITY) {
    if (doubts.length > 0) return { kind: "indeterminate", because: doubts.slice(0, 3).join("; ") };
    return { kind: "standing", because: "no condition of the trust bounds it in time" };
  }
  const from = times.intervals[0]?.start;
  return {
    kind: "leased",
    ...(from === undefined || !Number.isFinite(from) ? {} : { from }),
    until,
    because: `the trust's condition ends at ${spelled(until)}`,
  };
}

/** Ends past the year 9999 have no spelling. */
function spelled(instant: number): string {
  try {
    return formatInstant(instant);
  } catch {
    return `${instant} seconds after 1970`;
  }
}

/** Resources that hand a role to somebody whom its trust lets in by kind only. */
function handing(instance: ResourceInstance, privilegeOf: PrivilegeOf, around: Surroundings): readonly TrustFact[] {
  const fact = (principal: Principal, becomes: Principal): TrustFact => ({
    kind: "trust",
    principal,
    becomes,
    ...privilegeOf(becomes),
    bound: { kind: "standing", because: "it has no end" },
    from: provenanceOf(instance, becomes.address === undefined ? [] : [becomes.address]),
  });
  const some = (kind: Principal["kind"], name: string): Principal => ({
    kind,
    name,
    key: `${name} ${instance.address}`,
  });
  const roles = (path: string | readonly (string | number)[]) =>
    principalsIn(instance, path, around).map(({ principal }) => principal);
  switch (instance.type) {
    case "aws_iam_instance_profile": {
      const { holders, only } = around.principals.holders.named("role", instance, "role");
      if (holders.length === 0 && text(instance, "role") === undefined) return [];
      const those =
        holders.length > 0
          ? holders.map(around.principals.of)
          : [around.principals.named("role", only ?? "", instance)];
      return those.map((role) => fact(some("service", `instances with the profile of ${instance.address}`), role));
    }
    case "aws_eks_pod_identity_association": {
      const pods = `system:serviceaccount:${text(instance, "namespace") ?? "?"}:${text(instance, "service_account") ?? "?"}`;
      const cluster = text(instance, "cluster_name") ?? "a cluster";
      return roles("role_arn").map((role) => fact(some("service", `${pods} of ${cluster}`), role));
    }
    case "aws_cognito_identity_pool_roles_attachment": {
      const pool = text(instance, "identity_pool_id") ?? instance.address;
      const given = isMap(instance.values.roles) ? Object.keys(instance.values.roles) : [];
      return ["authenticated", "unauthenticated"].flatMap((state) => {
        if (given.length > 0 && !given.includes(state)) return [];
        const who =
          state === "authenticated"
            ? some("federated", `signed-in users of ${pool}`)
            : some("anyone", `guests of ${pool}`);
        return roles(["roles", state]).map((role) => fact(who, role));
      });
    }
    case "aws_rolesanywhere_profile": {
      const arns = instance.values.role_arns;
      const whose = some("federated", `certificates through the profile ${text(instance, "name") ?? instance.address}`);
      const count = Array.isArray(arns) ? arns.length : 0;
      return Array.from({ length: count }, (_, at) => roles(["role_arns", at]))
        .flat()
        .map((role) => fact(whose, role));
    }
    default:
      return [];
  }
}
