import type { Severity } from "../diagnostics/diagnostic";
import { isService, type Principal } from "../facts/principal";
import type { Privilege } from "../facts/privilege";

/**
 * How grave it is that a principal holds a privilege with nothing to end it; `undefined` where that is how things should be. A
 * privilege that cannot be told is as grave as the gravest, but for a service, which may need whatever it was given.
 *
 * @param indirect an escalation that only starts, changes or hands on named things
 */
export function standingSeverity(
  principal: Principal,
  privilege: Privilege | undefined,
  indirect = false,
): Severity | undefined {
  const service = isService(principal);
  switch (privilege) {
    case undefined:
      return service ? "warning" : "error";
    case "administrative":
      return "error";
    case "escalation":
      return service && indirect ? "warning" : "error";
    case "credential-exposure":
      return service ? "warning" : "error";
    case "data":
    case "write":
      return service ? undefined : "warning";
    case "read":
      return undefined;
  }
}
