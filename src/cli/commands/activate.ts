import { activate as plan } from "../../grants/life";
import { formatInstant, type Instant } from "../../time/instant";
import { type ChangeOptions, changeInPlace, holding } from "../grants/change";
import type { ExitStatus } from "../outcome";

export interface ActivateOptions extends ChangeOptions {
  readonly start?: Instant;
}

/** `leasehold activate`: stamps the start of a grant that is only requested. */
export function activate(name: string, directory: string, options: ActivateOptions): Promise<ExitStatus> {
  const { start } = options;
  return changeInPlace(
    name,
    directory,
    options,
    (asked) => plan({ ...asked, ...(start === undefined ? {} : { start }) }),
    (changed) => {
      const { window } = changed;
      const when = window ? ` from ${formatInstant(window.start)} to ${formatInstant(window.end)}` : "";
      return `Grant ${name} is active: ${holding(changed)}${when}.`;
    },
  );
}
