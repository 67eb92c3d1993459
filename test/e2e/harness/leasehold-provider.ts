import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { runCommandLine } from "./estate";
import { people, writeEstate } from "./estate-of-people";
import { mirrorFor, type Run, scratch } from "./terraform";
import { binariesOf, findTools, type Tools } from "./tools";

/** The provider in one of its forms, with a Terraform to start it. */
export interface ProviderCase {
  /** `terraform, bundled`. */
  readonly name: string;
  readonly binary: string;
  /** An executable that needs no Node; the bundle, which is what is installed, if not given. */
  readonly executable?: string;
}

const tools: Tools = findTools();
const compiled = process.env.LEASEHOLD_PROVIDER_EXECUTABLE;

/** Every Terraform that is here, with every form of the provider: a compiled one where `LEASEHOLD_PROVIDER_EXECUTABLE` names it. */
export const providerCases: readonly ProviderCase[] = binariesOf(tools).flatMap(({ name, path }) => [
  { name: `${name}, bundled`, binary: path },
  ...(compiled ? [{ name: `${name}, compiled`, binary: path, executable: resolve(compiled) }] : []),
]);

/** Whether the tests of the provider can be run here at all. */
export const withoutTerraform = tools.binaries.length === 0;

const needed = `terraform {
  required_providers {
    leasehold = { source = "leasehold/leasehold" }
  }
}

variable "now" { default = "2026-11-23T08:00:00Z" }

`;

/** A mirror into which the provider was installed, and roots that use it. */
export class ProviderWorkshop {
  readonly #mirror = scratch("own-mirror");
  readonly #groups: number[] = [];

  constructor(private readonly given: ProviderCase) {
    const { status, stderr } = runCommandLine(["provider", "install", "--dir", this.#mirror]);
    if (status !== 0) throw new Error(`provider install ended with ${status}:\n${stderr}`);
    if (given.executable === undefined) return;
    for (const file of readdirSync(this.#mirror, { recursive: true, encoding: "utf8" })) {
      if (!/terraform-provider-leasehold_v[^/]*$/.test(file)) continue;
      const place = join(this.#mirror, file, "..");
      rmSync(place, { recursive: true });
      mkdirSync(place);
      symlinkSync(given.executable, join(this.#mirror, file));
    }
  }

  /** A new root, initialised; its `main.tf` has the providers' block and the variable `now` before what is given. */
  async root(configuration: string, estate: Readonly<Record<string, unknown>> = people(1)): Promise<ProviderRoot> {
    const root = new ProviderRoot(this.given.binary, scratch("provider"), this.#groups);
    writeEstate(root.directory, estate);
    const block = 'provider "leasehold" {\n  estate = "${path.module}/access"\n  now    = var.now\n}\n\n';
    root.write("main.tf", needed + block + configuration);
    await this.init(root);
    return root;
  }

  /** A root of files that are there already, which may use the AWS provider too. */
  async at(directory: string, environment: NodeJS.ProcessEnv): Promise<ProviderRoot> {
    const root = new ProviderRoot(this.given.binary, directory, this.#groups, environment);
    await this.init(root, [`-plugin-dir=${mirrorFor(this.given.binary, tools)}`]);
    return root;
  }

  private async init(root: ProviderRoot, more: readonly string[] = []): Promise<void> {
    await root.must("init", "-input=false", `-plugin-dir=${this.#mirror}`, ...more);
  }

  /** Ends what a test that failed has left. */
  close(): void {
    for (const leader of this.#groups) {
      try {
        process.kill(-leader, "SIGKILL");
      } catch {
        // All of it has ended.
      }
    }
  }
}

/** A root that uses the provider, with a directory for temporary files that is its own. */
export class ProviderRoot {
  readonly temporary = scratch("tmp");

  constructor(
    private readonly binary: string,
    readonly directory: string,
    private readonly groups: number[],
    private readonly environment: NodeJS.ProcessEnv = {},
  ) {}

  write(file: string, text: string): void {
    writeFileSync(join(this.directory, file), text);
  }

  read(file: string): string {
    return readFileSync(join(this.directory, file), "utf8");
  }

  has(file: string): boolean {
    return existsSync(join(this.directory, file));
  }

  /** Starts Terraform as the leader of a group, which, unlike those of other tests, does not end with it. */
  start(parameters: readonly string[]): Running {
    const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS_|TF_|PLUGIN_)/.test(name));
    const child = spawn(this.binary, [...parameters], {
      cwd: this.directory,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...Object.fromEntries(inherited),
        CHECKPOINT_DISABLE: "1",
        TF_IN_AUTOMATION: "1",
        TF_CLI_ARGS: "-no-color",
        TMPDIR: this.temporary,
        ...this.environment,
      },
    });
    if (child.pid !== undefined) this.groups.push(child.pid);
    const running = new Running(child);
    child.once("exit", () => this.groups.splice(this.groups.indexOf(child.pid ?? 0), 1));
    return running;
  }

  async run(...parameters: readonly string[]): Promise<Run> {
    return this.start(parameters).ended;
  }

  /** Runs what must end well. @throws Error with its output where it does not */
  async must(...parameters: readonly string[]): Promise<string> {
    const { status, output } = await this.run(...parameters);
    if (status !== 0) throw new Error(`${parameters.join(" ")} ended with ${status}:\n${output}`);
    return output;
  }

  apply(...parameters: readonly string[]): Promise<string> {
    return this.must("apply", "-auto-approve", "-input=false", ...parameters);
  }

  /** What a plan would change: `create leasehold_grant.a`; what stays as it is is not told. */
  async changes(...parameters: readonly string[]): Promise<readonly string[]> {
    await this.must("plan", "-input=false", "-out=plan.bin", ...parameters);
    const { resource_changes: changes = [] }: Plan = JSON.parse(await this.must("show", "-json", "plan.bin"));
    return changes
      .map(({ address, change: { actions } }) => `${actions.join("+")} ${address}`)
      .filter((line) => !line.startsWith("no-op"));
  }

  async output(name: string): Promise<unknown> {
    return JSON.parse(await this.must("output", "-json", name));
  }

  /** The ids of the provider's processes of this root. */
  providers(): readonly number[] {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .filter((id) => isProviderIn(id, this.directory))
      .map(Number);
  }

  /** What was left in the directory for temporary files. */
  left(): readonly string[] {
    return readdirSync(this.temporary);
  }
}

interface Plan {
  readonly resource_changes?: readonly { readonly address: string; readonly change: { readonly actions: string[] } }[];
}

/** A Terraform at work. */
export class Running {
  output = "";
  readonly ended: Promise<Run>;

  constructor(readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        this.output += chunk.toString("utf8");
      });
    }
    this.ended = once(child, "close").then(([status]) => ({ status: status ?? undefined, output: this.output }));
  }

  /** Sends a signal to it alone, or, as Ctrl-C does, to its whole group. */
  signal(signal: NodeJS.Signals, to: "terraform" | "group" = "terraform"): void {
    const { pid } = this.child;
    if (pid === undefined) throw new Error("terraform was not started");
    process.kill(to === "group" ? -pid : pid, signal);
  }
}

/** It is started by its place below the root, or as a link into the mirror; either way it stands in the root. */
function isProviderIn(id: string, directory: string): boolean {
  try {
    const command = readFileSync(join("/proc", id, "cmdline"), "utf8");
    return command.includes("terraform-provider-leasehold_v") && readlinkSync(join("/proc", id, "cwd")) === directory;
  } catch {
    // It has ended meanwhile.
    return false;
  }
}
