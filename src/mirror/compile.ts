import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { executableName, isWindows, type Platform } from "./platform";
import { MirrorRefusal } from "./refusal";
import { lastLine, type Run } from "./run";

const targets: Readonly<Record<Platform, string>> = {
  darwin_amd64: "bun-darwin-x64",
  darwin_arm64: "bun-darwin-arm64",
  // Without the newest instructions: nobody knows on which machine it will run.
  linux_amd64: "bun-linux-x64-baseline",
  linux_arm64: "bun-linux-arm64",
  windows_amd64: "bun-windows-x64-baseline",
  windows_arm64: "bun-windows-arm64",
};

/** The oldest bun that leaves alone what stands in the directory where an executable is started. */
const oldest = [1, 3] as const;

const install = "Install it: npm install --global bun";
const orScript = "or leave it out, for machines that have Node: --script";

/**
 * Says which bun there is.
 * @throws MirrorRefusal where there is none that can compile
 */
export function versionOfBun(bun: string, run: Run): string {
  const ran = run(bun, ["--version"]);
  if (!ran) {
    throw new MirrorRefusal(
      "bun",
      `Executables for machines without Node are compiled by bun, and there is no ${bun}.`,
      `${install}; or say where it is: --bun FILE; ${orScript}`,
    );
  }
  const version = ran.stdout.trim();
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isNew = major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
  if (ran.status === 0 && isNew) return version;
  const said = ran.status === 0 ? `says "${version}"` : `says: ${lastLine(ran)}`;
  throw new MirrorRefusal("bun", `bun ${oldest.join(".")} or later is needed, and ${bun} ${said}.`, install);
}

/**
 * Compiles the provider to an executable that needs no Node, for any platform, on any.
 *
 * Source: https://bun.com/docs/bundler/executables
 * @returns the executable's bytes
 * @throws MirrorRefusal with what bun said
 */
export function compiled(executable: string, version: string, platform: Platform, bun: string, run: Run): Buffer {
  const space = mkdtempSync(join(tmpdir(), "leasehold-compile-"));
  try {
    // Files of settings where an executable is started, such as in somebody's configuration, are none of its own.
    const alone = ["--no-compile-autoload-dotenv", "--no-compile-autoload-bunfig"];
    const source = join(space, "source");
    mkdirSync(source);
    copyFileSync(executable, join(source, "provider.cjs"));
    const out = join(space, executableName(version, platform));
    const words = [
      "build",
      "--compile",
      "--bytecode",
      `--target=${targets[platform]}`,
      ...alone,
      "provider.cjs",
      `--outfile=${out}`,
    ];
    const ran = run(bun, words, { directory: source });
    if (ran?.status !== 0) throw cannotCompile(platform, ran ? lastLine(ran) : "it is gone");
    return readFileSync(out);
  } finally {
    rmSync(space, { recursive: true, force: true });
  }
}

function cannotCompile(platform: Platform, said: string): MirrorRefusal {
  return new MirrorRefusal(
    "bun",
    `bun does not compile the provider for ${platform}: ${said}`,
    "For another platform than its own it fetches itself from npm's registry: see that it can, or name fewer platforms: --platform NAME",
  );
}

/** What an executable holds beside leasehold, to be said with it. */
export function noticeOfBun(version: string, platform: Platform): string {
  const file = isWindows(platform) ? "The file that ends in .exe" : "The executable";
  return `${file} also holds Bun ${version} (MIT), and with it the engine JavaScriptCore (LGPL 2.1) and further libraries, none of
them changed. Their licences, and how to link anew with another JavaScriptCore: https://bun.com/docs/project/license

`;
}
