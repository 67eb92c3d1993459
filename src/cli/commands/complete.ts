import { complete as plan } from "../../grants/life";
import { formatInstant } from "../../time/instant";
import { type ChangeOptions, changeInPlace } from "../grants/change";
import type { ExitStatus } from "../outcome";

/** `leasehold complete`: ends a lease because its holder is done. */
export function complete(name: string, directory: string, options: ChangeOptions): Promise<ExitStatus> {
  return changeInPlace(name, directory, options, plan, ({ grant, window }) => {
    const { identity, role } = grant;
    const end = window ? ` no longer than ${formatInstant(window.end)}` : " no longer";
    return `Grant ${name} is completed: ${identity.name} holds ${role.name}${end}, once it is applied.`;
  });
}
