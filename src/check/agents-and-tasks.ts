import type { Reporter } from "../diagnostics/report";
import type { Estate, Grant, Role, Target, Task } from "../estate/types";
import { agentsOf, positionIn } from "./people";
import { holdsAction, Within } from "./within-role";

/** An agent has a sponsor, and holds of a role only what a task of it says. */
export function agentsAndTasks(estate: Estate, report: Reporter): void {
  const within = new Within();
  sponsors(estate, report);
  const rolesOf = eligibleAgents(estate, within, report);
  for (const task of estate.tasks.values()) taskWithinRole(estate, task, rolesOf, within, report);
  for (const grant of estate.grants.values()) {
    taskOfGrant(estate, grant, within, report);
    narrowing(grant, report);
  }
}

function sponsors(estate: Estate, report: Reporter): void {
  for (const identity of estate.identities.values()) {
    if (identity.kind !== "agent") continue;
    const path = ["identities", identity.name, "sponsor"];
    const { sponsor } = identity;
    if (!sponsor) report.report("sponsor-missing", { agent: identity.name }, path);
    else if (sponsor.kind !== "person") {
      report.report("sponsor-not-person", { agent: identity.name, sponsor: sponsor.name, kind: sponsor.kind }, path);
    }
  }
}

/** The roles that each agent may hold; each of them has a task for it. */
function eligibleAgents(estate: Estate, within: Within, report: Reporter): ReadonlyMap<string, readonly Role[]> {
  const tasksOf = new Map<string, Task[]>();
  for (const task of estate.tasks.values()) {
    for (const { name } of task.agents) {
      const tasks = tasksOf.get(name);
      if (tasks) tasks.push(task);
      else tasksOf.set(name, [task]);
    }
  }
  const rolesOf = new Map<string, Role[]>();
  for (const role of estate.roles.values()) {
    for (const { agent, position } of agentsOf(role)) {
      const roles = rolesOf.get(agent.name);
      if (roles) roles.push(role);
      else rolesOf.set(agent.name, [role]);
      if (tasksOf.get(agent.name)?.some((task) => within.beyond(task, role) === undefined)) continue;
      report.report("agent-without-task", { role: role.name, agent: agent.name, gcpOnly: !role.aws }, [
        "roles",
        role.name,
        "eligible",
        position,
      ]);
    }
  }
  return rolesOf;
}

/** A task lies within one role at least for which each of its agents is eligible. */
function taskWithinRole(
  estate: Estate,
  task: Task,
  rolesOf: ReadonlyMap<string, readonly Role[]>,
  within: Within,
  report: Reporter,
): void {
  const agents = task.agents.map(({ name }) => name);
  const [first, ...others] = agents;
  const candidates = (first === undefined ? [...estate.roles.values()] : (rolesOf.get(first) ?? [])).filter((role) =>
    others.every((name) => positionIn(role.eligible, name) !== undefined),
  );
  const beyond: string[] = [];
  for (const role of candidates) {
    const found = within.beyond(task, role);
    if (found === undefined) return;
    if (beyond.length < 3) beyond.push(`of role "${role.name}", ${found}`);
  }
  report.report("task-beyond-roles", { task: task.name, agents, beyond }, ["tasks", task.name, "aws", "statements"]);
}

function taskOfGrant(estate: Estate, grant: Grant, within: Within, report: Reporter): void {
  const { identity, role, task } = grant;
  const path = ["grants", grant.name, "task"];
  if (identity.kind !== "agent") {
    if (task) {
      report.report(
        "grant-task-not-to-agent",
        { grant: grant.name, identity: identity.name, kind: identity.kind },
        path,
      );
    }
    return;
  }
  if (!task) {
    const tasks = [...estate.tasks.values()]
      .filter(({ agents }) => agents.some(({ name }) => name === identity.name))
      .filter((candidate) => within.beyond(candidate, role) === undefined)
      .map(({ name }) => name);
    report.report("grant-task-missing", { grant: grant.name, agent: identity.name, tasks }, path);
  } else {
    if (!task.agents.some(({ name }) => name === identity.name)) {
      report.report("grant-task-of-another", { grant: grant.name, agent: identity.name, task: task.name }, path);
    }
    const beyond = within.beyond(task, role);
    if (beyond !== undefined) {
      report.report("grant-task-beyond-role", { grant: grant.name, task: task.name, role: role.name, beyond }, path);
    }
  }
  const onGcp = firstOnGcp(grant);
  if (onGcp) {
    report.report("grant-task-on-gcp", { grant: grant.name, target: onGcp.name }, ["grants", grant.name, "targets"]);
  }
}

/** A grant's own list of actions only takes away. */
function narrowing(grant: Grant, report: Reporter): void {
  const { role, actions } = grant;
  if (!actions) return;
  const path = ["grants", grant.name, "actions"];
  if (grant.task) report.report("grant-actions-with-task", { grant: grant.name }, path);
  if (role.aws && role.aws.managedPolicies.length > 0) {
    report.report("grant-actions-with-managed-policies", { grant: grant.name, role: role.name }, path);
  } else {
    for (const [position, action] of actions.entries()) {
      if (holdsAction(role, action)) continue;
      report.report("grant-actions-beyond-role", { grant: grant.name, role: role.name, action }, [...path, position]);
    }
  }
  const onGcp = firstOnGcp(grant);
  // A lease to an agent has been refused there already.
  if (onGcp && grant.identity.kind !== "agent") {
    report.report("grant-actions-on-gcp", { grant: grant.name, target: onGcp.name }, path);
  }
}

function firstOnGcp(grant: Grant): Target | undefined {
  return (grant.targets ?? grant.role.gcp?.targets ?? []).find((target) => target.cloud.kind === "gcp");
}
