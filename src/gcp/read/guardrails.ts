import type { GuardrailFact } from "../../facts/fact";
import { argument } from "../../terraform/argument";
import type { JsonMap, Landscape, ResourceInstance } from "../../terraform/instance";
import type { Json } from "../../terraform/json";
import { provenanceOf } from "../../terraform/provenance";
import { described, isMap, textAt } from "./found";

interface Kind {
  readonly guardrail: GuardrailFact["guardrail"];
  /** Arguments that say what it limits, the same before and after a change. */
  readonly protects: readonly string[];
  /** Arguments that say how. */
  readonly content: readonly string[];
}

const legacy = (place: string): Kind => ({
  guardrail: "organization-policy",
  protects: [place, "constraint"],
  content: ["boolean_policy", "list_policy", "restore_policy"],
});
const bindingOf = (place: string): Kind => ({
  guardrail: "access-boundary",
  protects: [place, "policy_binding_id"],
  content: ["policy", "target", "condition", "policy_kind"],
});

/** Resources that limit access, by type. */
const kinds: Readonly<Record<string, Kind>> = {
  google_iam_deny_policy: { guardrail: "deny-policy", protects: ["parent", "name"], content: ["rules"] },
  google_iam_principal_access_boundary_policy: {
    guardrail: "access-boundary",
    protects: ["organization", "principal_access_boundary_policy_id"],
    content: ["details"],
  },
  google_iam_projects_policy_binding: bindingOf("project"),
  google_iam_folders_policy_binding: bindingOf("folder"),
  google_iam_organizations_policy_binding: bindingOf("organization"),
  google_org_policy_policy: { guardrail: "organization-policy", protects: ["parent", "name"], content: ["spec"] },
  google_organization_policy: legacy("org_id"),
  google_folder_organization_policy: legacy("folder"),
  google_project_organization_policy: legacy("project"),
};

/** What limits access on Google: deny policies, access boundaries, organization policies. */
export function guardrails(landscape: Landscape): readonly GuardrailFact[] {
  return landscape.instances.flatMap((instance) => {
    const kind = instance.mode === "managed" ? kinds[instance.type] : undefined;
    if (kind === undefined) return [];
    const content = contentOf(instance, kind.content);
    return [
      {
        kind: "guardrail",
        guardrail: kind.guardrail,
        protects: kind.protects.map((name) => described(textAt(landscape, instance, name))).join(" "),
        ...(content === undefined ? {} : { content }),
        from: provenanceOf(instance),
      },
    ];
  });
}

function contentOf(instance: ResourceInstance, names: readonly string[]): string | undefined {
  const content: Record<string, Json> = {};
  for (const name of names) {
    const found = argument(instance, name);
    if (found.kind === "unknown") return undefined;
    if (found.kind === "known") content[name] = found.value;
  }
  return JSON.stringify(canonical(content));
}

/** Keys in order, and without what is empty, which the provider may leave out or not. */
function canonical(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(canonical);
  if (!isMap(value)) return value;
  const sorted = Object.entries(value as JsonMap).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.filter(([, each]) => !isEmpty(each)).map(([key, each]) => [key, canonical(each)]));
}

function isEmpty(value: Json): boolean {
  return value === null || value === "" || (Array.isArray(value) && value.length === 0);
}
