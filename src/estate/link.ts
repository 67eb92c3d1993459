import type { Diagnostic } from "../diagnostics/diagnostic";
import { type Locate, Reporter } from "../diagnostics/report";
import { checkBroken } from "./broken";
import type { Declaration } from "./declaration";
import { readDeclaration } from "./entries";
import { linkBreakGlass, linkGrants, linkRoles, linkTargets, linkTasks, linkWaivers } from "./link-access";
import { given, linkPeople } from "./link-people";
import type { LocateKey } from "./places";
import { References } from "./references";
import type { Estate } from "./types";

export interface LinkOptions {
  /** The declaration comes from CDKTF, and unresolved tokens may stand in it. */
  readonly tokens: boolean;
  /** Finds the place of a key; default: that of its value. */
  readonly locateKey?: LocateKey;
  /** Whether every name is known; default true. */
  readonly complete?: boolean;
}

const day = 86_400;

/**
 * Reads a plain declaration and joins its names to what they name. An entry with a mistake in it is left out, with a diagnostic,
 * and the rest is linked: **with any diagnostic of severity `error` the estate may be judged, but must not be compiled.**
 * There is no estate without a known governance team.
 */
export function linkDeclaration(
  declaration: Declaration,
  locate: Locate = () => undefined,
  { tokens, locateKey = locate, complete = true }: LinkOptions = { tokens: true },
): { readonly estate?: Estate; readonly diagnostics: readonly Diagnostic[] } {
  const reporter = new Reporter(locate);
  const read = readDeclaration(declaration, reporter, locateKey, { tokens });
  const references = new References(read, reporter, complete);
  checkBroken(declaration, references);
  const people = linkPeople(references);
  const targets = linkTargets(references, people);
  const tasks = linkTasks(references, people);
  const roles = linkRoles(references, people, targets);
  const grants = linkGrants(references, people, targets, tasks, roles);
  const waivers = linkWaivers(references, people);
  const breakGlass = linkBreakGlass(references, people, targets);
  const { policy } = read;
  const governance = policy && references.one("teams", people.teams, policy.governance, ["policy", "governance"]);
  if (!policy || !governance) return { diagnostics: reporter.diagnostics };
  const { ownerTag, backend, audit } = policy;
  return {
    estate: {
      // An estate without a name is never compiled, and judging it needs none.
      name: read.name ?? "",
      policy: {
        governance,
        maxAdvance: policy.maxAdvance ?? 7 * day,
        cooldown: policy.cooldown ?? 3600,
        prefix: policy.prefix ?? "leasehold",
        ceilings: policy.ceilings ?? {},
        ...given({ ownerTag, backend, audit }),
      },
      ...people,
      targets,
      tasks,
      roles,
      grants,
      waivers,
      breakGlass,
      locate,
    },
    diagnostics: reporter.diagnostics,
  };
}
