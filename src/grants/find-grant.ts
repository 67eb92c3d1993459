import { nearest } from "../diagnostics/nearest";
import type { Origin } from "../estate/places";
import type { Estate, Grant } from "../estate/types";
import { type Planned, placeOf, refused } from "./refused";
import type { Declared } from "./sources";

/** A grant, and where it is written. */
export interface FoundGrant {
  readonly estate: Estate;
  readonly grant: Grant;
  readonly origin: Origin;
}

/** Finds a grant by its name, or says why it is not there, with the nearest name. */
export function findGrant(declared: Declared, name: string): Planned<FoundGrant> {
  const { declaration, estate, diagnostics, places } = declared;
  const origin = places.originOf("grants", name);
  const grant = estate?.grants.get(name);
  if (estate && grant && origin) return { estate, grant, origin };
  if (origin) {
    const fault = diagnostics.find(({ path, severity }) => severity === "error" && path[1] === name) ?? diagnostics[0];
    const place = fault && placeOf(fault);
    const why = fault ? `: ${place === undefined ? "" : `${place}: `}${fault.message}` : ".";
    return refused("grant-not-read", `Grant "${name}" cannot be read${why}`, fault?.fix ?? "Correct it.");
  }
  const names = [...(declaration.grants?.keys() ?? [])];
  const near = nearest(name, names);
  const fix =
    near !== undefined
      ? `Did you mean "${near}"?`
      : names.length === 0
        ? "The estate has no grants; leasehold request asks for one."
        : `There are ${names.slice(0, 5).join(", ")}${names.length > 5 ? " and others" : ""}.`;
  return refused("grant-unknown", `There is no grant "${name}".`, fix);
}
