import { type App, Testing } from "cdktf";
import type { IConstruct } from "constructs";
import {
  ApprovalGroup,
  BreakGlassRole,
  Grant,
  Identity,
  JitEstate,
  JitRole,
  Target,
  Task,
  Team,
  Waiver,
} from "../../constructs";
import { type Section, sections } from "../../src/estate/schema";
import { gatherTemporary } from "../helpers/scratch";

gatherTemporary();

type Raw = Readonly<Record<string, unknown>>;
type Maker = new (scope: JitEstate, id: string, props: never) => IConstruct;

const makers: Readonly<Record<Section, Maker>> = {
  identities: Identity,
  teams: Team,
  tasks: Task,
  targets: Target,
  approvalGroups: ApprovalGroup,
  roles: JitRole,
  grants: Grant,
  waivers: Waiver,
  breakGlass: BreakGlassRole,
};

/** Which section the names under a key come from. */
const referring: Readonly<Record<string, Section>> = {
  members: "identities",
  escalation: "teams",
  team: "teams",
  sponsor: "identities",
  agents: "identities",
  owner: "teams",
  entitlement: "teams",
  platform: "teams",
  business: "teams",
  eligible: "identities",
  targets: "targets",
  target: "targets",
  group: "approvalGroups",
  for: "identities",
  by: "identities",
  role: "roles",
  identity: "identities",
  task: "tasks",
  acceptedBy: "identities",
  people: "identities",
};

/** An app for tests: its directory is a temporary one. */
export function testApp(): App {
  return Testing.app();
}

/**
 * The whole of a plain declaration as constructs. Whatever has been made already is referred to by its construct, the rest
 * by its name. Ids carry the section, since in YAML a team and a target may have one name.
 */
export function construct(app: App, whole: Raw): JitEstate {
  const estate = new JitEstate(app, "estate", { name: whole.name as string, policy: whole.policy as never });
  const made = new Map<string, IConstruct>();
  const refer = (key: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((each) => refer(key, each));
    if (typeof value === "string" && key in referring) return made.get(`${referring[key]}/${value}`) ?? value;
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([inner, each]) => [
        inner,
        key === "aws" && inner === "role" ? each : refer(inner, each),
      ]),
    );
  };
  for (const section of ["identities", ...sections.filter((each) => each !== "identities")] as const) {
    for (const [name, entry] of Object.entries((whole[section] ?? {}) as Raw)) {
      const props = { ...(refer("", entry) as object), name };
      made.set(`${section}/${name}`, new makers[section](estate, `${section}-${name}`, props as never));
    }
  }
  return estate;
}

/** The value without the framework's and our own comments, keys sorted. */
export function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  const keys = Object.keys(value).filter((key) => key !== "//");
  return Object.fromEntries(keys.sort().map((key) => [key, canonical((value as Raw)[key])]));
}
