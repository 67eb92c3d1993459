import type { JsonMap, ResourceInstance } from "../../terraform/instance";
import type { Json } from "../../terraform/json";
import { type ProjectNames, projectIn } from "./projects";
import { isMap, pseudo, type Reading, shown, textOf, textsOf } from "./reading";

/** Workload identity pools and their providers. */
export function federationInstances(
  files: readonly Json[],
  names: ProjectNames,
  reading: Reading,
): readonly ResourceInstance[] {
  return reading.listed(files, "pools").flatMap((pool) => {
    const name = names.named(textOf(pool, "name") ?? "");
    const project = projectIn(name);
    const id = name.replace(/^.*\//, "");
    if (project === undefined || id === "") {
      reading.fault("a pool has no name");
      return [];
    }
    const isOff = off(pool);
    const providers = reading.maps(pool, "providers", `"providers" of ${shown(name)}`) ?? [];
    return [
      pseudo("google_iam_workload_identity_pool", name, {
        id: name,
        name,
        project,
        workload_identity_pool_id: id,
        disabled: isOff,
      }),
      ...providers.flatMap((provider) => providerInstance(provider, { project, pool: id, isOff }, names, reading)),
    ];
  });
}

/** Switched off, or deleted and kept for a while. */
function off(of: JsonMap): boolean {
  return of.disabled === true || of.state === "DELETED";
}

function providerInstance(
  provider: JsonMap,
  { project, pool, isOff }: { readonly project: string; readonly pool: string; readonly isOff: boolean },
  names: ProjectNames,
  reading: Reading,
): readonly ResourceInstance[] {
  const name = names.named(textOf(provider, "name") ?? "");
  if (name === "") {
    reading.fault(`a provider of the pool ${shown(pool)} has no name`);
    return [];
  }
  const { oidc, aws, saml, x509, attributeMapping: mapping } = provider;
  if (![oidc, aws, saml, x509].some(isMap)) reading.fault(`${shown(name)} does not say whom it trusts`);
  const audiences = isMap(oidc) ? textsOf(oidc.allowedAudiences) : [];
  if (audiences === undefined) reading.fault(`the audiences of ${shown(name)} are no list of texts`);
  return [
    pseudo("google_iam_workload_identity_pool_provider", name, {
      id: name,
      name,
      project,
      workload_identity_pool_id: pool,
      workload_identity_pool_provider_id: name.replace(/^.*\//, ""),
      disabled: isOff || off(provider),
      attribute_condition: textOf(provider, "attributeCondition") ?? "",
      attribute_mapping: isMap(mapping) ? mapping : {},
      oidc: isMap(oidc)
        ? [{ issuer_uri: textOf(oidc, "issuerUri") ?? "", allowed_audiences: [...(audiences ?? [""])] }]
        : [],
      aws: isMap(aws) ? [{ account_id: textOf(aws, "accountId") ?? "" }] : [],
      saml: isMap(saml) ? [{}] : [],
      x509: isMap(x509) ? [{}] : [],
    }),
  ];
}
