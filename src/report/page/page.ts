import type { Diagnostic } from "../../diagnostics/diagnostic";
import type { Estate } from "../../estate/types";
import { pageDocument } from "./document";
import { type PageOptions, pageData } from "./page-data";

/**
 * One self-contained HTML page about an estate: its leases on a time line, its roles by owner, who can reach what, and what
 * `check` found. The same estate, findings and options give the same bytes.
 *
 * @param found what `check` says of the estate, in its order
 * @throws RangeError when there is no zone of that name (see `zoneFault`)
 */
export function page(
  estate: Estate,
  found: readonly Diagnostic[],
  options: PageOptions & { readonly version: string },
): string {
  return pageDocument(pageData(estate, found, options), options.version);
}
