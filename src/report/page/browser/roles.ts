import type { PageRole, Position } from "../data";
import { type Element_, element } from "./dom";
import { facts } from "./facts";
import { at, type Model } from "./model";
import { Pages } from "./pages";
import { length } from "./times";
import { counted, privilegeText, privilegeTone, sensitivities, thousands } from "./words";

const mostTeams = 12;

/** The roles by owner and sensitivity: how many of which, and then each of them. */
export class Roles {
  readonly #matrix = element("div", { class: "matrix-place" });
  readonly #pages: Pages<Position>;

  constructor(
    place: Element_,
    private readonly model: Model,
  ) {
    place.append(this.#matrix);
    this.#pages = new Pages(place, { one: "role", many: "roles", none: "No role fits." }, (position, index, all) =>
      this.#drawn(position, all[index - 1]),
    );
  }

  show(roles: readonly Position[]): void {
    this.#matrix.replaceChildren(...(roles.length > 0 ? matrix(this.model, roles) : []));
    this.#pages.show(roles);
  }

  whole(): void {
    this.#pages.whole();
  }

  #drawn(position: Position, before: Position | undefined): Element_[] {
    const { model } = this;
    const role = at(model.data.roles, position);
    const owner = model.ownerOf(role);
    const same = before !== undefined && model.ownerOf(at(model.data.roles, before)) === owner;
    const card = roleCard(role, model);
    return same ? [card] : [element("h3", { class: "owner" }, owner === "" ? "No accountable owner" : owner), card];
  }
}

/** A row for each owner, a column for each sensitivity. */
function matrix(model: Model, roles: readonly Position[]): Element_[] {
  const counts = new Map<string, Map<string, number>>();
  for (const position of roles) {
    const role = at(model.data.roles, position);
    const owner = model.ownerOf(role);
    const row = counts.get(owner) ?? new Map<string, number>();
    counts.set(owner, row.set(role.sensitivity, (row.get(role.sensitivity) ?? 0) + 1));
  }
  const gravest = [...counts].sort(([, a], [, b]) => {
    const level = sensitivities.find((one) => (a.get(one) ?? 0) !== (b.get(one) ?? 0));
    return level === undefined ? 0 : (b.get(level) ?? 0) - (a.get(level) ?? 0);
  });
  const table = element(
    "table",
    { class: "matrix" },
    element("caption", {}, "How many roles of which sensitivity each team answers for"),
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        element("th", { scope: "col" }, "Owner"),
        ...sensitivities.map((one) => element("th", { scope: "col" }, one)),
      ),
    ),
    element(
      "tbody",
      {},
      ...gravest
        .slice(0, mostTeams)
        .map(([owner, row]) =>
          element(
            "tr",
            {},
            element("th", { scope: "row" }, owner === "" ? "nobody" : owner),
            ...sensitivities.map((one) =>
              element(
                "td",
                { class: row.has(one) ? `level ${one}` : "none" },
                row.has(one) ? thousands(row.get(one) ?? 0) : "–",
              ),
            ),
          ),
        ),
    ),
  );
  const left = gravest.length - mostTeams;
  return left > 0
    ? [table, element("p", { class: "hint" }, `and ${counted(left, "more owner")}; choose a team above`)]
    : [table];
}

function roleCard(role: PageRole, model: Model): Element_ {
  const { data } = model;
  const name = (position: Position): string => at(data.identities, position).name;
  const { identities, external } = model.everyoneOf(role.eligible);
  const people = [...identities].filter((position) => at(data.identities, position).kind !== "group");
  const some = `${counted(people.length, "identity", "identities")}${external.length > 0 ? " and whoever is in a group kept elsewhere" : ""}`;
  const longest = role.maxTtl === undefined ? "until it is closed" : `up to ${length(role.maxTtl)}`;
  return element(
    "details",
    { class: `role ${role.sensitivity}` },
    element(
      "summary",
      {},
      element(
        "span",
        { class: "role-name" },
        element("b", {}, role.name),
        " ",
        element("span", { class: `level ${role.sensitivity}` }, role.breakGlass ? "break-glass" : role.sensitivity),
      ),
      element("span", { class: `tone ${privilegeTone(role)}` }, privilegeText(role)),
      element("span", { class: "role-short" }, `${longest} · ${approvalShort(role)} · ${some}`),
    ),
    element("p", { class: "description" }, role.description),
    facts([
      ["Owners", role.owners.map(({ as, team }) => `${at(data.teams, team).name} (${as})`)],
      ["Can", [privilegeText(role), ...role.because]],
      ["Cannot be told", role.unknown],
      ["Longest", [longest, ...role.limits.map(({ kind, maxTtl }) => `${length(maxTtl)} for each ${kind}`)]],
      ["Approval", role.approval],
      ["Who may", role.eligible.map((position) => whoMay(position, model))],
      ["Through groups and sponsors", through(role, people).map(name)],
      [
        "Where",
        role.targets.map((position) => `${at(data.targets, position).name}, ${at(data.targets, position).place}`),
      ],
      ["Asks for", role.conditions],
      ["Leads on", role.further.map(({ text }) => text)],
      ["Outlives a lease", role.residuals],
    ]),
  );
}

function through({ eligible }: PageRole, people: readonly Position[]): readonly Position[] {
  return people.filter((position) => !eligible.includes(position));
}

function whoMay(position: Position, { data }: Model): string {
  const { name, kind, sponsor, external } = at(data.identities, position);
  const kept = external ? ", whose members are kept elsewhere: it could be anybody" : "";
  const answers = sponsor === undefined ? "" : `, for which ${at(data.identities, sponsor).name} answers`;
  return kind === "person" ? name : `${name} (${kind}${kept}${answers})`;
}

function approvalShort({ breakGlass, approval }: PageRole): string {
  if (breakGlass) return "no approval first";
  return (approval[0] ?? "").startsWith("None:")
    ? "no approval"
    : approval.filter((one) => /^\d+ of /.test(one)).join(", then ") || (approval[0] ?? "");
}
