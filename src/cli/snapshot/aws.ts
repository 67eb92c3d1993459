import { accountsOf } from "../../snapshot/fetch/aws/accounts";
import { awsContainers, callerOf, servicesOf } from "../../snapshot/fetch/aws/containers";
import { loadAwsSdk } from "../../snapshot/fetch/aws/load";
import { awsParts } from "../../snapshot/manifest";
import type { SnapshotOptions } from "../commands/snapshot";
import { type AskedSnapshot, backoffOf, estateOf, partsOf, refuseOthers } from "./asked";

/** What is asked of AWS. */
export async function askedOfAws(options: SnapshotOptions): Promise<AskedSnapshot> {
  refuseOthers("AWS", options, ["project", "scope", "impersonate"]);
  const parts = partsOf(awsParts, options.parts);
  const targets = options.estate === undefined ? undefined : targetsOf(options.estate);
  // What the SDK has to say of Node's versions is nothing that a snapshot's reader could mend.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const sdk = await loadAwsSdk(
    parts.flatMap((part) => servicesOf[part]),
    process.env,
  );
  const { profile } = options;
  const region = await sdk.region(profile);
  const common = {
    clients: sdk.clients,
    credentials: () => sdk.credentials(profile),
    backoff: backoffOf(process.env),
    region: options.region?.[0] ?? region ?? targets?.[0]?.region ?? "us-east-1",
  };
  const accounts = accountsOf({
    accounts: options.account ?? [],
    regions: options.region ?? [],
    ...(options.assumeRole === undefined ? {} : { assumeRole: options.assumeRole }),
    ...(options.externalId === undefined ? {} : { externalId: options.externalId }),
    ...(targets === undefined ? {} : { targets }),
    caller: await callerOf(common),
    region,
  });
  const roles = [...new Set(accounts.flatMap(({ role }) => role ?? []))];
  return {
    containers: awsContainers({ ...common, accounts, emulated: isEmulated(process.env) }),
    allParts: awsParts,
    parts,
    arguments: {
      cloud: "aws",
      parts,
      account: accounts.map(({ id }) => id),
      region: [...new Set(accounts.flatMap(({ regions }) => regions))],
      ...(roles.length === 0 ? {} : { "assume-role": roles }),
    },
  };
}

function targetsOf(directory: string) {
  return [...estateOf(directory).targets.values()].flatMap(({ cloud }) => (cloud.kind === "aws" ? [cloud] : []));
}

function isEmulated(environment: Readonly<Record<string, string | undefined>>): boolean {
  return environment.AWS_ENDPOINT_URL !== undefined || environment.AWS_ENDPOINT_URL_SSO_ADMIN !== undefined;
}
