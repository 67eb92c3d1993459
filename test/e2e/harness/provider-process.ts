import { readdirSync } from "node:fs";
import { join } from "node:path";
import { spawnGroup } from "./process-group";

/** A provider that serves one Terraform after another: starting it is most of what a short run costs. */
export interface ProviderProcess {
  /** What `TF_REATTACH_PROVIDERS` must be. */
  readonly reattach: string;
  /** Resolves when it has ended. */
  readonly ended: Promise<void>;
  kill(): void;
}

/** Starts the AWS provider that `init` has chosen for a directory, and waits until it can be attached to. */
export function startProvider(directory: string, environment: NodeJS.ProcessEnv): Promise<ProviderProcess> {
  const { child, kill } = spawnGroup(providerIn(directory), ["-debug"], {
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return new Promise((resolve, reject) => {
    let said = "";
    child.once("error", reject);
    child.once("exit", (status) => reject(new Error(`the provider ended with ${status}:\n${said}`)));
    child.stderr?.resume();
    child.stdout?.on("data", (chunk: Buffer) => {
      if (said.length < 100_000) said += chunk.toString("utf8");
      const found = /TF_REATTACH_PROVIDERS='(.*)'/.exec(said);
      if (found?.[1] !== undefined) resolve({ reattach: forBothBinaries(found[1]), ended, kill });
    });
  });
}

/** OpenTofu looks for the same provider under its own host. */
function forBothBinaries(reattach: string): string {
  const offered: Record<string, unknown> = JSON.parse(reattach);
  const [address] = Object.values(offered);
  return JSON.stringify(
    Object.fromEntries(
      ["registry.terraform.io", "registry.opentofu.org"].map((host) => [`${host}/hashicorp/aws`, address]),
    ),
  );
}

function providerIn(directory: string): string {
  const providers = join(directory, ".terraform", "providers");
  const [found] = readdirSync(providers).flatMap((host) => executablesOf(join(providers, host, "hashicorp", "aws")));
  if (found === undefined) throw new Error(`init has put no AWS provider under ${providers}`);
  return found;
}

/** `VERSION/OS_ARCH/terraform-provider-aws…`; an `OS_ARCH` is a link into the mirror. */
function executablesOf(directory: string): readonly string[] {
  return readdirSync(directory)
    .flatMap((version) => readdirSync(join(directory, version)).map((platform) => join(directory, version, platform)))
    .flatMap((place) => readdirSync(place).map((file) => join(place, file)))
    .filter((file) => file.includes("terraform-provider-aws"));
}
