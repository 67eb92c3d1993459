import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { install } from "../../src/mirror/install";
import { canStart, executableName, thisPlatform } from "../../src/mirror/platform";

const scratch = mkdtempSync(join(tmpdir(), "leasehold-install-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const script = Buffer.from("#!/usr/bin/env node\n1;\n");
let mirrors = 0;
const empty = () => join(scratch, `mirror-${mirrors++}`);
const common = { executable: script, version: "1.2.3", platform: "linux_amd64" };
const inMirror = (host: string) => `${host}/leasehold/leasehold/1.2.3/linux_amd64/terraform-provider-leasehold_v1.2.3`;

describe("installing into a mirror", () => {
  it("makes the folders in which Terraform and OpenTofu look, and an executable in them", () => {
    const mirror = empty();
    const { files, others } = install({ ...common, mirror });
    expect(files).toEqual(
      ["registry.terraform.io", "registry.opentofu.org"].map((host) => ({
        path: join(mirror, inMirror(host)),
        outcome: "written",
      })),
    );
    expect(others).toEqual([]);
    for (const { path } of files) {
      expect(readFileSync(path).equals(script)).toBe(true);
      expect(statSync(path).mode & 0o777).toBe(0o755);
      expect(readdirSync(join(path, "../.."))).toEqual(["linux_amd64"]);
    }
  });

  it("has Node take a script for what it is, whatever somebody's package.json further up says", () => {
    const mirror = empty();
    const beside = (files: readonly { readonly path: string }[]) =>
      readdirSync(join(files[0]?.path ?? "", "..")).sort();
    const name = "terraform-provider-leasehold_v1.2.3";
    expect(beside(install({ ...common, mirror }).files)).toEqual(["package.json", name]);
    const compiled = Buffer.from("7f454c460000", "hex");
    expect(beside(install({ ...common, executable: compiled, mirror }).files)).toEqual([name]);
  });

  it("is for one of them alone where that is asked", () => {
    const mirror = empty();
    install({ ...common, mirror, for: "opentofu" });
    expect(readdirSync(mirror)).toEqual(["registry.opentofu.org"]);
  });

  it("leaves an equal file alone, and mends its mode", () => {
    const mirror = empty();
    const [file] = install({ ...common, mirror }).files;
    const path = file?.path ?? "";
    const before = statSync(path).mtimeMs;
    chmodSync(path, 0o644);
    expect(install({ ...common, mirror }).files.map(({ outcome }) => outcome)).toEqual(["unchanged", "unchanged"]);
    expect(statSync(path).mtimeMs).toBe(before);
    expect(statSync(path).mode & 0o777).toBe(0o755);
  });

  it("replaces another file of the version, and leaves other versions beside it", () => {
    const mirror = empty();
    install({ ...common, mirror, version: "1.2.2" });
    install({ ...common, mirror });
    const { files, others } = install({ ...common, executable: Buffer.from("#!/bin/sh\n"), mirror });
    expect(files.map(({ outcome }) => outcome)).toEqual(["replaced", "replaced"]);
    expect(others).toEqual(["1.2.2"]);
    expect(readFileSync(join(mirror, inMirror("registry.terraform.io")), "utf8")).toBe("#!/bin/sh\n");
  });

  it("leaves nothing behind where it fails", () => {
    const mirror = empty();
    const executable = Buffer.from("7f454c460000", "hex");
    // A folder where the file should be.
    mkdirSync(join(mirror, inMirror("registry.terraform.io"), "x"), { recursive: true });
    expect(() => install({ ...common, executable, mirror })).toThrow(/EISDIR|ENOTEMPTY|EEXIST/);
    const version = join(mirror, "registry.terraform.io/leasehold/leasehold/1.2.3");
    expect(readdirSync(version)).toEqual(["linux_amd64"]);
    expect(existsSync(join(mirror, "registry.opentofu.org"))).toBe(false);
  });

  it.each([
    ["a script for Windows", "#!/usr/bin/env node", "windows_amd64", /Windows starts no scripts/],
    ["text", "console.log(1)", "linux_amd64", /nothing that linux_amd64 can start/],
    ["an executable of another system", "MZ\u0000\u0000", "linux_arm64", /nothing that linux_arm64 can start/],
  ])("refuses %s", (_, content, platform, message) => {
    const mirror = empty();
    const executable = Buffer.from(content, "latin1");
    expect(() => install({ ...common, executable, platform, mirror })).toThrow(message);
    expect(existsSync(mirror)).toBe(false);
  });
});

describe("platforms", () => {
  it.each([
    ["linux", "x64", "linux_amd64"],
    ["darwin", "arm64", "darwin_arm64"],
    ["win32", "x64", "windows_amd64"],
    ["freebsd", "ia32", "freebsd_386"],
  ])("%s on %s is %s", (system, processor, name) => expect(thisPlatform(system, processor)).toBe(name));

  it("are those for which Terraform is made", () => {
    expect(() => thisPlatform("linux", "riscv64")).toThrow("not made for linux on riscv64");
  });

  it("name their executables as Terraform looks for them", () => {
    expect(executableName("1.2.3", "darwin_arm64")).toBe("terraform-provider-leasehold_v1.2.3");
    expect(executableName("1.2.3", "windows_arm64")).toBe("terraform-provider-leasehold_v1.2.3.exe");
  });

  it.each([
    ["7f454c46", "linux_amd64", true],
    ["7f454c46", "freebsd_amd64", true],
    ["7f454c46", "darwin_arm64", false],
    ["cffaedfe", "darwin_arm64", true],
    ["cafebabe", "darwin_amd64", true],
    ["4d5a9000", "windows_amd64", true],
    ["2321", "darwin_arm64", true],
    ["2321", "windows_amd64", false],
    ["", "linux_amd64", false],
  ])("a file that begins with %s on %s: %s", (hex, platform, can) => {
    expect(canStart(Buffer.from(hex, "hex"), platform)).toBe(can);
  });
});
