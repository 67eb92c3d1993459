import type { Pin, TrustFact } from "../../facts/fact";
import type { PrincipalKind } from "../../facts/principal";
import { argument } from "../../terraform/argument";
import type { Landscape, ResourceInstance } from "../../terraform/instance";
import { provenanceOf } from "../../terraform/provenance";
import { pinsTenant } from "./attribute-condition";
import { blocksAt, described, isMap, textAt } from "./found";
import type { Projects } from "./projects";

/** Issuers whose every token is of one tenant, which their address names. */
const ownIssuers: readonly RegExp[] = [
  /^https:\/\/container\.googleapis\.com\/v1\/projects\//,
  /^https:\/\/oidc\.eks\.[a-z0-9-]+\.amazonaws\.com\/id\//,
  /^https:\/\/[a-z0-9-]+\.oic\.prod-aks\.azure\.com\//,
  /^https:\/\/login\.microsoftonline\.com\/[0-9a-f-]{36}\//,
  /^https:\/\/sts\.windows\.net\/[0-9a-f-]{36}(\/|$)/,
  /^https:\/\/oidc\.circleci\.com\/org\/[0-9a-f-]{36}/,
  /^https:\/\/api\.bitbucket\.org\/2\.0\/workspaces\/[^/]+\//,
];
const pipelines =
  /(^|\/\/)([a-z0-9.-]*\.)?(actions\.githubusercontent\.com|gitlab\.com|circleci\.com|bitbucket\.org|buildkite\.com|app\.terraform\.io|vstoken\.dev\.azure\.com|semaphoreci\.com|codefresh\.io)(\/|$)/;

/** Who comes into a pool through its providers. */
export function federations(landscape: Landscape, projects: Projects): readonly TrustFact[] {
  return landscape.instances
    .filter(({ type, mode }) => mode === "managed" && type === "google_iam_workload_identity_pool_provider")
    .filter((instance) => instance.values.disabled !== true)
    .map((instance) => federation(landscape, instance, projects));
}

function federation(landscape: Landscape, instance: ResourceInstance, projects: Projects): TrustFact {
  const { issuer, kind, own, audience } = issuerOf(landscape, instance);
  const project = projects.of(instance);
  const pool = described(textAt(landscape, instance, "workload_identity_pool_id"));
  const name = `${project === undefined ? "" : `projects/${project}/`}workloadIdentityPools/${pool.replace(/^.*\//, "")}`;
  const { subject, said } = subjectOf(landscape, instance, own);
  return {
    kind: "trust",
    principal: { kind, name: issuer, key: `issuer ${issuer}` },
    becomes: { kind, name, key: name },
    bound: { kind: "standing", because: "a provider of a pool does not expire" },
    federation: { issuer, audience, subject, said },
    from: provenanceOf(instance),
  };
}

interface Issuer {
  readonly issuer: string;
  readonly kind: PrincipalKind;
  /** Whatever it vouches for is of one tenant, named by the provider itself. */
  readonly own: boolean;
  readonly audience: Pin;
}

function issuerOf(landscape: Landscape, instance: ResourceInstance): Issuer {
  const [oidc] = blocksAt(instance, "oidc") ?? [];
  if (oidc !== undefined) {
    const issuer = described(textAt(landscape, instance, [...oidc, "issuer_uri"]));
    return {
      issuer,
      kind: pipelines.test(issuer) ? "ci" : "federated",
      own: ownIssuers.some((pattern) => pattern.test(issuer)),
      audience: audienceOf(instance, oidc),
    };
  }
  const [aws] = blocksAt(instance, "aws") ?? [];
  if (aws !== undefined) {
    const account = textAt(landscape, instance, [...aws, "account_id"]);
    return { issuer: `AWS account ${described(account)}`, kind: "federated", own: true, audience: "exact" };
  }
  for (const [block, issuer] of [
    ["saml", "a SAML identity provider"],
    ["x509", "an X.509 certificate authority"],
  ] as const) {
    if ((blocksAt(instance, block) ?? []).length > 0)
      return { issuer, kind: "federated", own: true, audience: "exact" };
  }
  return { issuer: "an identity provider that cannot be told", kind: "federated", own: false, audience: "missing" };
}

/** Without a list Google takes only tokens for the provider itself. */
function audienceOf(instance: ResourceInstance, oidc: readonly (string | number)[]): Pin {
  const found = argument(instance, [...oidc, "allowed_audiences"]);
  if (found.kind === "unknown") return "exact";
  const list = found.kind === "known" && Array.isArray(found.value) ? found.value : [];
  return list.some((audience) => audience === "" || audience === "*") ? "missing" : "exact";
}

function subjectOf(
  landscape: Landscape,
  instance: ResourceInstance,
  own: boolean,
): { readonly subject: Pin; readonly said: string } {
  const condition = textAt(landscape, instance, "attribute_condition");
  switch (condition.kind) {
    case "absent":
      return own
        ? { subject: "exact", said: "the issuer is of one tenant" }
        : { subject: "missing", said: "it has no attribute_condition" };
    case "text":
      return own || pinsTenant(condition.text, mappingOf(instance))
        ? { subject: "exact", said: `attribute_condition ${condition.text}` }
        : { subject: "many-tenants", said: `attribute_condition ${condition.text} names no tenant` };
    default:
      return own
        ? { subject: "exact", said: "the issuer is of one tenant" }
        : { subject: "many-tenants", said: "its attribute_condition is not known before apply" };
  }
}

function mappingOf(instance: ResourceInstance): Readonly<Record<string, string>> {
  const found = argument(instance, "attribute_mapping");
  if (found.kind !== "known" || !isMap(found.value)) return {};
  return Object.fromEntries(
    Object.entries(found.value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}
