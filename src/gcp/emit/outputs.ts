import type { GcpTarget } from "../../estate/types";
import type { TerraformOutput, Value } from "../../terraform/resource";
import { formatInstant } from "../../time/instant";
import type { LeaseMember } from "./members";

/** The output `grants`: by grant, the member, its roles, the window and how to use it. */
export function grantsOutput(members: readonly LeaseMember[], cloud: GcpTarget): readonly TerraformOutput[] {
  if (members.length === 0) return [];
  const byGrant = new Map<string, LeaseMember[]>();
  for (const one of members) {
    const { name } = one.lease.grant;
    const ofGrant = byGrant.get(name);
    if (ofGrant) ofGrant.push(one);
    else byGrant.set(name, [one]);
  }
  // Without a prototype it is a table from the start; otherwise the engine makes a class for each name that is added.
  const value: Record<string, Value> = Object.create(null);
  for (const [name, ofGrant] of byGrant) {
    const [first] = ofGrant;
    if (!first) continue;
    value[name] = {
      ends: formatInstant(first.lease.window.end),
      member: first.member,
      roles: ofGrant.map(({ gcpRole }) => gcpRole).sort(),
      starts: formatInstant(first.lease.window.start),
      use: useOf(first.member, cloud),
    };
  }
  return [
    {
      name: "grants",
      description: "By grant: the member, its roles, from when until when, and how to use them.",
      value,
    },
  ];
}

/** A text as one word of a POSIX shell. */
function word(text: string): string {
  return /^[A-Za-z0-9@%_+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** How a member takes up its lease: access comes with the member's own credentials, so it is only a matter of using them. */
export function useOf(member: string, { scope, id }: GcpTarget): string {
  const place = scope === "project" ? ` --project=${word(id)}` : "";
  const command = scope === "bucket" ? `gcloud storage ls ${word(`gs://${id}`)}` : "gcloud COMMAND";
  const who = member.slice(member.indexOf(":") + 1);
  if (member.startsWith("user:")) return `${command} --account=${word(who)}${place}`;
  if (member.startsWith("serviceAccount:")) return `${command}${place} # run as ${who}`;
  return `${command}${place} # with the federated credentials of ${member}`;
}
