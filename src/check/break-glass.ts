import type { Reporter } from "../diagnostics/report";
import type { BreakGlass, Estate } from "../estate/types";

/** The most people who may break one glass. */
export const mostPeople = 5;

/** Emergency roles name few people who can use them, and what they give; nothing is made of them yet. */
export function breakGlass(estate: Estate, report: Reporter): void {
  for (const role of estate.breakGlass.values()) {
    people(role, report);
    permissions(role, report);
    const path = ["breakGlass", role.name];
    if (role.alarm?.sns === undefined && role.alarm?.channel === undefined) {
      report.report("break-glass-without-alarm", { name: role.name }, [...path, "alarm"]);
    }
    report.report("break-glass-not-emitted", { name: role.name }, path);
  }
}

function people({ name, people, target }: BreakGlass, report: Reporter): void {
  const path = ["breakGlass", name, "people"];
  if (people.length === 0 || people.length > mostPeople) {
    report.report("break-glass-people", { name, people: people.length }, path);
  }
  for (const [position, identity] of people.entries()) {
    const at = [...path, position];
    if (identity.kind !== "person") {
      report.report("break-glass-not-person", { name, identity: identity.name, kind: identity.kind }, at);
    } else if (!identity[target.cloud.kind]) {
      report.report(
        "break-glass-principal-missing",
        { name, identity: identity.name, cloud: target.cloud.kind === "aws" ? "AWS" : "GCP", target: target.name },
        at,
      );
    }
  }
}

function permissions({ name, target, managedPolicies, statements, roles }: BreakGlass, report: Reporter): void {
  const onAws = target.cloud.kind === "aws";
  if ((onAws ? managedPolicies.length + statements.length : roles.length) > 0) return;
  const what = onAws ? "managedPolicies: [<arn>]" : "roles: [<role>]";
  report.report("break-glass-gives-nothing", { name, target: target.name, what }, ["breakGlass", name]);
}
