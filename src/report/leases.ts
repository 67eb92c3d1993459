import type { Lease, TargetLeases } from "../lease/types";
import type { Written } from "../synth/write";
import { formatInstant } from "../time/instant";
import { aligned } from "./aligned";
import { plain } from "./plain";
import { counted } from "./summary";

/** As many rows as one reads; a large estate has its grants in its files. */
const rowsShown = 40;

/** What each role gives to whom, where, and until when: one aligned row for each lease. */
function leaseTable(targets: readonly TargetLeases[]): string {
  const leases = targets.flatMap((target) => target.leases);
  if (leases.length === 0) return "No grant has a start: nobody is given anything.\n";
  const sorted = [...leases].sort(byRoleAndStart);
  const rows = [
    ["ROLE", "GIVES TO", "IN", "FROM", "UNTIL"],
    ...sorted
      .slice(0, rowsShown)
      .map((lease) => [
        lease.role.name,
        lease.identity.name,
        lease.target.name,
        formatInstant(lease.window.start),
        formatInstant(lease.window.end),
      ]),
  ].map((row) => row.map(plain));
  const lines = aligned(rows);
  if (sorted.length > rowsShown) lines.push(`… and ${counted(sorted.length - rowsShown, "more lease")}`);
  return `${lines.join("\n")}\n`;
}

/** What a synthesis came to, for people: the files, then who is given what. */
export function synthesized(files: Written, targets: readonly TargetLeases[]): string {
  const rows = [
    ...files.written.map((file) => ["wrote", file]),
    ...files.unchanged.map((file) => ["unchanged", file]),
    ...files.removed.map((file) => ["removed", file]),
  ].map((row) => row.map(plain));
  return `${[...aligned(rows), ""].join("\n")}\n${leaseTable(targets)}`;
}

function byRoleAndStart(a: Lease, b: Lease): number {
  const order = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0);
  return (
    order(a.role.name, b.role.name) ||
    a.window.start - b.window.start ||
    order(a.grant.name, b.grant.name) ||
    order(a.target.name, b.target.name)
  );
}
