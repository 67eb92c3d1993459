import { revoke as plan } from "../../grants/life";
import { formatInstant } from "../../time/instant";
import { type ChangeOptions, changeInPlace } from "../grants/change";
import type { ExitStatus } from "../outcome";

/** `leasehold revoke`: takes a grant back, now. */
export function revoke(name: string, directory: string, options: ChangeOptions): Promise<ExitStatus> {
  return changeInPlace(name, directory, options, plan, ({ grant, window }) => {
    if (!window) return `Grant ${name} is withdrawn: it never begins.`;
    const { identity, role } = grant;
    return `Grant ${name} is revoked: ${identity.name} holds ${role.name} no longer than ${formatInstant(window.end)}, once it is applied.`;
  });
}
