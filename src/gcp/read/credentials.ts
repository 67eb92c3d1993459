import type { CredentialFact } from "../../facts/fact";
import type { Principal } from "../../facts/principal";
import { isExpression } from "../../terraform/configured";
import type {
  ConfiguredExpression,
  Landscape,
  ProviderConfiguration,
  ResourceInstance,
} from "../../terraform/instance";
import { provenanceOf } from "../../terraform/provenance";
import { described, textAt } from "./found";
import type { Members } from "./members";
import type { Projects } from "./projects";
import type { ServiceAccounts } from "./service-accounts";
import { sshKeys } from "./ssh-keys";

/** Whose a credential is. */
export interface Holders {
  readonly members: Members;
  readonly accounts: ServiceAccounts;
  readonly projects: Projects;
}

/** Static keys and secrets on Google. Their values are nowhere in the facts. */
export function credentials(landscape: Landscape, holders: Holders): readonly CredentialFact[] {
  return [
    ...landscape.instances.flatMap((instance) =>
      instance.mode === "managed" ? ofInstance(landscape, instance, holders) : [],
    ),
    ...landscape.providers.flatMap(ofProvider),
  ];
}

function ofInstance(landscape: Landscape, instance: ResourceInstance, holders: Holders): readonly CredentialFact[] {
  const fact = (principal: Principal, credential: string, active = true): CredentialFact => ({
    kind: "credential",
    principal,
    credential,
    active,
    from: provenanceOf(instance, principal.address === undefined ? [] : [principal.address]),
  });
  const account = (argument: string): Principal => {
    const found = textAt(landscape, instance, argument);
    const named = holders.accounts.named(found);
    return named ? holders.members.ofAccount(named).principal : holders.members.of(found, instance).principal;
  };
  switch (instance.type) {
    case "google_service_account_key":
      // Terraform has no such argument; what a live project answers has.
      return [fact(account("service_account_id"), "a service account key", instance.values.disabled !== true)];
    case "google_storage_hmac_key":
      return [fact(account("service_account_email"), "an HMAC key", instance.values.state !== "INACTIVE")];
    case "google_apikeys_key": {
      if (textAt(landscape, instance, "service_account_email").kind !== "absent") {
        return [fact(account("service_account_email"), "an API key")];
      }
      const project = holders.projects.of(instance);
      const name = project === undefined ? described(textAt(landscape, instance, "name")) : `projects/${project}`;
      return [
        fact({ kind: "unknown", name: `whoever calls ${name}`, key: `api key ${instance.address}` }, "an API key"),
      ];
    }
    default:
      return sshKeys(instance).map(({ user, credential }) =>
        fact({ kind: "person", name: user, key: `ssh ${user}` }, credential),
      );
  }
}

/** Keys and tokens that stand in the configuration of the provider itself. */
function ofProvider({ key, source, alias, configured }: ProviderConfiguration): readonly CredentialFact[] {
  const [local] = /google(-beta)?$/.exec(source) ?? [];
  if (local === undefined) return [];
  const address = `provider.${local}${alias === undefined ? "" : `.${alias}`}`;
  return (["credentials", "access_token"] as const).flatMap((argument) => {
    const written = configured[argument];
    if (!isExpression(written) || !isLiteral(written)) return [];
    return [
      {
        kind: "credential",
        principal: { kind: "unknown", name: address, key: `provider ${key}` },
        credential: argument === "credentials" ? "a literal service account key" : "a literal access token",
        active: true,
        from: { address, addresses: [address], type: "provider", change: "no-op" },
      } satisfies CredentialFact,
    ];
  });
}

function isLiteral({ constant }: ConfiguredExpression): boolean {
  return typeof constant === "string" && constant !== "" && !/^\$\{[^}]*\}$/.test(constant);
}
