import type { HeldGrant, Offboarded } from "../../grants/offboard";
import type { Place } from "../../grants/offboard-places";
import { aligned } from "../../report/aligned";
import { plain } from "../../report/plain";
import { counted } from "../../report/summary";
import { formatInstant } from "../../time/instant";

/** What a person reads who lets somebody go: what was ended, where they are named, and what nobody would answer for. */
export function offboardedText(offboarded: Offboarded, { dryRun }: { readonly dryRun: boolean }): string {
  const { identity, place, ended, cancelled, over, named, left } = offboarded;
  const would = (done: string, would: string): string => (dryRun ? would : done);
  const lines = [
    ...section(`${would("Revoked", "Would revoke")} ${counted(ended.length, "lease")}`, ended.map(heldRow)),
    ...section(
      `${would("Took out", "Would take out")} ${counted(cancelled.length, "grant")} that had not begun`,
      cancelled.map(heldRow),
    ),
    ...section(`${counted(over.length, "grant")} ended before, for leasehold prune`, over.map(heldRow)),
    ...placeLines(`${identity.name} is named in ${counted(named.length, "other place")}`, named),
    ...placeLines(`Without ${identity.name}, nobody would answer for this`, left),
  ];
  const nothing = ended.length + cancelled.length === 0 ? [`${identity.name} holds and asks for nothing.`] : [];
  const next = [
    ...(!dryRun && nothing.length === 0 ? ["commit it, leasehold synth, and apply"] : []),
    `take out identity "${identity.name}"${place === undefined ? "" : ` (${place})`} last, when nothing names it`,
  ];
  return `${[...nothing, ...lines, `Next: ${next.join("; ")}.`].map(plain).join("\n")}\n`;
}

function section(head: string, rows: readonly (readonly string[])[]): readonly string[] {
  return rows.length === 0 ? [] : [`${head}:`, ...aligned(rows)];
}

function heldRow({ grant, state, place }: HeldGrant): readonly string[] {
  return [`  ${grant.name}`, grant.role.name, when(state), place ?? ""];
}

function when(state: HeldGrant["state"]): string {
  switch (state.kind) {
    case "requested":
      return "requested";
    case "withdrawn":
      return `withdrawn at ${formatInstant(state.at)}`;
    case "upcoming":
      return `from ${formatInstant(state.window.start)} to ${formatInstant(state.window.end)}`;
    case "running":
      return `would have run until ${formatInstant(state.window.end)}`;
    case "ended":
      return `ended at ${formatInstant(state.end)}`;
  }
}

function placeLines(head: string, places: readonly Place[]): readonly string[] {
  if (places.length === 0) return [];
  const lines = places.flatMap(({ place, text, mend }) => [
    `  ${place === undefined ? "" : `${place}: `}${text}`,
    `    ${mend}`,
  ]);
  return [`${head}:`, ...lines];
}
