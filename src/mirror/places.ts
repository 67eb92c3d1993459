import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { MirrorRefusal } from "./refusal";

/** Where a person's files are, on which system. */
export interface Surroundings {
  /** Node's name of the operating system. */
  readonly system: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * The mirror of a person in which both Terraform and OpenTofu look by themselves.
 *
 * As a rule that is `~/.terraform.d/plugins`. But where OpenTofu keeps its settings in the places of XDG, it would leave these as
 * soon as there is a `~/.terraform.d`; then it is the place for data, in which both look too.
 *
 * Source: https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories
 * @throws MirrorRefusal where nothing says whose files they are
 */
export function impliedMirror({ system, environment }: Surroundings): string {
  if (system === "win32") {
    return join(known(environment.APPDATA, "%APPDATA%"), "terraform.d", "plugins");
  }
  const home = homeOf(environment);
  const usual = join(home, ".terraform.d");
  const xdg = (environment.XDG_CONFIG_HOME || environment.XDG_DATA_HOME || "") !== "";
  if (!xdg || existsSync(usual)) return join(usual, "plugins");
  return system === "darwin"
    ? join(home, "Library", "Application Support", "io.terraform", "plugins")
    : join(environment.XDG_DATA_HOME || join(home, ".local", "share"), "terraform", "plugins");
}

/**
 * The settings of Terraform or OpenTofu that say where providers are looked for: while one of them does, nothing else is looked
 * in.
 */
export function settingsOfInstallation({ system, environment }: Surroundings): readonly string[] {
  return settings({ system, environment }).filter((file) => {
    try {
      return /^\s*"?provider_installation"?\s*[{:]/m.test(readFileSync(file, "utf8"));
    } catch {
      // Most of them are not there, and what cannot be read says nothing to Terraform either.
      return false;
    }
  });
}

/** Source: https://developer.hashicorp.com/terraform/cli/config/config-file#locations */
function settings({ system, environment }: Surroundings): readonly string[] {
  const given = environment.TF_CLI_CONFIG_FILE || environment.TERRAFORM_CONFIG;
  if (given) return [given];
  if (system === "win32") {
    const data = environment.APPDATA;
    return data ? ["terraform.rc", "tofu.rc"].map((name) => join(data, name)) : [];
  }
  const home = homeOf(environment);
  const xdg = environment.XDG_CONFIG_HOME;
  return [
    join(home, ".terraformrc"),
    join(home, ".tofurc"),
    ...(xdg ? [join(xdg, "opentofu", "tofurc")] : []),
    ...pieces(join(home, ".terraform.d")),
  ];
}

function pieces(directory: string): readonly string[] {
  try {
    return readdirSync(directory)
      .filter((name) => /\.tfrc(\.json)?$/.test(name))
      .sort()
      .map((name) => join(directory, name));
  } catch {
    return [];
  }
}

function homeOf(environment: Surroundings["environment"]): string {
  return known(environment.HOME || homedir(), "$HOME");
}

function known(place: string | undefined, name: string): string {
  if (place) return place;
  throw new MirrorRefusal(
    "place",
    `Nothing says where your files are: ${name} is empty.`,
    "Name the mirror: --dir DIR",
  );
}
