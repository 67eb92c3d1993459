import { randomBytes } from "node:crypto";
import { chmodSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { makeDirectory } from "../synth/directory";
import { ownSource, registries } from "../terraform/own-provider";
import { besideScript, canStart, executableName, isScript, isWindows } from "./platform";
import { MirrorRefusal } from "./refusal";

/** Who looks in a mirror: each under the name of its own registry. */
export type Program = keyof typeof registries;

/** What goes where. */
export interface Installing {
  /** What is installed. */
  readonly executable: Buffer;
  readonly version: string;
  /** `linux_amd64`. */
  readonly platform: string;
  readonly mirror: string;
  /** Without it both of them find it. */
  readonly for?: Program;
}

/** Where the executable is now. */
export interface Installed {
  readonly files: readonly InstalledFile[];
  /** Other versions that stand beside it. */
  readonly others: readonly string[];
}

export interface InstalledFile {
  readonly path: string;
  /** `replaced`: there was another file of this version. */
  readonly outcome: "written" | "replaced" | "unchanged";
}

/**
 * Puts the executable into a mirror: `HOST/NAMESPACE/TYPE/VERSION/OS_ARCH/NAME`. At every moment the file there is the old one or
 * the whole new one; an equal one is left alone, its times too.
 *
 * Source: https://developer.hashicorp.com/terraform/cli/config/config-file#filesystem_mirror
 * @throws MirrorRefusal for what the platform cannot start; what the file system says of anything else
 */
export function install({ executable, version, platform, mirror, for: program }: Installing): Installed {
  if (!canStart(executable, platform)) throw cannotStart(executable, platform);
  const hosts = program ? [registries[program]] : Object.values(registries);
  const providers = hosts.map((host) => join(mirror, host, ...ownSource.split("/")));
  const files = providers.map((provider): InstalledFile => {
    const directory = join(provider, version, platform);
    if (isScript(executable)) put(join(directory, besideScript.name), besideScript.bytes, 0o644);
    else rmSync(join(directory, besideScript.name), { force: true });
    const path = join(directory, executableName(version, platform));
    return { path, outcome: put(path, executable, 0o755) };
  });
  const others = new Set(providers.flatMap((provider) => readdirSync(provider)).filter(isOther(version)));
  return { files, others: [...others].sort() };
}

function isOther(version: string): (name: string) => boolean {
  return (name) => /^\d+\.\d+\.\d+/.test(name) && name !== version;
}

function put(path: string, bytes: Buffer, mode: number): InstalledFile["outcome"] {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there?.isFile() && there.size === bytes.length && readFileSync(path).equals(bytes)) {
    if ((there.mode & mode) !== mode) chmodSync(path, mode);
    return "unchanged";
  }
  const directory = dirname(path);
  makeDirectory(directory);
  // Not beside it: whatever else stands there counts for the checksum of the package.
  const draft = join(dirname(directory), `.${basename(path)}.${randomBytes(6).toString("hex")}`);
  try {
    writeFileSync(draft, bytes, { flag: "wx", mode, flush: true });
    // Whatever mask the process has.
    chmodSync(draft, mode);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  return there ? "replaced" : "written";
}

function cannotStart(executable: Buffer, platform: string): MirrorRefusal {
  return isWindows(platform) && isScript(executable)
    ? new MirrorRefusal(
        "platform",
        "Windows starts no scripts, and Terraform there only what ends in .exe.",
        "Make one, and install that: leasehold provider package --platform windows_amd64 --out DIR; unpack the zip file; leasehold provider install --executable FILE",
      )
    : new MirrorRefusal("platform", `That is nothing that ${platform} can start.`, "Name another file.");
}
