import type { Diagnostic } from "../diagnostics/diagnostic";
import type { Declaration } from "../estate/declaration";
import { linkDeclaration } from "../estate/link";
import type { Instant } from "../time/instant";
import { addedErrors, errorsOf } from "./judge-edit";
import { withoutMentions } from "./mentions";
import type { Place } from "./offboard-places";
import { placeOf } from "./refused";
import type { Declared } from "./sources";

/**
 * What `check` would refuse once an identity is in no team, group or role any more, and sponsors nothing.
 *
 * @param errors what it refuses as it is
 */
export function leftWithout(
  declared: Declared,
  errors: readonly Diagnostic[],
  identity: string,
  now: Instant,
): readonly Place[] {
  const { places } = declared;
  const without = withoutMentions(withoutGrantsOf(declared.declaration, identity), identity);
  const linked = linkDeclaration(without, places.locate, { tokens: false, locateKey: places.locateKey });
  const then: Declared = { declaration: without, places, ...linked };
  return addedErrors(errors, errorsOf(then, now)).map((diagnostic) => ({
    place: placeOf(diagnostic),
    text: diagnostic.message,
    mend: diagnostic.fix,
  }));
}

/** Grants that are over go with `prune`, before anything else of whoever held them does. */
function withoutGrantsOf(declaration: Declaration, identity: string): Declaration {
  const kept = [...(declaration.grants ?? [])].filter(([, raw]) => !isOf(raw, identity));
  return { ...declaration, grants: new Map(kept) };
}

function isOf(raw: unknown, identity: string): boolean {
  return typeof raw === "object" && raw !== null && "identity" in raw && raw.identity === identity;
}
