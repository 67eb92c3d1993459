import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawnGroup } from "./process-group";
import { type ProviderProcess, startProvider } from "./provider-process";
import type { Tools } from "./tools";

/** How one run of Terraform ended. */
export interface Run {
  /** Exit status; undefined when it was killed. */
  readonly status: number | undefined;
  readonly output: string;
}

/** A change that a plan holds. */
export interface PlannedChange {
  readonly address: string;
  readonly actions: readonly string[];
}

/** One directory with a `main.tf.json` or `cdk.tf.json`, and Terraform at work in it. */
export interface Root {
  readonly directory: string;
  /** Runs a command to its end; `onStart` is given a way to kill it together with its provider. */
  run(parameters: readonly string[], onStart?: (kill: () => void) => void): Promise<Run>;
  init(): Promise<Run>;
  /** Plans into `plan.bin`, and as JSON into `plan.json`, and tells what would change, without the no-ops. */
  plan(...parameters: readonly string[]): Promise<readonly PlannedChange[]>;
  apply(): Promise<Run>;
  /**
   * Lets one provider process serve every run from now on, until `close`. It is killed with its Terraform, as the one that
   * Terraform starts by itself would be, and the next run has a new one.
   */
  serve(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a root: `endpoint` is the emulator's, or a proxy's before it.
 *
 * @param attempts how often the provider tries a call; 1 where each call that fails must be felt. By default a few, since the
 *   emulator drops a connection now and then
 */
export function openRoot(tools: Tools, binary: string, directory: string, endpoint: string, attempts = 5): Root {
  let provider: Promise<ProviderProcess> | undefined;
  const run: Root["run"] = async (parameters, onStart) => {
    const serving = await provider;
    const reattach = serving === undefined ? {} : { TF_REATTACH_PROVIDERS: serving.reattach };
    return new Promise((resolve, reject) => {
      const group = spawnGroup(binary, parameters, {
        cwd: directory,
        env: { ...environment(endpoint, attempts), ...reattach },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let output = "";
      const take = (chunk: Buffer): void => {
        output += chunk.toString("utf8");
      };
      group.child.stdout?.on("data", take);
      group.child.stderr?.on("data", take);
      group.child.once("error", reject);
      group.child.once("close", (status) => resolve({ status: status ?? undefined, output }));
      onStart?.(() => {
        group.kill();
        serving?.kill();
        if (serving !== undefined) provider = startProvider(directory, environment(endpoint, attempts));
      });
    });
  };
  const must = async (parameters: readonly string[]): Promise<Run> => {
    const ended = await run(parameters);
    if (ended.status !== 0) throw new Error(`terraform ${parameters[0]} ended with ${ended.status}:\n${ended.output}`);
    return ended;
  };
  return {
    directory,
    run,
    init: () => must(["init", "-input=false", "-no-color", `-plugin-dir=${mirrorFor(binary, tools)}`]),
    async plan(...parameters) {
      await must(["plan", "-input=false", "-no-color", "-out=plan.bin", ...parameters]);
      const shown = await must(["show", "-json", "plan.bin"]);
      writeFileSync(join(directory, "plan.json"), shown.output);
      const plan: { resource_changes?: { address: string; change: { actions: string[] } }[] } = JSON.parse(
        shown.output,
      );
      return (plan.resource_changes ?? [])
        .map(({ address, change }) => ({ address, actions: change.actions }))
        .filter(({ actions }) => actions.join() !== "no-op");
    },
    apply: () => must(["apply", "-input=false", "-no-color", "-auto-approve"]),
    async serve() {
      provider ??= startProvider(directory, environment(endpoint, attempts));
      await provider;
    },
    async close() {
      const serving = await provider;
      provider = undefined;
      serving?.kill();
      await serving?.ended;
    },
  };
}

/** Copies what `init` has made, so that a further root over the same provider need not be initialised. */
export function shareInit(from: Root, directory: string): void {
  symlinkSync(join(from.directory, ".terraform"), join(directory, ".terraform"));
  const lock = join(from.directory, ".terraform.lock.hcl");
  if (existsSync(lock)) cpSync(lock, join(directory, ".terraform.lock.hcl"));
}

/** A new directory for one test; it goes when all tests have ended (`scratch-setup.ts`). */
export function scratch(name: string): string {
  return mkdtempSync(join(process.env.LEASEHOLD_E2E_SCRATCH ?? tmpdir(), `${name}-`));
}

/** The user's own settings for AWS and Terraform are kept out; nothing here can reach a real account. */
function environment(endpoint: string, attempts: number): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS_|TF_)/.test(name));
  return {
    ...Object.fromEntries(inherited),
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: "outside",
    AWS_SECRET_ACCESS_KEY: "outside",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_MAX_ATTEMPTS: String(attempts),
    CHECKPOINT_DISABLE: "1",
    // Short runs of large processes: collecting garbage is a third of what they cost.
    GOGC: "400",
    TF_IN_AUTOMATION: "1",
    // A provider that is killed leaves its socket behind.
    TMPDIR: process.env.LEASEHOLD_E2E_SCRATCH ?? tmpdir(),
  };
}

/** OpenTofu asks for the same providers under another host, so it gets a mirror of links with that host's name. */
export function mirrorFor(binary: string, tools: Tools): string {
  if (tools.plugins === undefined) throw new Error("no local mirror holds the AWS provider");
  if (!binary.endsWith("tofu")) return tools.plugins;
  const mirror = scratch("mirror");
  for (const host of readdirSync(tools.plugins)) {
    mkdirSync(mirror, { recursive: true });
    symlinkSync(join(tools.plugins, host), join(mirror, host.replace(/terraform\.io$/, "opentofu.org")));
  }
  return mirror;
}
