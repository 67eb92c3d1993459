import type { Landscape, ResourceInstance } from "../../terraform/instance";
import type { Json } from "../../terraform/json";
import { blocksAt, isMap, knownText } from "./found";
import { iamBindings } from "./iam-resources";
import { Places } from "./places";
import { projectsOf } from "./projects";
import { serviceAccountsOf } from "./service-accounts";

/** One member's hold of one role somewhere, as it is written, for comparison with others. */
export interface BindingShape {
  readonly instance: ResourceInstance;
  /** `projects/acme-prod`, `buckets/logs`: the same for the same place. */
  readonly place: string;
  readonly container?: string;
  readonly role: string;
  readonly member: string;
  readonly condition?: { readonly title: string; readonly description: string; readonly expression: string };
}

/** Every IAM binding of a landscape whose role and members are known, member by member. */
export function bindingShapes(landscape: Landscape): readonly BindingShape[] {
  const projects = projectsOf(landscape);
  const places = new Places(landscape, projects, serviceAccountsOf(landscape, projects));
  const found: BindingShape[] = [];
  for (const { from, place, role, members } of iamBindings(landscape, places)) {
    if (role.kind !== "text" || /_iam_policy$/.test(from.type)) continue;
    const condition = conditionIn(from);
    for (const member of members.found) {
      if (member.kind !== "text") continue;
      found.push({
        instance: from,
        place: place.key,
        ...(place.scope.container === undefined ? {} : { container: place.scope.container }),
        role: role.text,
        member: member.text,
        ...(condition === undefined ? {} : { condition }),
      });
    }
  }
  return found;
}

function conditionIn(instance: ResourceInstance): BindingShape["condition"] {
  if ((blocksAt(instance, "condition") ?? []).length === 0) return undefined;
  const { condition } = instance.values;
  const block = Array.isArray(condition) ? (condition as readonly Json[])[0] : condition;
  if (!isMap(block)) return undefined;
  const text = (name: string): string => (typeof block[name] === "string" ? block[name] : "");
  const expression = text("expression");
  return expression === "" ? undefined : { title: text("title"), description: text("description"), expression };
}

/** A landscape without some members of its bindings: whole instances, or single members of lists. */
export function withoutBindings(landscape: Landscape, claimed: readonly BindingShape[]): Landscape {
  if (claimed.length === 0) return landscape;
  const members = new Map<ResourceInstance, Set<string>>();
  for (const { instance, member } of claimed) {
    const those = members.get(instance);
    if (those) those.add(member);
    else members.set(instance, new Set([member]));
  }
  const instances = landscape.instances.flatMap((instance): readonly ResourceInstance[] => {
    const gone = members.get(instance);
    if (gone === undefined) return [instance];
    if (knownText(instance, "member") !== undefined) return [];
    const listed = Array.isArray(instance.values.members) ? (instance.values.members as readonly Json[]) : [];
    const left = listed.filter((one) => typeof one !== "string" || !gone.has(one));
    return left.length === 0 ? [] : [{ ...instance, values: { ...instance.values, members: left } }];
  });
  return { ...landscape, instances };
}
