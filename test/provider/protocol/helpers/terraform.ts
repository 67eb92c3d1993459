import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

const platform = `${process.platform === "win32" ? "windows" : process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;

/** Bundles an entry point to one executable file. */
export async function bundled(entry: string, file: string): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    minify: true,
    banner: { js: `#!${process.execPath}` },
    logLevel: "silent",
  });
  chmodSync(file, 0o755);
}

/** The version of the Terraform to test with; empty where there is none. */
export const terraformVersion: string = versionFound();

/** Whether there is a Terraform to test with. */
export const terraformFound = terraformVersion !== "";

function versionFound(): string {
  const { status, stdout } = spawnSync("terraform", ["version", "-json"], { env: ownEnvironment(), encoding: "utf8" });
  const { terraform_version: version }: { readonly terraform_version?: string } =
    status === 0 ? JSON.parse(stdout) : {};
  return version ?? "";
}

/** What is inherited but for settings of Terraform's. */
export function ownEnvironment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(TF_|PLUGIN_)/.test(name));
  return { ...Object.fromEntries(inherited), CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", TF_CLI_ARGS: "-no-color" };
}

/** A folder with a mirror that holds the tiny provider, and roots beside it. */
export class Workshop {
  readonly folder = mkdtempSync(join(tmpdir(), "leasehold-tiny-"));
  /** A version of its own, so that its processes are told from others'. */
  private readonly version = `1.0.${process.pid}`;
  readonly executable = `terraform-provider-tiny_v${this.version}`;

  /** Puts a provider's executable, built from an entry point, into the mirror. */
  async install(entry = join(__dirname, "tiny-main.ts")): Promise<void> {
    const place = join(this.folder, "mirror", "example.test", "leasehold", "tiny", this.version, platform);
    mkdirSync(place, { recursive: true });
    await bundled(entry, join(place, this.executable));
  }

  /** A new root with this configuration below the block that names the provider. */
  root(name: string, configuration: string): string {
    const directory = join(this.folder, name);
    mkdirSync(directory, { recursive: true });
    const needed =
      'terraform {\n  required_providers {\n    tiny = { source = "example.test/leasehold/tiny" }\n  }\n}\n';
    writeFileSync(join(directory, "main.tf"), needed + configuration);
    return directory;
  }

  run(directory: string, parameters: readonly string[], environment: NodeJS.ProcessEnv = {}) {
    const [command = "", ...more] = parameters;
    const mirror = command === "init" ? [`-plugin-dir=${join(this.folder, "mirror")}`] : [];
    const { status, stdout, stderr } = spawnSync("terraform", [command, ...mirror, ...more], {
      cwd: directory,
      env: { ...ownEnvironment(), ...environment },
      encoding: "utf8",
    });
    return { status, output: stdout + stderr };
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
