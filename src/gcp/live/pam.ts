import type { JsonMap, ResourceInstance } from "../../terraform/instance";
import type { Json } from "../../terraform/json";
import { formatInstant, parseInstant } from "../../time/instant";
import type { Held } from "./bindings";
import { pamTitle } from "./own-jit";
import type { ProjectNames } from "./projects";
import { isMap, pseudo, type Reading, shown, textOf, textsOf } from "./reading";
import { placeOf } from "./resource-types";

/** The entitlements of Privileged Access Manager. */
export function entitlementInstances(
  files: readonly Json[],
  names: ProjectNames,
  reading: Reading,
): readonly ResourceInstance[] {
  return reading.listed(files, "entitlements").flatMap((entitlement) => {
    const name = names.named(textOf(entitlement, "name") ?? "");
    const [, parent, id = ""] = /^(.+)\/locations\/[^/]+\/entitlements\/([^/]+)$/.exec(name) ?? [];
    if (parent === undefined) {
      reading.fault("an entitlement has no name");
      return [];
    }
    if (entitlement.state === "DELETED") return [];
    const access = accessOf(entitlement);
    if (access === undefined) reading.fault(`${shown(name)} does not say what it gives`);
    return [
      pseudo("google_privileged_access_manager_entitlement", name, {
        id: name,
        name,
        parent,
        location: "global",
        entitlement_id: id,
        max_request_duration: textOf(entitlement, "maxRequestDuration") ?? "",
        eligible_users: principalsOf(entitlement.eligibleUsers, name, reading),
        privileged_access: [
          {
            gcp_iam_access: [
              {
                resource_type: textOf(access ?? {}, "resourceType") ?? "",
                resource: nameOf(textOf(access ?? {}, "resource") ?? "", names),
                role_bindings: rolesOf(access, name, reading).map(({ role, expression }) => ({
                  role,
                  condition_expression: expression ?? "",
                })),
              },
            ],
          },
        ],
        approval_workflow: workflowOf(entitlement.approvalWorkflow, name, reading),
      }),
    ];
  });
}

function principalsOf(list: Json | undefined, name: string, reading: Reading): Json {
  if (list === undefined || list === null) return [];
  const entries: readonly Json[] = Array.isArray(list) ? (list as readonly Json[]) : [list];
  return entries.map((one) => {
    const principals = isMap(one) ? textsOf(one.principals) : undefined;
    if (principals === undefined) reading.fault(`${shown(name)} does not say who may take part`);
    return { principals: [...(principals ?? [])] };
  });
}

function workflowOf(workflow: Json | undefined, name: string, reading: Reading): Json {
  const manual = isMap(workflow) ? workflow.manualApprovals : undefined;
  if (!isMap(manual)) return [];
  const steps = manual.steps === undefined ? [] : (reading.maps(manual, "steps", `the steps of ${shown(name)}`) ?? []);
  return [
    {
      manual_approvals: [
        {
          require_approver_justification: manual.requireApproverJustification === true,
          steps: steps.map((step) => ({
            approvals_needed: typeof step.approvalsNeeded === "number" ? step.approvalsNeeded : 1,
            approvers: principalsOf(step.approvers, name, reading),
          })),
        },
      ],
    },
  ];
}

function accessOf(of: JsonMap): JsonMap | undefined {
  const access = isMap(of.privilegedAccess) ? of.privilegedAccess.gcpIamAccess : undefined;
  return isMap(access) ? access : undefined;
}

function rolesOf(
  access: JsonMap | undefined,
  name: string,
  reading: Reading,
): readonly { readonly role: string; readonly expression?: string }[] {
  if (access === undefined) return [];
  const bindings = reading.maps(access, "roleBindings", `the roles of ${shown(name)}`) ?? [];
  return bindings.flatMap((binding) => {
    const role = textOf(binding, "role");
    const expression = textOf(binding, "conditionExpression");
    if (role === undefined) reading.fault(`a role of ${shown(name)} has no name`);
    return role === undefined ? [] : [{ role, ...(expression === undefined ? {} : { expression }) }];
  });
}

/** `//cloudresourcemanager.googleapis.com/projects/123` by the project's id. */
function nameOf(resource: string, names: ProjectNames): string {
  return resource.replace(/^(\/\/[^/]+\/)(.*)$/s, (_, host: string, path: string) => `${host}${names.named(path)}`);
}

/** States of a grant in which nobody holds anything by it, or not yet. */
const idle: ReadonlySet<string> = new Set(
  "APPROVAL_AWAITED DENIED SCHEDULED ACTIVATING ACTIVATION_FAILED EXPIRED REVOKED ENDED WITHDRAWN".split(" "),
);

/**
 * What active grants give and no policy shows: Cloud Asset learns of a binding a little later, and may not have been asked.
 *
 * @param held what the policies give
 */
export function grantedBeside(
  held: readonly Held[],
  files: readonly Json[],
  names: ProjectNames,
  emails: ReadonlyMap<string, string>,
  reading: Reading,
): readonly Held[] {
  const seen = new Set(
    held.flatMap((one) => (typeof one.condition !== "string" && one.condition.title === pamTitle ? [lineOf(one)] : [])),
  );
  return reading.listed(files, "grants").flatMap((grant) => {
    const name = names.named(textOf(grant, "name") ?? "");
    const state = textOf(grant, "state");
    if (name === "" || state === undefined) {
      reading.fault("a grant has no name or no state");
      return [];
    }
    if (idle.has(state)) return [];
    const requester = textOf(grant, "requester");
    const access = accessOf(grant);
    const resource = access && textOf(access, "resource");
    if (requester === undefined || resource === undefined) {
      reading.fault(`${shown(name)} does not say who holds what by it`);
      return [];
    }
    const place = placeOf(resource, undefined, undefined, names, emails);
    return rolesOf(access, name, reading).flatMap(({ role, expression }) => {
      const one: Held = { place, role, member: memberOf(requester), condition: conditionOf(grant, name, expression) };
      return seen.has(lineOf(one)) ? [] : [one];
    });
  });
}

function lineOf({ place, role, member }: Held): string {
  return JSON.stringify([place.name, role, member.toLowerCase()]);
}

/** Google gives a bare e-mail, or a principal of a pool in full. */
function memberOf(requester: string): string {
  if (/^[A-Za-z]+:/.test(requester)) return requester;
  return `${requester.endsWith("gserviceaccount.com") ? "serviceAccount" : "user"}:${requester}`;
}

/** From the moment it was activated, for as long as was asked; where that cannot be told, a condition that nobody knows. */
function conditionOf(grant: JsonMap, name: string, expression: string | undefined): Held["condition"] {
  const seconds = /^([0-9]{1,9})(?:\.[0-9]+)?s$/.exec(textOf(grant, "requestedDuration") ?? "")?.[1];
  const begun = instantOf(activatedAt(grant));
  if (seconds === undefined || begun === undefined) return "unknown";
  const until = `request.time < timestamp("${formatInstant(begun + Number(seconds))}")`;
  return {
    title: pamTitle,
    description: name,
    expression: expression === undefined ? until : `(${expression}) && ${until}`,
  };
}

function activatedAt(grant: JsonMap): string | undefined {
  const { auditTrail, timeline } = grant;
  const given = isMap(auditTrail) ? textOf(auditTrail, "accessGrantTime") : undefined;
  if (given !== undefined) return given;
  const events = isMap(timeline) && Array.isArray(timeline.events) ? (timeline.events as readonly Json[]) : [];
  const activated = events.filter(isMap).filter((event) => isMap(event.activated));
  return activated.map((event) => textOf(event, "eventTime")).at(-1);
}

/** Rounded up to the second, so that nothing is told to end earlier than it does. */
function instantOf(time: string | undefined): number | undefined {
  if (time === undefined) return undefined;
  const parsed = parseInstant(time.replace(/\.[0-9]+(?=[Zz+-])/, ""));
  if ("fault" in parsed) return undefined;
  return parsed.instant + (/\.[0-9]*[1-9]/.test(time) ? 1 : 0);
}
