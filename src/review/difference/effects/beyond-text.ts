import type { Beyond } from "../beyond";
import { listed, mostNamed } from "../words";

/** What lies beyond, as what follows `may`: `do ec2:StopInstances; do s3:GetObject and more on arn:…`. */
export function beyondText({ actions, resources, unconditional, undecided, gcpRoles }: Beyond): string {
  const said: string[] = [];
  if (actions.length > 0) said.push(`do ${listed(actions, mostNamed)}`);
  if (resources.length > 0) {
    const action = resources[0]?.action ?? "";
    said.push(
      `do what it may (${action} among it) on ${listed(
        resources.map(({ resource }) => resource),
        mostNamed,
      )}`,
    );
  }
  if (unconditional.length > 0) said.push(`do ${listed(unconditional, mostNamed)} under other conditions`);
  if (gcpRoles.length > 0) said.push(`do what ${listed(gcpRoles, mostNamed)} allows`);
  if (undecided.length > 0) said.push(`do what cannot be compared (${listed(undecided, mostNamed)})`);
  return said.join("; ");
}
