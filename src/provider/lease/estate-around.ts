import { targetsOf } from "../../estate/targets";
import type { Estate, Grant } from "../../estate/types";

const declaredGrants = new WeakMap<Estate, ReadonlyMap<string, readonly Grant[]>>();

/** The estate's own grants of the same role to the same identity. */
export function declaredBeside(estate: Estate, { name, role, identity }: Grant): readonly Grant[] {
  let known = declaredGrants.get(estate);
  if (known === undefined) {
    const found = new Map<string, Grant[]>();
    for (const grant of estate.grants.values()) {
      const key = `${grant.role.name} ${grant.identity.name}`;
      const there = found.get(key);
      if (there) there.push(grant);
      else found.set(key, [grant]);
    }
    known = found;
    declaredGrants.set(estate, known);
  }
  return (known.get(`${role.name} ${identity.name}`) ?? []).filter((other) => other.name !== name);
}

/**
 * The estate with nothing in it but what one grant rests on, and the grants beside it. Whatever is asked about the grant gets the
 * same answer of it as of the whole, and soon: the rest has been judged when it was loaded.
 */
export function estateAround(estate: Estate, grant: Grant, beside: readonly Grant[] = []): Estate {
  const { role, identity } = grant;
  const isTaskOfAgent = identity.kind === "agent";
  return {
    ...estate,
    identities: new Map([[identity.name, identity]]),
    tasks: new Map(
      isTaskOfAgent
        ? [...estate.tasks].filter(([, { agents }]) => agents.some(({ name }) => name === identity.name))
        : [],
    ),
    targets: new Map(targetsOf(role).map((target) => [target.name, target])),
    approvalGroups: new Map(),
    roles: new Map([[role.name, role]]),
    grants: new Map([...beside, grant].map((one) => [one.name, one])),
    breakGlass: new Map(),
  };
}
