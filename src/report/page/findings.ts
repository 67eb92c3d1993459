import { isAbsolute, relative, resolve, sep } from "node:path";
import type { Diagnostic } from "../../diagnostics/diagnostic";
import type { Estate } from "../../estate/types";
import { plain } from "../plain";
import type { PageFinding, PageSubject, Position } from "./data";
import type { Names } from "./names";

/** Where the page has what a finding may be about. */
export interface Places {
  readonly names: Names;
  readonly roles: ReadonlyMap<string, Position>;
  readonly breakGlass: ReadonlyMap<string, Position>;
  readonly leases: ReadonlyMap<string, Position>;
}

/** A finding of `check` as the page shows it. Its file is told as seen from the estate's directory, wherever that is. */
export function pageFinding(
  diagnostic: Diagnostic,
  estate: Estate,
  places: Places,
  directory: string | undefined,
): PageFinding {
  const { code, severity, message, fix, location, waivedBy } = diagnostic;
  const about = subjectOf(diagnostic, estate, places);
  return {
    rule: plain(code),
    severity,
    message: plain(message),
    fix: plain(fix),
    ...(location === undefined
      ? {}
      : { place: plain(`${within(directory, location.file)}:${location.line}:${location.column}`) }),
    ...(waivedBy === undefined ? {} : { waivedBy: plain(waivedBy) }),
    ...(about === undefined ? {} : { about }),
  };
}

function within(directory: string | undefined, file: string): string {
  if (directory === undefined) return file;
  const path = relative(resolve(directory), resolve(file));
  const outside = path === "" || path.startsWith("..") || isAbsolute(path);
  return (outside ? file : path).split(sep).join("/");
}

/** What a finding is about, by its path; undefined where that is the whole estate, or nothing that can be filtered by. */
function subjectOf({ path }: Diagnostic, estate: Estate, { names, ...at }: Places): PageSubject | undefined {
  const [part, name] = path;
  if (typeof name !== "string") return undefined;
  switch (part) {
    case "roles":
      return one("role", at.roles.get(name));
    case "breakGlass":
      return one("role", at.breakGlass.get(name));
    case "grants":
      return one("lease", at.leases.get(name));
    case "identities":
      return some("identities", names.identities.find({ name }));
    case "teams":
      return some("teams", names.teams.find({ name }));
    case "targets":
      return some("targets", names.targets.find({ name }));
    case "approvalGroups": {
      const group = estate.approvalGroups.get(name);
      return group && { teams: names.teams.all([group.team]), identities: names.identities.all(group.members) };
    }
    case "tasks": {
      const task = estate.tasks.get(name);
      return task && { identities: names.identities.all(task.agents) };
    }
    case "waivers": {
      const waiver = estate.waivers.get(name);
      return (
        waiver && { teams: names.teams.all([waiver.owner]), identities: names.identities.all([waiver.acceptedBy]) }
      );
    }
    default:
      return undefined;
  }
}

function one(key: "role" | "lease", position: Position | undefined): PageSubject | undefined {
  return position === undefined ? undefined : { [key]: position };
}

function some(key: "identities" | "teams" | "targets", position: Position | undefined): PageSubject | undefined {
  return position === undefined ? undefined : { [key]: [position] };
}
