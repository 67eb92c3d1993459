import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { nearest } from "../../diagnostics/nearest";
import { compiled, noticeOfBun, versionOfBun } from "../../mirror/compile";
import { type Installed, install, type Program } from "../../mirror/install";
import { type Packaged, packageProvider } from "../../mirror/package";
import { impliedMirror, settingsOfInstallation } from "../../mirror/places";
import { besideScript, executableName, isWindows, type Platform, platforms, thisPlatform } from "../../mirror/platform";
import { MirrorRefusal } from "../../mirror/refusal";
import { sign } from "../../mirror/sign";
import { tryOut } from "../../mirror/try-out";
import { mirrorSettings, requiredProviders } from "../../mirror/usage";
import { ownSource } from "../../terraform/own-provider";
import { type ExitStatus, exitStatus, Refusal } from "../outcome";
import { cannotWrite, complain, print } from "../output";
import { type Progress, startProgress } from "../progress";
import { run } from "../provider/run";
import { version } from "../version";

export interface InstallOptions {
  readonly dir?: string;
  readonly for?: Program;
  readonly platform?: string;
  readonly executable?: string;
}

export interface PackageOptions {
  readonly out: string;
  readonly key?: string;
  readonly platform?: readonly string[];
  readonly bun?: string;
  readonly script?: boolean;
}

/** A file that the build put beside the command line; without it the package is not whole, which is a fault. */
function ownFile(name: string): string {
  const file = join(__dirname, "..", "..", "..", "provider", name);
  if (!existsSync(file)) throw new Error(`the package lacks ${name}`);
  return file;
}

const script = "terraform-provider-leasehold";

/** `leasehold provider install`: the provider, where Terraform and OpenTofu look by themselves. */
export async function installProvider(options: InstallOptions): Promise<ExitStatus> {
  const platform = options.platform ?? refusing(thisPlatform);
  if (!/^[a-z]+_[a-z0-9]+$/.test(platform)) throw noPlatform(platform);
  const around = { system: process.platform, environment: process.env };
  const mirror = options.dir === undefined ? refusing(() => impliedMirror(around)) : resolve(options.dir);
  const executable = readFileSync(options.executable ?? ownFile(script));
  const installed = refusing(
    () => install({ executable, version, platform, mirror, ...(options.for ? { for: options.for } : {}) }),
    mirror,
  );
  await print(said(installed));
  if (options.dir !== undefined && !looksByItself(mirror)) {
    await print(`\nIn the settings of Terraform (.terraformrc) or OpenTofu (.tofurc):\n\n${mirrorSettings(mirror)}`);
  } else {
    for (const file of settingsOfInstallation(around)) {
      complain(
        `leasehold: ${file} says in provider_installation where providers are looked for: see that ${mirror} is one of these places.`,
      );
    }
  }
  if (installed.files.some(({ outcome }) => outcome === "replaced")) {
    complain(
      `leasehold: another file of version ${version} stood there. Where a .terraform.lock.hcl holds its checksum, take the block of ${ownSource} out of it, and run terraform init again.`,
    );
  }
  return exitStatus.pass;
}

/** Terraform's own folder of a person, or beside a configuration. */
function looksByItself(mirror: string): boolean {
  return /[\\/]\.?terraform\.d[\\/]plugins$/.test(mirror);
}

const acts = { written: "Installed", replaced: "Replaced", unchanged: "Already there:" } as const;

function said({ files, others }: Installed): string {
  return [
    ...files.map(({ path, outcome }) => `${acts[outcome]} ${path}`),
    ...(others.length > 0 ? [`Other versions beside it: ${others.join(", ")}`] : []),
    "",
    "In a configuration:",
    "",
    requiredProviders(version),
  ].join("\n");
}

/** `leasehold provider package`: what a registry of providers takes. */
export async function packageForRegistry(options: PackageOptions): Promise<ExitStatus> {
  const wanted = wantedPlatforms(options);
  if (options.key !== undefined && !existsSync(options.key)) {
    throw new Refusal(
      "key",
      `There is no file ${options.key}.`,
      "Export the key: gpg --export-secret-keys --armor KEY > FILE",
    );
  }
  const bun = options.bun ?? "bun";
  const bunVersion = options.script ? undefined : refusing(() => versionOfBun(bun, run));
  const progress = startProgress();
  const own = ownFile(script);
  const tried: Platform[] = [];
  try {
    const made = (platform: Platform): Uint8Array => {
      progress.phase(`Packaging for ${platform}`);
      const bytes = options.script ? readFileSync(own) : compiled(own, version, platform, bun, run);
      if (isHere(platform) && tryOut(bytes, executableName(version, platform), run)) tried.push(platform);
      return bytes;
    };
    const packaged = refusing(
      () =>
        packageProvider({
          out: options.out,
          version,
          platforms: wanted,
          executable: made,
          beside: (platform) => [...(options.script ? [besideScript] : []), licences(bunVersion, platform)],
          ...(options.key === undefined ? {} : { sign: signer(options.key, progress) }),
        }),
      options.out,
    );
    progress.end();
    await print(summary(packaged, options, wanted, tried));
    if (packaged.signature?.note !== undefined) complain(`leasehold: ${packaged.signature.note}`);
  } finally {
    progress.end();
  }
  return exitStatus.pass;
}

function wantedPlatforms({ platform: names, script: asScript }: PackageOptions): readonly Platform[] {
  const wanted = [...new Set(names ?? platforms)].map((name): Platform => {
    const platform = platforms.find((one) => one === name);
    if (!platform) throw noPlatform(name);
    return platform;
  });
  if (!asScript) return wanted;
  if (names && wanted.some(isWindows)) {
    throw new Refusal("platform", "Windows starts no scripts.", "Leave out --script, or the platforms of Windows.");
  }
  return wanted.filter((platform) => !isWindows(platform));
}

function isHere(platform: Platform): boolean {
  try {
    return thisPlatform() === platform;
  } catch {
    return false;
  }
}

function licences(bunVersion: string | undefined, platform: Platform): { name: string; bytes: Uint8Array } {
  const notice = bunVersion === undefined ? "" : noticeOfBun(bunVersion, platform);
  return { name: "LICENSES.txt", bytes: Buffer.from(notice + readFileSync(ownFile("LICENSES.txt"), "utf8")) };
}

function signer(key: string, progress: Progress): (file: string) => ReturnType<typeof sign> {
  const passphrase = process.env.LEASEHOLD_KEY_PASSPHRASE;
  return (file) => {
    progress.phase("Signing");
    return sign(file, key, run, passphrase === undefined ? {} : { passphrase });
  };
}

function summary(
  { files, signature }: Packaged,
  { out, script: asScript }: PackageOptions,
  wanted: readonly Platform[],
  tried: readonly Platform[],
): string {
  const untried = wanted.filter((platform) => !tried.includes(platform));
  const sums = files.find(({ name }) => name.endsWith("_SHA256SUMS"))?.name ?? "";
  return [
    `In ${out}:`,
    ...files.map(({ name, bytes }) => `  ${name}  ${sized(bytes)}`),
    "",
    signature
      ? `Signed with the key ${signature.fingerprint}.`
      : `Not signed, and a registry takes no provider that is not: --key FILE, or gpg --detach-sign ${join(out, sums)}`,
    ...(tried.length > 0 ? [`Started here: ${tried.join(", ")}.`] : []),
    ...(untried.length > 0 ? [`Only built, never started: ${untried.join(", ")}.`] : []),
    ...(asScript ? ["These are scripts: the machines that run them need Node 20.19 or later."] : []),
    "",
  ].join("\n");
}

function sized(bytes: number): string {
  return bytes < 1e5 ? `${bytes} bytes` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function noPlatform(name: string): Refusal {
  const near = nearest(name, platforms);
  const fix = near === undefined ? `There are ${platforms.join(", ")}.` : `Did you mean "${near}"?`;
  return new Refusal("platform", `There is no platform "${name}".`, fix);
}

/** What the mirror refuses, in the command line's words. */
function refusing<T>(act: () => T, written?: string): T {
  try {
    return act();
  } catch (thrown) {
    if (thrown instanceof MirrorRefusal) throw new Refusal(thrown.code, thrown.message, thrown.fix);
    throw written === undefined ? thrown : cannotWrite(pathOf(thrown) ?? written, thrown);
  }
}

function pathOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && "path" in thrown && typeof thrown.path === "string" ? thrown.path : undefined;
}
