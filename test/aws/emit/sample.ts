import { emitAws } from "../../../src/aws/emit/emit";
import type { Diagnostic } from "../../../src/diagnostics/diagnostic";
import type {
  AwsBinding,
  AwsTarget,
  Estate,
  Grant,
  Identity,
  PermissionStatement,
  Role,
  Target,
} from "../../../src/estate/types";
import { lower } from "../../../src/lease/lower";
import type { Emission } from "../../../src/terraform/emission";
import { estate, grant, role, team } from "../../lease/sample";

export const account = "111122223333";

/** An AWS target in account 111122223333, whole but for what a case says. */
export function target(aws: Partial<AwsTarget> = {}, name = "orders-prod"): Target {
  const cloud: AwsTarget = { kind: "aws", account, region: "eu-central-1", partition: "aws", ...aws };
  return { name, owner: team("platform"), cloud };
}

export function dana(aws: AwsBinding = { kind: "user", arn: `arn:aws:iam::${account}:user/dana` }): Identity {
  return { kind: "person", name: "dana", aws };
}

export function allowing(
  actions: readonly string[],
  resources: readonly string[] = ["*"],
  conditions: PermissionStatement["conditions"] = {},
): PermissionStatement {
  return { actions, resources, conditions };
}

export function awsRole(name: string, aws: Partial<NonNullable<Role["aws"]>>, parts: Partial<Role> = {}): Role {
  return role(name, {
    aws: { targets: [target()], statements: [], managedPolicies: [], ownedResourcesOnly: false, ...aws },
    ...parts,
  });
}

/** What one target of an estate comes to; the first, if none is named. */
export function emitted(of: Estate, name?: string): Emission {
  const all = lower(of);
  const leases = name === undefined ? all[0] : all.find((each) => each.target.name === name);
  if (!leases) throw new Error("the estate has no such target");
  return emitAws(leases, of);
}

/** An estate of one target, its roles and grants, emitted. */
export function emittedOf(parts: {
  target?: Target;
  role: (target: Target) => Role;
  grants?: (role: Role) => readonly Grant[];
  policy?: Partial<Estate["policy"]>;
}): Emission {
  const place = parts.target ?? target();
  const of = parts.role(place);
  const grants = parts.grants ?? ((it: Role) => [grant("g", it, { identity: dana() })]);
  return emitted(
    estate({ targets: [place], roles: [of], grants: grants(of), ...(parts.policy ? { policy: parts.policy } : {}) }),
  );
}

/** The attributes of one resource; the policies in it parsed. */
export function attributesOf(emission: Emission, address: string): Record<string, unknown> {
  const found = emission.resources.find(({ type, name }) => `${type}.${name}` === address);
  if (!found) throw new Error(`no ${address} among ${emission.resources.map((r) => `${r.type}.${r.name}`).join(", ")}`);
  return Object.fromEntries(
    Object.entries(found.attributes).map(([key, value]) => [
      key,
      /policy$/.test(key) ? JSON.parse(String(value)) : value,
    ]),
  );
}

export function codesOf(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code }) => code);
}
