import { type ArgumentPath, argument } from "../../terraform/argument";
import type { Landscape, ResourceInstance } from "../../terraform/instance";
import { type Binding, type Condition, complete, known, noCondition, type Place } from "./binding";
import { blocksAt, type FoundList, isMap, listAt, textAt } from "./found";
import type { Places } from "./places";
import { parsePolicyData } from "./policy-data";

/** All resources of Google's that set IAM on something, of whatever service. */
const iamType = /^google_(.+)_iam_(member|binding|policy)$/;

/** The bindings of all `google_…_iam_{member,binding,policy}`. */
export function* iamBindings(landscape: Landscape, places: Places): Iterable<Binding> {
  for (const instance of landscape.instances) {
    const [, service, form] = (instance.mode === "managed" && iamType.exec(instance.type)) || [];
    if (service === undefined) continue;
    const place = places.of(instance, service);
    if (form === "policy") {
      yield* ofPolicy(landscape, instance, place);
      continue;
    }
    const common = {
      from: instance,
      place,
      role: textAt(landscape, instance, "role"),
      condition: conditionAt(landscape, instance, "condition"),
    };
    if (form === "member") yield { ...common, members: complete(textAt(landscape, instance, "member")) };
    else yield { ...common, members: membersAt(landscape, instance, "members"), authoritative: "role" };
  }
}

/** Members have to be there, if only as an empty list. */
function membersAt(landscape: Landscape, instance: ResourceInstance, path: ArgumentPath): FoundList {
  const absent = argument(instance, path).kind === "absent";
  return absent ? { found: [], complete: false } : listAt(landscape, instance, path);
}

/** The condition in a nested block. */
export function conditionAt(
  landscape: Landscape,
  instance: ResourceInstance,
  path: string | readonly (string | number)[],
): Condition {
  const blocks = blocksAt(instance, path);
  if (blocks === undefined) return { kind: "unknown", said: "its condition is not known before apply" };
  const [first] = blocks;
  if (first === undefined) return noCondition;
  const found = textAt(landscape, instance, [...first, "expression"]);
  if (found.kind === "text" && blocks.length === 1) return { kind: "expression", text: found.text };
  return { kind: "unknown", said: "its condition is not known before apply" };
}

/** The bindings of a whole policy: from its text, or from the `google_iam_policy` that makes it. */
function* ofPolicy(landscape: Landscape, instance: ResourceInstance, place: Place): Iterable<Binding> {
  const common = { from: instance, place, authoritative: "policy" } as const;
  const nobodyKnows = (why: string): Binding => ({
    ...common,
    role: { kind: "unknown", said: "a policy" },
    members: complete({ kind: "unknown", said: why }),
    condition: noCondition,
    doubts: [why],
  });
  const found = argument(instance, "policy_data");
  if (found.kind === "absent") {
    yield nobodyKnows("its policy is not there");
    return;
  }
  if (found.kind === "known") {
    const { bindings, doubts } =
      typeof found.value === "string"
        ? parsePolicyData(found.value)
        : isMap(found.value)
          ? parsePolicyData(JSON.stringify(found.value))
          : { bindings: [], doubts: ["the policy is no text"] };
    for (const binding of bindings) yield { ...common, ...binding };
    if (doubts.length > 0) yield nobodyKnows(doubts.join("; "));
    return;
  }
  const text = textAt(landscape, instance, "policy_data");
  const [data] = text.kind === "resource" && text.instances.length === 1 ? text.instances : [];
  if (data?.type !== "google_iam_policy" || data.mode !== "data") {
    yield nobodyKnows("its policy is not known before apply");
    return;
  }
  const blocks = blocksAt(data, "binding");
  if (blocks === undefined || blocks.length === 0) {
    yield nobodyKnows("its policy is not known before apply");
    return;
  }
  for (const block of blocks) {
    yield {
      ...common,
      role: textAt(landscape, data, [...block, "role"]),
      members: membersAt(landscape, data, [...block, "members"]),
      condition: conditionAt(landscape, data, [...block, "condition"]),
      others: [data.address],
    };
  }
}

/** A binding of one known role to one member. */
export function single(
  from: ResourceInstance,
  place: Place,
  role: string,
  member: Binding["members"]["found"][number],
): Binding {
  return { from, place, role: known(role), members: complete(member), condition: noCondition };
}
