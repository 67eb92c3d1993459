import { privileges } from "../../facts/privilege";
import { actionNamesOf, services } from "../policy/table";
import { privilegeOfAction } from "./action";

/**
 * What every action of the table amounts to, compiled into `data/privileges.json`: by service a digit for each action,
 * in the order of the table, its position in `privileges`.
 */
export function compilePrivileges(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    services().map((service) => [
      service,
      actionNamesOf(service)
        .map((name) => privileges.indexOf(privilegeOfAction(`${service}:${name}`) ?? "administrative"))
        .join(""),
    ]),
  );
}
