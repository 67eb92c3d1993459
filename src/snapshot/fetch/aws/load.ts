import { SnapshotRefusal } from "../errors";
import type { AwsApis, AwsClientOptions, AwsClients, AwsCredentials, AwsService } from "./apis";

type Environment = Readonly<Record<string, string | undefined>>;

interface Loader<S extends AwsService> {
  readonly package: string;
  /** The end of `AWS_ENDPOINT_URL_…`. */
  readonly endpoint: string;
  load(): Promise<(config: Config) => AwsApis[S]>;
}

interface Config extends AwsClientOptions {
  readonly maxAttempts: 1;
  readonly endpoint?: string;
}

const loaders: { readonly [S in AwsService]: Loader<S> } = {
  iam: {
    package: "@aws-sdk/client-iam",
    endpoint: "IAM",
    load: async () => {
      const { IAM } = await import("@aws-sdk/client-iam");
      return (config) => new IAM(config);
    },
  },
  sts: {
    package: "@aws-sdk/client-sts",
    endpoint: "STS",
    load: async () => {
      const { STS } = await import("@aws-sdk/client-sts");
      return (config) => new STS(config);
    },
  },
  organizations: {
    package: "@aws-sdk/client-organizations",
    endpoint: "ORGANIZATIONS",
    load: async () => {
      const { Organizations } = await import("@aws-sdk/client-organizations");
      return (config) => new Organizations(config);
    },
  },
  sso: {
    package: "@aws-sdk/client-sso-admin",
    endpoint: "SSO_ADMIN",
    load: async () => {
      const { SSOAdmin } = await import("@aws-sdk/client-sso-admin");
      return (config) => new SSOAdmin(config);
    },
  },
  identitystore: {
    package: "@aws-sdk/client-identitystore",
    endpoint: "IDENTITYSTORE",
    load: async () => {
      const { Identitystore } = await import("@aws-sdk/client-identitystore");
      return (config) => new Identitystore(config);
    },
  },
  rolesanywhere: {
    package: "@aws-sdk/client-rolesanywhere",
    endpoint: "ROLESANYWHERE",
    load: async () => {
      const { RolesAnywhere } = await import("@aws-sdk/client-rolesanywhere");
      return (config) => new RolesAnywhere(config);
    },
  },
  "access-analyzer": {
    package: "@aws-sdk/client-accessanalyzer",
    endpoint: "ACCESSANALYZER",
    load: async () => {
      const { AccessAnalyzer } = await import("@aws-sdk/client-accessanalyzer");
      return (config) => new AccessAnalyzer(config);
    },
  },
};

const credentialsPackage = "@aws-sdk/credential-providers";

/** The SDK, as far as it is needed. */
export interface AwsSdk {
  readonly clients: AwsClients;
  /** Asks the provider chain (environment, files, SSO, container, machine) anew. */
  credentials(profile: string | undefined): Promise<AwsCredentials>;
  /** The region of the environment or the profile; `undefined` where there is none. */
  region(profile: string | undefined): Promise<string | undefined>;
}

/**
 * Loads the SDK's clients of these services, which are optional peers.
 * @throws SnapshotRefusal that names every package that is missing
 */
export async function loadAwsSdk(services: readonly AwsService[], environment: Environment): Promise<AwsSdk> {
  const missing: string[] = [];
  const made = new Map<AwsService, (config: Config) => unknown>();
  const needed: readonly AwsService[] = [...new Set<AwsService>(["sts", ...services])];
  for (const service of needed) {
    const loader = loaders[service];
    const make = await optional<(config: Config) => unknown>(loader.package, missing, () => loader.load());
    if (make) made.set(service, make);
  }
  const providers = await optional(credentialsPackage, missing, () => import("@aws-sdk/credential-providers"));
  if (missing.length > 0 || !providers) {
    throw new SnapshotRefusal(
      "usage",
      `A snapshot of AWS is fetched with AWS's own SDK, of which ${missing.length === 1 ? "a package is" : "packages are"} not installed.`,
      `Install ${missing.length === 1 ? "it" : "them"} beside leasehold: npm install ${missing.join(" ")}`,
    );
  }
  const { STS } = await import("@aws-sdk/client-sts");
  return {
    clients: clientsOf(made, environment),
    credentials: (profile) => providers.fromNodeProviderChain(profile === undefined ? {} : { profile })(),
    async region(profile) {
      // Only to ask the SDK what it would take; nothing is called.
      const client = new STS({
        ...(profile === undefined ? {} : { profile }),
        credentials: { accessKeyId: "", secretAccessKey: "" },
      });
      try {
        return await client.config.region();
      } catch {
        return undefined;
      } finally {
        client.destroy();
      }
    },
  };
}

function clientsOf(made: ReadonlyMap<AwsService, (config: Config) => unknown>, environment: Environment): AwsClients {
  const clientOf =
    <S extends AwsService>(service: S) =>
    (options: AwsClientOptions): AwsApis[S] => {
      const make = made.get(service);
      if (!make) throw new Error(`${service} was not loaded`);
      // Newer clients read it by themselves; the oldest that are accepted do not.
      const endpoint = environment[`AWS_ENDPOINT_URL_${loaders[service].endpoint}`] ?? environment.AWS_ENDPOINT_URL;
      const own = endpoint !== undefined && environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS !== "true";
      return make({ ...options, maxAttempts: 1, ...(own ? { endpoint } : {}) }) as AwsApis[S];
    };
  return {
    iam: clientOf("iam"),
    sts: clientOf("sts"),
    organizations: clientOf("organizations"),
    sso: clientOf("sso"),
    identitystore: clientOf("identitystore"),
    rolesanywhere: clientOf("rolesanywhere"),
    "access-analyzer": clientOf("access-analyzer"),
  };
}

async function optional<T>(name: string, missing: string[], load: () => Promise<T>): Promise<T | undefined> {
  try {
    return await load();
  } catch (thrown) {
    const code = thrown instanceof Error && "code" in thrown ? thrown.code : undefined;
    const absent = code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND";
    if (!absent || !(thrown instanceof Error) || !thrown.message.includes(`'${name}'`)) throw thrown;
    missing.push(name);
    return undefined;
  }
}
