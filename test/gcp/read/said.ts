import { type Fact, ofKind } from "../../../src/facts/fact";
import { readGcp } from "../../../src/gcp/read/read";
import { formatInstant } from "../../../src/time/instant";
import { landscape, type Options, type Written } from "./landscape";

type Resources = Readonly<Record<string, Readonly<Record<string, Written>>>>;

export function facts(resources: Resources, options?: Options): readonly Fact[] {
  return readGcp(landscape(resources, options));
}

/** Each access in a line: `person user:dana@acme.example data projects/acme-orders standing`. */
export function said(resources: Resources, options?: Options): readonly string[] {
  return ofKind(facts(resources, options), "access").map(({ principal, privilege, scope, bound, ...fact }) =>
    [
      principal.kind,
      principal.name,
      privilege ?? "?",
      `on ${scope.text}`,
      bound.kind === "leased" ? `until ${formatInstant(bound.until)}` : bound.kind,
      ...(fact.authoritative === undefined ? [] : [`erases-by-${fact.authoritative}`]),
      ...(fact.publicByDesign === true ? ["public"] : []),
    ].join(" "),
  );
}
