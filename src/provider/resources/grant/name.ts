import { fitting } from "../../../aws/emit/names";
import { formatInstant } from "../../../time/instant";
import type { DeclaredEstate } from "../../configured";
import { type Known, later } from "../../lease/links";
import type { Told } from "../../protocol/provider";
import { toldAt } from "../../told-of";
import type { Terms } from "./terms";

/** How many letters a grant's name may have (DESIGN §5). */
const longestName = 63;

/**
 * What a lease is called: as it is configured, or who, what, and what tells it from other leases of the two: the start, or else the
 * ticket. It follows from the configuration alone, since Terraform asks for it twice, so it says nothing of the moment.
 */
export function nameOf({ name, identity, role, start, ticket }: Terms): Known<string> {
  if (name !== undefined) return name;
  if (identity === later || role === later || start === later) return later;
  const stem = `${identity.name}-${role.name}`;
  if (start !== undefined) return fitting(`${stem}-${slug(formatInstant(start))}`, longestName);
  if (ticket === later) return later;
  const end = ticket === undefined ? "" : slug(ticket);
  return fitting(end === "" ? stem : `${stem}-${end}`, longestName);
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^0-9a-z]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** What is told of a name that a grant of the estate has; nothing where it is free. */
export function nameTaken(name: string, { estate }: DeclaredEstate): readonly Told[] {
  if (!estate.grants.has(name)) return [];
  const told = toldAt(
    { summary: "The name is taken", path: ["name"] },
    `The estate declares a grant named "${name}".`,
    "Give this lease another `name`, or remove that grant from the estate.",
    estate.locate(["grants", name]),
  );
  return [told];
}
