import { accessSync, constants, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/** What the end-to-end tests need from the machine. */
export interface Tools {
  /** Terraform, OpenTofu, or both: name and executable. */
  readonly binaries: readonly { readonly name: "terraform" | "tofu"; readonly path: string }[];
  /** A directory laid out as a filesystem mirror that holds the AWS provider. */
  readonly plugins?: string;
  readonly emulator?: string;
  /** What is not there, in words. */
  readonly missing: readonly string[];
}

/** The binaries to test with; where there is none, one by name, so that its tests are seen to be skipped. */
export function binariesOf(tools: Tools): Tools["binaries"] {
  return tools.binaries.length > 0 ? tools.binaries : [{ name: "terraform", path: "terraform" }];
}

/** Looks for the tools on the path (`LEASEHOLD_TOFU` names an OpenTofu that is elsewhere), and for the provider wherever Terraform itself would look. */
export function findTools(environment: NodeJS.ProcessEnv = process.env): Tools {
  const names = ["terraform", "tofu"] as const;
  const binaries = names.flatMap((name) => {
    const path = (name === "tofu" ? environment.LEASEHOLD_TOFU : undefined) || executable(name, environment);
    return path === undefined ? [] : [{ name, path }];
  });
  const plugins = pluginPlaces(environment).find(holdsAwsProvider);
  const emulator = executable("moto_server", environment);
  const missing = [
    ...(binaries.length === 0 ? ["terraform or tofu on the path"] : []),
    ...(plugins === undefined ? ["the AWS provider in a local mirror (name one by LEASEHOLD_TF_PLUGIN_DIR)"] : []),
    ...(emulator === undefined ? ["moto_server on the path"] : []),
  ];
  return {
    binaries,
    ...(plugins === undefined ? {} : { plugins }),
    ...(emulator === undefined ? {} : { emulator }),
    missing,
  };
}

function executable(name: string, environment: NodeJS.ProcessEnv): string | undefined {
  for (const directory of (environment.PATH ?? "").split(delimiter)) {
    const path = join(directory, name);
    try {
      accessSync(path, constants.X_OK);
      if (statSync(path).isFile()) return path;
    } catch {
      // Not here; the next directory may have it.
    }
  }
  return undefined;
}

/** A mirror named outright, those of the CLI configuration, the implied ones, the plugin cache, and what is under `/opt`. */
function pluginPlaces(environment: NodeJS.ProcessEnv): readonly string[] {
  const home = homedir();
  return [
    environment.LEASEHOLD_TF_PLUGIN_DIR,
    environment.TF_PLUGIN_DIR,
    ...configuredMirrors(environment.TF_CLI_CONFIG_FILE ?? join(home, ".terraformrc")),
    join(home, ".terraform.d", "plugins"),
    join(environment.XDG_DATA_HOME ?? join(home, ".local", "share"), "terraform", "plugins"),
    "/usr/local/share/terraform/plugins",
    "/usr/share/terraform/plugins",
    environment.TF_PLUGIN_CACHE_DIR,
    ...entries("/opt").flatMap((name) => (name.includes("plugins") ? [join("/opt", name)] : [])),
  ].filter((place): place is string => place !== undefined && place !== "");
}

function configuredMirrors(file: string): readonly string[] {
  if (!existsSync(file)) return [];
  const blocks = readFileSync(file, "utf8").matchAll(/filesystem_mirror\s*\{[^}]*?path\s*=\s*"([^"]+)"/g);
  return [...blocks].map((block) => block[1] ?? "");
}

/** Whether a directory is `HOST/hashicorp/aws/VERSION/OS_ARCH/terraform-provider-aws…` below. */
function holdsAwsProvider(place: string): boolean {
  const platform = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
  return entries(place).some((host) => {
    const versions = join(place, host, "hashicorp", "aws");
    return entries(versions).some((version) =>
      entries(join(versions, version, platform)).some((file) => file.startsWith("terraform-provider-aws")),
    );
  });
}

function entries(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
