import type { PageData } from "../data";
import { type Element_, element } from "./dom";
import { at, type LeaseView } from "./model";
import { length, type Range, windowTexts } from "./times";
import { headings, privilegeText, privilegeTone, type State, thousands } from "./words";

/** A row of the time line: a lease, or the heading of those in one state. */
export type LeaseRow = { readonly view: LeaseView } | { readonly state: State; readonly count: number };

/** Leases, sorted by state, with a heading above each state. */
export function rowsOf(leases: readonly LeaseView[]): LeaseRow[] {
  const counts = new Map<State, number>();
  for (const { state } of leases) counts.set(state, (counts.get(state) ?? 0) + 1);
  const rows: LeaseRow[] = [];
  let last: State | undefined;
  for (const view of leases) {
    if (view.state !== last) rows.push({ state: view.state, count: counts.get(view.state) ?? 0 });
    last = view.state;
    rows.push({ view });
  }
  return rows;
}

interface Around {
  readonly data: PageData;
  readonly range: Range;
  readonly index: number;
  readonly active: boolean;
}

export function leaseRow(row: LeaseRow, around: Around): Element_ {
  const { index, active } = around;
  if ("state" in row) {
    const text = element("span", { role: "gridcell", "aria-colspan": 3 }, headings[row.state], " ");
    text.append(element("span", { class: "count" }, thousands(row.count)));
    return element("div", { class: "line heading", role: "row", "aria-rowindex": index + 1 }, text);
  }
  const { view } = row;
  return element(
    "div",
    {
      class: `line ${view.state}${active ? " active" : ""}`,
      role: "row",
      id: `lease-${index}`,
      "data-row": index,
      "aria-rowindex": index + 1,
      "aria-selected": active ? "true" : "false",
    },
    who(view, around.data),
    when(view, around.data),
    element("div", { class: "bar-cell", role: "gridcell", "aria-hidden": true }, ...bar(view, around)),
  );
}

function who({ lease, role }: LeaseView, { identities, targets }: PageData): Element_ {
  const identity = at(identities, lease.identity);
  const privilege = lease.privilege ?? role;
  const title = element("div", { class: "title" }, element("b", {}, identity.name));
  if (identity.kind !== "person") title.append(" ", element("span", { class: "kind" }, identity.kind));
  title.append(" → ", element("b", {}, role.name));
  const places = lease.targets.map((position) => at(targets, position).name).join(", ");
  return element(
    "div",
    { class: "who", role: "gridcell" },
    title,
    element("div", { class: `sub tone ${privilegeTone(privilege)}` }, privilegeText(privilege)),
    element("div", { class: "sub" }, `in ${places === "" ? "no target" : places}`),
  );
}

function when({ lease, state }: LeaseView, { now, zone }: PageData): Element_ {
  const { start, end } = lease;
  const cell = element("div", { class: "when", role: "gridcell" });
  cell.append(element("div", { class: "title" }, stateText(lease, state, now)));
  if (start !== undefined && end !== undefined) {
    const texts =
      end > start ? windowTexts(start, end, zone) : [`from ${windowTexts(start, start + lease.ttl, zone)[0]}`];
    for (const text of texts) cell.append(element("div", { class: "sub" }, text));
  } else if (lease.ticket !== undefined) cell.append(element("div", { class: "sub" }, lease.ticket));
  return cell;
}

/** How a lease stands, in a few words. */
export function stateText({ start = 0, end = 0, ended, ttl }: LeaseView["lease"], state: State, now: number): string {
  switch (state) {
    case "running":
      return `${length(end - now)} left`;
    case "requested":
      return `for ${length(ttl)}`;
    case "later":
      return `in ${length(start - now)}, for ${length(end - start)}`;
    case "past": {
      const how = ended ?? "ended";
      return end <= start ? `${how} before it began` : `${how} ${end === now ? "now" : `${length(now - end)} ago`}`;
    }
  }
}

function bar({ lease, state }: LeaseView, { data, range }: Around): Element_[] {
  const start = lease.start ?? data.now;
  const end = lease.end ?? data.now + lease.ttl;
  const share = (moment: number): number => ((moment - range.start) / (range.end - range.start)) * 100;
  const now = element("span", { class: "now-line" });
  now.style.setProperty("left", `${share(data.now)}%`);
  if (end <= range.start) return [now, element("span", { class: "off earlier" }, "◂")];
  if (start >= range.end) return [now, element("span", { class: "off later" }, "▸")];
  if (end <= start) return [now];
  const from = Math.max(0, share(start));
  const made = element("span", {
    class: `bar ${state} ${privilegeTone(lease.privilege ?? data.roles[lease.role] ?? { because: [], unknown: [] })}`,
  });
  made.style.setProperty("left", `min(${from}%, calc(100% - 4px))`);
  made.style.setProperty("width", `max(4px, ${Math.min(100, share(end)) - from}%)`);
  return [now, made];
}
