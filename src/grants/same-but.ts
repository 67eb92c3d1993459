import { isDeepStrictEqual } from "node:util";
import type { Declaration } from "../estate/declaration";
import { Merger } from "../estate/merge";
import { SourceFile } from "../estate/places";
import { withoutEnvironment } from "../estate/yaml";

/** Whether one text declares what another does, but for a change of its grants, and has the same faults. */
export function sameBut(before: string, after: string, change: (grants: Map<string, unknown>) => void): boolean {
  const was = declaredBy(before);
  const is = declaredBy(after);
  if (was.incomplete || is.incomplete || !isDeepStrictEqual(faultsOf(was), faultsOf(is))) return false;
  const grants = new Map(was.declaration.grants);
  change(grants);
  return isDeepStrictEqual(comparable(was.declaration, grants), comparable(is.declaration, is.declaration.grants));
}

/** What a text declares by itself. */
export function declaredBy(text: string): Merger {
  const merger = new Merger();
  withoutEnvironment(() => merger.add(new SourceFile("", text)));
  return merger;
}

function faultsOf({ diagnostics }: Merger): readonly string[] {
  return diagnostics.map(({ code }) => code);
}

/** Without grants and with none is the same. */
function comparable(declaration: Declaration, grants: Declaration["grants"]): unknown {
  return { ...declaration, grants: grants && grants.size > 0 ? grants : undefined };
}
