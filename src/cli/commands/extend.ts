import { extend as plan } from "../../grants/life";
import { formatInstant } from "../../time/instant";
import { type ChangeOptions, changeInPlace, holding } from "../grants/change";
import type { ExitStatus } from "../outcome";

export interface ExtendOptions extends ChangeOptions {
  readonly by: string;
}

/** `leasehold extend`: lengthens a lease before it ends, within the maximum. */
export function extend(name: string, directory: string, options: ExtendOptions): Promise<ExitStatus> {
  return changeInPlace(
    name,
    directory,
    options,
    (asked) => plan({ ...asked, by: options.by }),
    (changed) => {
      const until = changed.window ? ` until ${formatInstant(changed.window.end)}` : "";
      return `Grant ${name} is extended by ${options.by}: ${holding(changed)}${until}.`;
    },
  );
}
