import type { OwnershipFact } from "../../facts/fact";
import type { ConfiguredBlock, Landscape, ResourceInstance } from "../../terraform/instance";
import type { Json } from "../../terraform/json";
import { provenanceOf } from "../../terraform/provenance";
import { blocksOf, expressionOf, isMap } from "./values";

/** Types that take part in access and take tags. */
const owned: ReadonlySet<string> = new Set([
  "aws_iam_openid_connect_provider",
  "aws_iam_policy",
  "aws_iam_role",
  "aws_iam_saml_provider",
  "aws_iam_user",
  "aws_rolesanywhere_profile",
  "aws_rolesanywhere_trust_anchor",
  "aws_ssoadmin_permission_set",
]);

/** Who owns what takes part in access, as its tags say. */
export function readOwnership({ instances, providers }: Landscape): readonly OwnershipFact[] {
  const defaults = new Map(providers.map(({ key, configured }) => [key, configured]));
  return instances.flatMap((instance) => {
    if (instance.mode !== "managed" || !owned.has(instance.type) || instance.deposed !== undefined) return [];
    return [ownershipOf(instance, defaults.get(instance.provider))];
  });
}

function ownershipOf(instance: ResourceInstance, provider: ConfiguredBlock | undefined): OwnershipFact {
  const found = new Map<string, string>();
  let partial = false;
  const add = (tags: Json | undefined) => {
    if (!isMap(tags)) return;
    for (const [key, value] of Object.entries(tags)) {
      if (typeof value === "string") found.set(key, value);
      else partial = true;
    }
  };
  // All of them stand in `tags_all`, the provider's included, once all are known.
  const { values, unknown, sensitive } = instance;
  const whole = at(unknown, "tags_all") !== true && isMap(values.tags_all);
  if (!whole) {
    const [tags] = blocksOf(provider, "default_tags");
    const expression = expressionOf(tags, "tags");
    partial ||= expression !== undefined && expression.constant === undefined;
    add(expression?.constant);
  }
  add(values.tags);
  if (whole) add(values.tags_all);
  for (const name of ["tags", "tags_all"]) {
    // It is computed, and not known yet where nobody tags anything.
    if (name === "tags_all" && at(unknown, name) === true) continue;
    partial ||= anyTrue(at(unknown, name)) || anyTrue(at(sensitive, name));
    for (const key of found.keys())
      if (at(at(sensitive, name), key) === true || at(sensitive, name) === true) found.delete(key);
  }
  const tags = Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { kind: "ownership", tags, partial, from: provenanceOf(instance) };
}

function at(value: Json | undefined, key: string): Json | undefined {
  return isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function anyTrue(marks: Json | undefined): boolean {
  if (marks === true) return true;
  return typeof marks === "object" && marks !== null && Object.values(marks).some(anyTrue);
}
