import { privilegeOfManagedPolicy } from "../../aws/sensitivity/managed-policies";
import { privilegeOfStatements } from "../../aws/sensitivity/statements";
import type { PermissionStatement } from "../../estate/types";
import { privileges } from "../../facts/privilege";
import { privilegeOfGcpRole } from "../../gcp/sensitivity/role";
import { plain } from "../plain";
import type { PagePrivilege } from "./data";

/** What somebody may do, as the estate writes it. */
export interface Entitlement {
  readonly statements?: readonly PermissionStatement[];
  readonly managedPolicies?: readonly string[];
  readonly gcpRoles?: readonly string[];
}

/** What entitlements amount to; the same comes again in thousands of roles, so each is weighed once. */
export class Privileges {
  readonly #known = new Map<string, PagePrivilege>();

  of(entitlement: Entitlement): PagePrivilege {
    const key = JSON.stringify(entitlement);
    let found = this.#known.get(key);
    if (found === undefined) {
      found = weighed(entitlement);
      this.#known.set(key, found);
    }
    return found;
  }
}

function weighed({ statements = [], managedPolicies = [], gcpRoles = [] }: Entitlement): PagePrivilege {
  const parts: PagePrivilege[] = [];
  if (statements.length > 0) parts.push(privilegeOfStatements(statements));
  for (const arn of managedPolicies) parts.push(privilegeOfManagedPolicy(arn) ?? { because: [], unknown: [arn] });
  for (const name of gcpRoles) {
    const found = privilegeOfGcpRole(name);
    parts.push(found ? { ...found, unknown: [] } : { because: [], unknown: [name] });
  }
  const privilege = privileges.find((one) => parts.some((part) => part.privilege === one));
  const gravest = parts.filter((part) => part.privilege !== undefined && part.privilege === privilege);
  return {
    ...(privilege === undefined ? {} : { privilege }),
    because: [...new Set(gravest.flatMap(({ because }) => because))].slice(0, 6).map(plain),
    unknown: [...new Set(parts.flatMap(({ unknown }) => unknown))].map(plain),
  };
}
