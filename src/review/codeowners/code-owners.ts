import type { Diagnostic } from "../../diagnostics/diagnostic";
import { Reporter } from "../../diagnostics/report";
import type { Estate, Team } from "../../estate/types";
import { askedByFile } from "./asked";
import { isOwner } from "./handle";
import { openness, patternOf } from "./pattern";

/** Where the estate and the code-owners file stand, seen from the repository's top, with `/` between the parts. */
export interface CodeOwnersPlaces {
  /** The estate's directory; empty if it is the top. */
  readonly directory: string;
  /** The code-owners file, which governance owns: who may change it could ask nobody. */
  readonly file: string;
  /** The path of a file as `locate` names it. */
  readonly pathOf: (file: string) => string;
  /** GitLab: a section for each team, so that each of them is asked and not any one. */
  readonly sections: boolean;
}

export interface CodeOwners {
  /** Of the marked block, without its marks; empty where nobody could be named. */
  readonly lines: readonly string[];
  /** Teams that cannot be named; an error where governance cannot. */
  readonly diagnostics: readonly Diagnostic[];
}

/** One entry: a file or directory, and whom to ask. */
interface Entry {
  readonly path: string;
  readonly teams: readonly Team[];
}

/**
 * The entries of a code-owners file: the estate's directory is governance's, and each file in it is of those who are asked
 * about its entries. The last line that matches counts, so what is more exact stands later. On GitHub any one owner of a
 * line suffices: code owners ask the right people, and `review` decides.
 */
export function codeOwnersOf(estate: Estate, places: CodeOwnersPlaces): CodeOwners {
  const asked = askedByFile(estate);
  const report = new Reporter(estate.locate);
  const { governance } = estate.policy;
  const unnamed = new Map<Team, number>();
  for (const teams of asked.values()) {
    for (const team of teams) if (!isNamed(team)) unnamed.set(team, (unnamed.get(team) ?? 0) + 1);
  }
  if (!isNamed(governance)) unnamed.set(governance, asked.size);
  for (const [team, files] of unnamed) {
    const handle = team.review === undefined ? {} : { handle: team.review };
    const path = ["teams", team.name, ...(team.review === undefined ? [] : ["review"])];
    if (team === governance) report.report("governance-cannot-be-asked", { team: team.name, ...handle }, path);
    else report.report("team-cannot-be-asked", { team: team.name, instead: governance.name, files, ...handle }, path);
  }
  if (!isNamed(governance)) return { lines: [], diagnostics: report.diagnostics };

  const directory = places.directory === "" ? "" : `${places.directory}/`;
  const files = mergedByPattern(asked, places.pathOf)
    .map(({ path, teams }): Entry => ({ path, teams: namedOf(teams, governance) }))
    .sort((a, b) => openness(b.path) - openness(a.path) || (a.path < b.path ? -1 : 1));
  const entries: readonly Entry[] = [
    { path: directory, teams: [governance] },
    ...files,
    { path: places.file, teams: [governance] },
  ];
  return {
    lines: places.sections ? sectioned(entries, governance) : entries.map(lineOf),
    diagnostics: report.diagnostics,
  };
}

/** Files whose names cannot be told apart in a pattern are asked about together. */
function mergedByPattern(
  asked: ReadonlyMap<string, ReadonlySet<Team>>,
  pathOf: CodeOwnersPlaces["pathOf"],
): readonly { readonly path: string; readonly teams: ReadonlySet<Team> }[] {
  const merged = new Map<string, { path: string; teams: Set<Team> }>();
  for (const [file, teams] of asked) {
    const path = pathOf(file);
    const pattern = patternOf(path);
    const same = merged.get(pattern);
    if (same === undefined) merged.set(pattern, { path, teams: new Set(teams) });
    else for (const team of teams) same.teams.add(team);
  }
  return [...merged.values()];
}

function isNamed(team: Team): boolean {
  return team.review !== undefined && isOwner(team.review);
}

/** Who can be named; governance stands in for who cannot. By name, so that the order in the files changes nothing. */
function namedOf(teams: ReadonlySet<Team>, governance: Team): readonly Team[] {
  const named = new Set([...teams].map((team) => (isNamed(team) ? team : governance)));
  return [...named].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function lineOf({ path, teams }: Entry): string {
  const handles = new Set(teams.map((team) => team.review ?? ""));
  return `${patternOf(path)} ${[...handles].join(" ")}`;
}

/** GitLab judges each section by itself: the first one is as on GitHub, and each further one is a team's own. */
function sectioned(entries: readonly Entry[], governance: Team): readonly string[] {
  const teams = new Set(entries.flatMap((entry) => entry.teams).filter((team) => team !== governance));
  const own = [...teams]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((team) => [
      `[leasehold ${team.name}]`,
      ...entries.filter((entry) => entry.teams.includes(team)).map(({ path }) => lineOf({ path, teams: [team] })),
    ]);
  return ["[leasehold]", ...entries.map(lineOf), ...own];
}
