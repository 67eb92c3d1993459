import type { CredentialFact } from "../../facts/fact";
import { argument, textOf } from "../argument";
import type { Landscape } from "../instance";

/** Passwords of Azure's applications, by type: what they are, and the arguments that name their owner. */
const kinds: Readonly<Record<string, { readonly credential: string; readonly owner: readonly string[] }>> = {
  azuread_application_password: {
    credential: "a password of an application",
    owner: ["application_id", "application_object_id"],
  },
  azuread_service_principal_password: {
    credential: "a password of a service principal",
    owner: ["service_principal_id"],
  },
};

/**
 * The static secrets of Azure's directory (FACTS §5). Azure has no room of its own: nothing else of it is read. Their values are
 * nowhere in the facts.
 */
export function azureCredentials(landscape: Landscape): readonly CredentialFact[] {
  return landscape.instances.flatMap((instance) => {
    const kind = instance.mode === "managed" ? kinds[instance.type] : undefined;
    if (kind === undefined) return [];
    const { address, type, module, index, construct, change } = instance;
    const found = kind.owner.map((name) => argument(instance, name)).find(({ kind: state }) => state !== "absent");
    const referred = found?.kind === "unknown" ? found.references[0] : undefined;
    const name = (found && textOf(found)) ?? referred ?? address;
    return [
      {
        kind: "credential",
        principal: { kind: "unknown", name, key: `azuread ${name}` },
        credential: kind.credential,
        active: true,
        from: {
          address,
          addresses: [address],
          type,
          ...(module === "" ? {} : { module }),
          ...(index === undefined ? {} : { index }),
          ...(construct === undefined ? {} : { construct }),
          change,
        },
      },
    ];
  });
}
