import type { PageData } from "../data";
import { allOf, byId, type Element_, element, view } from "./dom";
import { Filters } from "./filters";
import { Findings } from "./findings";
import { at, Model, type Shown } from "./model";
import { Reach } from "./reach";
import { Roles } from "./roles";
import { TimeLine } from "./timeline";
import { moment, offsetAt } from "./times";
import { counted, type State, thousands } from "./words";

const data = JSON.parse(byId("data").textContent ?? "") as PageData;
const model = new Model(data);
const timeLine = new TimeLine(byId("leases-body"), data);
const roles = new Roles(byId("roles-body"), model);
const findings = new Findings(byId("findings-body"));
const filters = new Filters(model, refresh);
const reach = new Reach(byId("reach-body"), model, (choice) => filters.set({ ...filters.selection, ...choice }));

asOf();
counts(model.choose({ text: "" }));
refresh();

// Paper has no scrolling and no folding.
let unfolded: readonly Element_[] = [];
view.addEventListener("beforeprint", () => {
  timeLine.whole(true);
  roles.whole();
  findings.whole();
  unfolded = [...allOf("details")].filter(({ open }) => !open);
  for (const folded of unfolded) folded.open = true;
});
view.addEventListener("afterprint", () => {
  timeLine.whole(false);
  for (const folded of unfolded) folded.open = false;
});

function refresh(): void {
  const { selection } = filters;
  const shown = model.choose(selection);
  timeLine.show(shown.leases);
  roles.show(shown.roles);
  reach.show(shown, selection.identity);
  findings.show(shown.findings);
  filters.say(...outcome(shown));
}

function outcome(shown: Shown): [text: string, filtered: boolean] {
  const { identity, team, target, text } = filters.selection;
  const filtered = identity !== undefined || team !== undefined || target !== undefined || text.trim() !== "";
  const left = `${counted(shown.leases.length, "lease")}, ${counted(shown.roles.length, "role")}, ${counted(shown.findings.length, "finding")}`;
  if (!filtered) return [left, filtered];
  const why = [
    identity === undefined
      ? undefined
      : `what ${model.identityName(identity)} holds or may hold, also through groups and agents`,
    team === undefined ? undefined : `what ${at(data.teams, team).name} answers for, and what its people may hold`,
    target === undefined ? undefined : `what leads to ${at(data.targets, target).name}`,
  ].filter((one) => one !== undefined);
  return [`${left}${why.length === 0 ? "" : `: ${why.join("; and of that ")}`}`, filtered];
}

/** Now, in words, in UTC and in the zone. */
function asOf(): void {
  const { now, zone } = data;
  const local = zone === undefined ? "" : ` · ${moment(now, offsetAt(zone, now))} ${zone.name}`;
  byId("as-of").textContent = `As of ${moment(now)} UTC${local}`;
}

/** How much there is of what; each leads to its part. */
function counts({ leases, findings: found }: Shown): void {
  const count = (state: State): number => leases.filter((lease) => lease.state === state).length;
  const grave = (severity: string): number => found.filter((finding) => finding.severity === severity).length;
  const entries = [
    ["#leases", count("running"), "running now"],
    ["#leases", count("requested"), "asked for"],
    ["#leases", count("later"), "begin later"],
    ["#leases", count("past"), "over"],
    ["#roles", data.roles.length, data.roles.length === 1 ? "role" : "roles"],
    ["#reach", data.targets.length, data.targets.length === 1 ? "target" : "targets"],
    ["#findings", grave("error"), grave("error") === 1 ? "error" : "errors"],
    ["#findings", grave("warning"), grave("warning") === 1 ? "warning" : "warnings"],
  ] as const;
  byId("counts").replaceChildren(
    ...entries.map(([href, number, text]) =>
      element(
        "li",
        {},
        element("a", { href, class: number === 0 ? "zero" : "" }, element("b", {}, thousands(number)), ` ${text}`),
      ),
    ),
  );
}
