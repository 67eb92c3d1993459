import type { CredentialFact } from "../../facts/fact";
import { isExpression } from "../../terraform/configured";
import type { ConfiguredBlock, ConfiguredExpression, Landscape, ProviderConfiguration } from "../../terraform/instance";
import type { Json } from "../../terraform/json";

/** Arguments of providers that hold a secret, in the words that most of them use. */
const secretName =
  /^(?:access_key|secret_key|secret|token|password|credentials|client_secret|client_key|private_key|api_key|app_key|application_key|api_token|api_secret|access_token|auth_token|secret_id|oidc_token|client_certificate_password|web_identity_token|.+_(?:secret|token|password|secret_key|access_key|api_key|private_key))$/;

/** Names that end like secrets and are none. */
const open: ReadonlySet<string> = new Set(["public_key", "token_url", "max_token", "skip_token"]);

/** Providers whose literal secrets are read with their own cloud. */
const elsewhere = /(?:^|\/)google(?:-beta)?$/;

/**
 * Secrets that are written out in a provider's configuration, one fact for each configuration. The secrets themselves
 * are nowhere in it.
 */
export function readProviderSecrets({ providers }: Landscape): readonly CredentialFact[] {
  return providers.flatMap((provider) => {
    if (elsewhere.test(provider.source)) return [];
    const names = secretsIn(provider.configured);
    return names.length === 0 ? [] : [secretFact(provider, names)];
  });
}

function secretFact(provider: ProviderConfiguration, names: readonly string[]): CredentialFact {
  const address = addressOf(provider);
  return {
    kind: "credential",
    principal: { kind: "unknown", name: address, key: `provider:${address}` },
    credential: `a literal ${names.map((name) => name.replaceAll("_", " ")).join(" and ")}`,
    active: true,
    from: { address, addresses: [address], type: "provider", ...moduleOf(provider), change: "no-op" },
  };
}

/** `provider.aws`, `provider.aws.west`, `module.net.provider.aws`. */
function addressOf({ key, source, alias }: ProviderConfiguration): string {
  const colon = key.lastIndexOf(":");
  const module = colon < 0 ? "" : `${key.slice(0, colon)}.`;
  const own = key.slice(colon + 1).split(".")[0] ?? "";
  const name = own === "" ? (source.split("/").at(-1) ?? source) : own;
  return `${module}provider.${name}${alias === undefined ? "" : `.${alias}`}`;
}

function moduleOf({ key }: ProviderConfiguration): { readonly module?: string } {
  const colon = key.lastIndexOf(":");
  return colon < 0 ? {} : { module: key.slice(0, colon) };
}

function secretsIn(block: ConfiguredBlock): readonly string[] {
  const found = new Set<string>();
  const waiting: (ConfiguredBlock | readonly ConfiguredBlock[])[] = [block];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (Array.isArray(next)) {
      waiting.push(...(next as readonly ConfiguredBlock[]));
      continue;
    }
    for (const [name, each] of Object.entries(next as ConfiguredBlock)) {
      if (!isExpression(each)) waiting.push(each as readonly ConfiguredBlock[]);
      else if (secretName.test(name) && !open.has(name) && isLiteral(name, each)) found.add(name);
    }
  }
  return [...found].sort();
}

/** A text that is written out. One with `${…}` in it is put together elsewhere; a path is not the secret itself. */
function isLiteral(name: string, { constant, references }: ConfiguredExpression): boolean {
  // AWS's own keys come from nowhere else: without a reference they stand in a file beside the configuration, or in it.
  if (isAwsKey.test(name) && references.length === 0 && (constant === undefined || typeof constant !== "string")) {
    return constant !== null;
  }
  const text = scalar(constant);
  if (text === undefined || references.length > 0 || /^\s*[$%]\{[^}]*\}\s*$/.test(text)) return false;
  if (name === "credentials" || name.endsWith("private_key")) return /[{]|-----BEGIN/.test(text);
  return true;
}

const isAwsKey = /^(?:access_key|secret_key)$/;

function scalar(value: Json | undefined): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}
