import { MirrorRefusal } from "./refusal";

/** The platforms that packages are made for, as registries name them. */
export const platforms = [
  "darwin_amd64",
  "darwin_arm64",
  "linux_amd64",
  "linux_arm64",
  "windows_amd64",
  "windows_arm64",
] as const;
export type Platform = (typeof platforms)[number];

const systems: Readonly<Record<string, string>> = {
  darwin: "darwin",
  freebsd: "freebsd",
  linux: "linux",
  openbsd: "openbsd",
  sunos: "solaris",
  win32: "windows",
};

const processors: Readonly<Record<string, string>> = { arm: "arm", arm64: "arm64", ia32: "386", x64: "amd64" };

/**
 * What Terraform and OpenTofu call this machine: `linux_amd64`. They are taken to be made for the processor that Node is.
 * @throws MirrorRefusal where neither of them runs
 */
export function thisPlatform(system: string = process.platform, processor: string = process.arch): string {
  const [os, arch] = [systems[system], processors[processor]];
  if (os !== undefined && arch !== undefined) return `${os}_${arch}`;
  throw new MirrorRefusal(
    "platform",
    `Terraform and OpenTofu are not made for ${system} on ${processor}.`,
    "Name the platform that they run on: --platform linux_amd64",
  );
}

/** The name under which the executable is looked for. */
export function executableName(version: string, platform: string): string {
  return `terraform-provider-leasehold_v${version}${isWindows(platform) ? ".exe" : ""}`;
}

export function isWindows(platform: string): boolean {
  return platform.startsWith("windows_");
}

/** What an operating system starts, by its first bytes. */
const starts: Readonly<Record<string, readonly string[]>> = {
  darwin: ["cffaedfe", "cafebabe"],
  windows: ["4d5a"],
};

/** Whether a file of these first bytes can be started on a platform; a script starts with `#!`. */
export function canStart(first: Uint8Array, platform: string): boolean {
  const hex = Buffer.from(first.subarray(0, 4)).toString("hex");
  const [os = ""] = platform.split("_");
  const known = starts[os] ?? ["7f454c46"];
  return known.some((magic) => hex.startsWith(magic)) || (os !== "windows" && hex.startsWith("2321"));
}

/**
 * What has to stand beside a script: where a `package.json` further up says that all is ES modules, Node refuses a file whose
 * name ends in `.0`.
 */
export const besideScript = { name: "package.json", bytes: Buffer.from('{ "type": "commonjs" }\n') } as const;

/** Whether an interpreter runs it. */
export function isScript(executable: Uint8Array): boolean {
  return executable[0] === 0x23 && executable[1] === 0x21;
}
