import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { version } from "../../src/cli/version";
import { thisPlatform } from "../../src/mirror/platform";
import { CommandLine, type Ran } from "./command-line";

const leasehold = new CommandLine();
afterAll(() => leasehold.close());

const here = thisPlatform();
const inMirror = (host: string) =>
  `${host}/leasehold/leasehold/${version}/${here}/terraform-provider-leasehold_v${version}`;
const hosts = ["registry.terraform.io", "registry.opentofu.org"];
/** Whatever the person who runs the tests has set. */
const bare = { TF_CLI_CONFIG_FILE: "", TERRAFORM_CONFIG: "", XDG_CONFIG_HOME: "", XDG_DATA_HOME: "" };

function provider(words: readonly string[], home = leasehold.directory(), env: Record<string, string> = {}): Ran {
  return leasehold.run(["provider", ...words], { cwd: home, env: { ...bare, HOME: home, ...env } });
}

describe("leasehold provider install", () => {
  it("puts the provider where Terraform and OpenTofu look, and says how a configuration asks for it", () => {
    const home = leasehold.directory();
    const { status, stdout, stderr } = provider(["install"], home);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    for (const host of hosts) {
      const file = join(home, ".terraform.d/plugins", inMirror(host));
      expect(stdout).toContain(`Installed ${file}\n`);
      expect(statSync(file).mode & 0o777).toBe(0o755);
    }
    expect(stdout).toContain(`source  = "leasehold/leasehold"\n      version = "${version}"`);
  });

  it("installs what starts by itself wherever it is, also among ES modules", () => {
    const home = leasehold.files({ "package.json": '{ "type": "module" }' });
    provider(["install"], home);
    const file = join(home, ".terraform.d/plugins", inMirror("registry.terraform.io"));
    const { status, stdout, stderr } = spawnSync(file, { encoding: "utf8", env: { PATH: process.env.PATH ?? "" } });
    expect(stderr).toMatch(/^This is a Terraform provider: .*\n$/);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  });

  it("changes nothing where it is installed already", () => {
    const home = leasehold.directory();
    provider(["install"], home);
    const { status, stdout, stderr } = provider(["install"], home);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout.match(/^Already there: /gm)).toHaveLength(2);
  });

  it("says what to do about lock files where another file of the version was there", () => {
    const home = leasehold.files({ x: "#!/bin/sh\n" });
    provider(["install", "--executable", "x"], home);
    const { status, stdout, stderr } = provider(["install", "--for", "terraform"], home);
    expect(stdout).toMatch(/^Replaced /);
    expect(stderr).toMatch(/\.terraform\.lock\.hcl .* take the block of leasehold\/leasehold out of it/);
    expect(status).toBe(0);
  });

  it("names other versions that stand beside it", () => {
    const home = leasehold.directory();
    mkdirSync(join(home, "m/registry.terraform.io/leasehold/leasehold/0.0.9"), { recursive: true });
    expect(provider(["install", "--dir", "m"], home).stdout).toContain("Other versions beside it: 0.0.9\n");
  });

  it("says which settings have another mirror looked in", () => {
    const home = leasehold.directory();
    const { stdout } = provider(["install", "--dir", "m", "--for", "opentofu"], home);
    expect(readdirSync(join(home, "m"))).toEqual(["registry.opentofu.org"]);
    expect(stdout).toContain(`path    = ${JSON.stringify(join(home, "m"))}`);
    expect(provider(["install", "--dir", "terraform.d/plugins"], home).stdout).not.toContain("provider_installation");
  });

  it("says whose settings keep it from being found", () => {
    const home = leasehold.files({ ".terraformrc": "provider_installation {\n  direct {}\n}\n" });
    const { status, stderr } = provider(["install"], home);
    expect(stderr).toContain(`${join(home, ".terraformrc")} says in provider_installation`);
    expect(status).toBe(0);
  });

  it.each<[string, string[], RegExp]>([
    [
      "a platform that is none",
      ["--platform", "linux"],
      /no platform "linux"\. Did you mean|no platform "linux"\. There are/,
    ],
    [
      "Windows, which starts no scripts",
      ["--platform", "windows_amd64"],
      /leasehold provider package --platform windows_amd64/,
    ],
    ["a file that is not there", ["--executable", "nothing"], /Cannot open nothing: there is no such file/],
    ["a file that nothing starts", ["--executable", "text"], /nothing that \w+ can start/],
    ["a mirror below a file", ["--dir", "text/mirror"], /Cannot write .*text.*: a part of the path is no directory/],
    ["a program that is neither", ["--for", "pulumi"], /terraform, opentofu/],
  ])("refuses %s", (_, words, message) => {
    const home = leasehold.files({ text: "hello" });
    const { status, stdout, stderr } = provider(["install", ...words], home);
    expect(stderr).toMatch(message);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(readdirSync(home)).toEqual(["text"]);
  });

  it.skipIf(process.getuid?.() === 0)("refuses a mirror that this user may not write", () => {
    const home = leasehold.directory();
    mkdirSync(join(home, "m"));
    chmodSync(join(home, "m"), 0o555);
    const { status, stderr } = provider(["install", "--dir", "m"], home);
    expect(stderr).toMatch(/Cannot write .*: permission is denied/);
    expect(status).toBe(2);
  });
});

describe("leasehold provider package", () => {
  const name = (end: string) => `terraform-provider-leasehold_${version}_${end}`;

  it("refuses without bun, says how to come by it, and writes nothing", () => {
    const home = leasehold.directory();
    const { status, stdout, stderr } = provider(["package", "--out", "out"], home, { PATH: home });
    expect(stderr).toMatch(/compiled by bun, and there is no bun\. .*npm install --global bun.*--bun FILE.*--script/);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(readdirSync(home)).toEqual([]);
  });

  it("packages the script where that is asked, with checksums that hold, and says that nothing is signed", () => {
    const home = leasehold.directory();
    const { status, stdout, stderr } = provider(["package", "--out", "out", "--script"], home);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const files = [
      "SHA256SUMS",
      "darwin_amd64.zip",
      "darwin_arm64.zip",
      "linux_amd64.zip",
      "linux_arm64.zip",
      "manifest.json",
    ];
    expect(readdirSync(join(home, "out")).sort()).toEqual(files.map(name).sort());
    for (const line of readFileSync(join(home, "out", name("SHA256SUMS")), "utf8")
      .trimEnd()
      .split("\n")) {
      const [sum, file = ""] = line.split("  ");
      expect(
        createHash("sha256")
          .update(readFileSync(join(home, "out", file)))
          .digest("hex"),
      ).toBe(sum);
    }
    expect(stdout).toContain("Not signed, and a registry takes no provider that is not");
    expect(stdout).toContain(`Started here: ${here}.`);
    expect(stdout).toContain("Only built, never started: ");
  });

  it("has bun compile, starts what can be started here, and says what cannot", () => {
    // Copies what it is to compile.
    const bun = `#!/bin/sh
[ "$1" = --version ] && { echo 1.4.5; exit; }
for word; do case $word in --outfile=*) out=\${word#--outfile=};; esac; done
cp provider.cjs "$out"
`;
    const home = leasehold.files({ bun });
    chmodSync(join(home, "bun"), 0o755);
    const words = [
      "package",
      "--out",
      "out",
      "--bun",
      join(home, "bun"),
      "--platform",
      here,
      "--platform",
      "windows_arm64",
    ];
    const { status, stdout, stderr } = provider(words, home);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain(`Started here: ${here}.\nOnly built, never started: windows_arm64.\n`);
    expect(existsSync(join(home, "out", name("windows_arm64.zip")))).toBe(true);
  });

  const bun = process.env.LEASEHOLD_BUN ?? "bun";
  it.skipIf(spawnSync(bun, ["--version"]).status !== 0)("makes an executable that needs no Node", () => {
    const home = leasehold.directory();
    const { status, stderr } = provider(["package", "--out", "out", "--bun", bun, "--platform", here], home);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    spawnSync("unzip", ["-q", name(`${here}.zip`)], { cwd: join(home, "out") });
    const made = join(home, "out", `terraform-provider-leasehold_v${version}`);
    const ran = spawnSync(made, { encoding: "utf8", env: {}, cwd: home });
    expect(ran).toMatchObject({ status: 1, stdout: "" });
    expect(ran.stderr).toMatch(/^This is a Terraform provider: /);
  });

  it.each<[string, string[], RegExp]>([
    ["no place for the files", [], /required option '--out <dir>'/],
    ["a platform that is none", ["--out", "o", "--platform", "linux_amd46"], /Did you mean "linux_amd64"/],
    ["a script for Windows", ["--out", "o", "--script", "--platform", "windows_amd64"], /Windows starts no scripts/],
    ["a script that bun compiles", ["--out", "o", "--script", "--bun", "x"], /cannot be used with option '--script'/],
    ["a key that is not there", ["--out", "o", "--script", "--key", "no.asc"], /There is no file no\.asc/],
    ["a key that is none", ["--out", "o", "--script", "--key", "text"], /There is no secret key|signed by gpg/],
    [
      "a folder below a file",
      ["--out", "text/o", "--script"],
      /Cannot write .*text.*: a part of the path is no directory/,
    ],
  ])("refuses %s, and leaves nothing", (_, words, message) => {
    const home = leasehold.files({ text: "hello" });
    const { status, stdout, stderr } = provider(["package", ...words], home);
    expect(stderr).toMatch(message);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(readdirSync(home).filter((entry) => entry !== "o" && entry !== ".gnupg")).toEqual(["text"]);
    if (existsSync(join(home, "o"))) expect(readdirSync(join(home, "o"))).toEqual([]);
  });

  it("never repeats a passphrase", () => {
    const home = leasehold.files({ "key.asc": "no key" });
    writeFileSync(join(home, "text"), "");
    const env = { LEASEHOLD_KEY_PASSPHRASE: "open sesame" };
    const { stdout, stderr } = provider(["package", "--out", "o", "--script", "--key", "key.asc"], home, env);
    expect(stdout + stderr).not.toContain("sesame");
  });
});

describe("leasehold provider", () => {
  it.each([["install"], ["package"]])("%s has help with examples and exit statuses", (command) => {
    const { status, stdout } = provider([command, "--help"]);
    expect(stdout).toMatch(new RegExp(`Examples:\n  leasehold provider ${command}`));
    expect(stdout).toMatch(/Exit status:[\s\S]*70 +a fault in leasehold/);
    expect(status).toBe(0);
  });

  it.each<[string, string[], RegExp]>([
    ["nothing", [], /Usage: leasehold provider/],
    ["an unknown command", ["instal"], /unknown command 'instal'[\s\S]*Did you mean install/],
    ["an unknown flag", ["install", "--fro", "x"], /unknown option '--fro'/],
  ])("of %s is usage", (_, words, message) => {
    const { status, stdout, stderr } = provider(words);
    expect(stderr).toMatch(message);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  });
});
