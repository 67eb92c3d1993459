import type { Beyond } from "../beyond";
import { listed, mostNamed } from "../words";

/**
 * What lies beyond, as what follows `may`: `do ec2:StopInstances; do s3:GetObject on arn:…`.
 *
 * @param forbids how a condition of the other side is told of: it "forbade" what is allowed, or "now forbids" what was
 */
export function beyondText(
  { actions, resources, unconditional, undecided, gcpRoles }: Beyond,
  forbids: "forbade" | "now forbids",
): string {
  const said: string[] = [];
  if (actions.length > 0) said.push(`do ${listed(actions, mostNamed)}`);
  for (const [what, where] of byActions(resources)) said.push(`do ${what} on ${listed(where, mostNamed)}`);
  if (unconditional.length > 0) said.push(`do ${listed(unconditional, mostNamed)} where a condition ${forbids} it`);
  if (gcpRoles.length > 0) said.push(`do what ${listed(gcpRoles, mostNamed)} allows`);
  if (undecided.length > 0) said.push(`do what cannot be compared (${listed(undecided, mostNamed)})`);
  return said.join("; ");
}

function byActions(resources: Beyond["resources"]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { resource, actions } of resources) {
    const what = listed(actions, mostNamed);
    found.set(what, [...(found.get(what) ?? []), resource]);
  }
  return found;
}
