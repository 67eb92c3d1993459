import type { EntitlementFact } from "../../facts/fact";
import { graver, type Privilege } from "../../facts/privilege";
import { argument } from "../../terraform/argument";
import type { Landscape, ResourceInstance } from "../../terraform/instance";
import { provenanceOf } from "../../terraform/provenance";
import { humanDuration } from "../../time/duration";
import { blocksAt, described, type FoundList, listAt, textAt } from "./found";
import type { Places } from "./places";
import type { Roles } from "./roles";

/** The entitlements of Google's Privileged Access Manager. */
export function entitlements(landscape: Landscape, places: Places, roles: Roles): readonly EntitlementFact[] {
  return landscape.instances
    .filter(({ type, mode }) => mode === "managed" && type === "google_privileged_access_manager_entitlement")
    .map((instance) => entitlement(landscape, instance, places, roles));
}

function entitlement(landscape: Landscape, instance: ResourceInstance, places: Places, roles: Roles): EntitlementFact {
  const at = (path: readonly (string | number)[]) => textAt(landscape, instance, path);
  const parent = described(at(["parent"]));
  const users = (blocksAt(instance, "eligible_users") ?? []).flatMap((block) =>
    names(listAt(landscape, instance, [...block, "principals"])),
  );
  // Google takes no entitlement that nobody is eligible for: a list that is not there was lost.
  const eligible = users.length === 0 ? [others] : users;
  const access = (blocksAt(instance, "privileged_access") ?? []).flatMap(
    (block) => blocksAt(instance, [...block, "gcp_iam_access"]) ?? [],
  );
  const [first] = access;
  const resource = first === undefined ? undefined : at([...first, "resource"]);
  const scope = resource?.kind === "text" ? resource.text : parent;
  const [, collection = "projects", id = scope] =
    /(projects|folders|organizations)\/([^/]+)$/.exec(scope.replace(/\/$/, "")) ?? [];
  const seconds = /^([0-9]{1,9})(?:\.0+)?s$/.exec(described(at(["max_request_duration"])))?.[1];
  const maximum = seconds === undefined ? undefined : Number(seconds);
  const privilege = privilegeOf(landscape, instance, access, roles);
  const approval = approvalOf(landscape, instance);
  return {
    kind: "entitlement",
    name: `${parent}/entitlements/${described(at(["entitlement_id"]))}`,
    eligible: [...new Set(eligible)].sort(),
    ...(privilege === undefined ? {} : { privilege }),
    scope: places.container(collection, { kind: "text", text: id }, instance).scope,
    ...(maximum === undefined ? {} : { maximum }),
    ...(approval === undefined ? {} : { approval }),
    bound: {
      kind: "eligible",
      ...(maximum === undefined ? {} : { maximum }),
      because:
        maximum === undefined
          ? "it must be activated, for how long at most cannot be told"
          : `it must be activated, for at most ${humanDuration(maximum)}`,
    },
    from: provenanceOf(instance),
  };
}

const others = "others, not known before apply";

function names({ found, complete }: FoundList): readonly string[] {
  const known = found.filter(({ kind }) => kind !== "absent").map(described);
  return complete ? known : [...known, others];
}

/** The gravest of its roles; undefined where one of them cannot be told. */
function privilegeOf(
  landscape: Landscape,
  instance: ResourceInstance,
  access: readonly (readonly (string | number)[])[],
  roles: Roles,
): Privilege | undefined {
  const bindings = access.flatMap((block) => blocksAt(instance, [...block, "role_bindings"]) ?? [[]]);
  let all: Privilege | undefined;
  for (const block of bindings) {
    if (block.length === 0) return undefined;
    const { privilege } = roles.of(textAt(landscape, instance, [...block, "role"]));
    if (privilege === undefined) return undefined;
    all = all === undefined ? privilege : graver(all, privilege);
  }
  return all;
}

/** The steps of its approval; empty where nobody has to approve, undefined where that cannot be told. */
function approvalOf(landscape: Landscape, instance: ResourceInstance): EntitlementFact["approval"] {
  const workflows = blocksAt(instance, "approval_workflow");
  if (workflows === undefined) return undefined;
  const steps: { count: number; approvers: readonly string[] }[] = [];
  for (const workflow of workflows) {
    const manual = blocksAt(instance, [...workflow, "manual_approvals"]);
    if (manual === undefined) return undefined;
    for (const block of manual) {
      const listed = blocksAt(instance, [...block, "steps"]);
      if (listed === undefined) return undefined;
      for (const step of listed) {
        const needed = argument(instance, [...step, "approvals_needed"]);
        if (needed.kind === "unknown") return undefined;
        const approvers = (blocksAt(instance, [...step, "approvers"]) ?? []).flatMap((approver) =>
          names(listAt(landscape, instance, [...approver, "principals"])),
        );
        const count = needed.kind === "known" ? Number(needed.value) : 1;
        // A step that needs nobody, or that nobody may take, is none.
        if (count > 0 && approvers.length > 0) steps.push({ count, approvers });
      }
    }
  }
  return steps;
}
