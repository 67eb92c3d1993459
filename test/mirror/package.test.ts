import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { packageProvider } from "../../src/mirror/package";
import type { Platform } from "../../src/mirror/platform";

const scratch = mkdtempSync(join(tmpdir(), "leasehold-package-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let outs = 0;
const empty = () => join(scratch, `out-${outs++}`);
const common = {
  version: "1.2.3",
  platforms: ["linux_amd64", "windows_arm64"] as const,
  executable: (platform: Platform) => Buffer.from(`made for ${platform}`),
  beside: () => [{ name: "LICENSES.txt", bytes: Buffer.from("MIT\n") }],
};
const prefix = "terraform-provider-leasehold_1.2.3";
const read = (out: string, name: string) => readFileSync(join(out, name));

describe("a package for a registry", () => {
  it("is a zip file for each platform, a manifest, and the checksums of both", () => {
    const out = empty();
    const { files, signature } = packageProvider({ ...common, out });
    const names = ["linux_amd64.zip", "windows_arm64.zip", "manifest.json", "SHA256SUMS"].map(
      (end) => `${prefix}_${end}`,
    );
    expect(files.map(({ name }) => name)).toEqual(names);
    expect(readdirSync(out).sort()).toEqual([...names].sort());
    expect(signature).toBeUndefined();
    expect(JSON.parse(read(out, `${prefix}_manifest.json`).toString())).toEqual({
      version: 1,
      metadata: { protocol_versions: ["6.0"] },
    });
    const sums = read(out, `${prefix}_SHA256SUMS`).toString();
    const lines = names
      .slice(0, 3)
      .map((name) => `${createHash("sha256").update(read(out, name)).digest("hex")}  ${name}\n`);
    expect(sums).toBe([lines[0], lines[2], lines[1]].join(""));
  });

  it.skipIf(spawnSync("unzip", ["-v"]).status !== 0)("names the executables as Terraform looks for them", () => {
    const out = empty();
    packageProvider({ ...common, out });
    const listed = (platform: string) =>
      spawnSync("unzip", ["-Z1", join(out, `${prefix}_${platform}.zip`)], { encoding: "utf8" }).stdout;
    expect(listed("linux_amd64")).toBe("terraform-provider-leasehold_v1.2.3\nLICENSES.txt\n");
    expect(listed("windows_arm64")).toBe("terraform-provider-leasehold_v1.2.3.exe\nLICENSES.txt\n");
  });

  it("has the same bytes whenever it is made of the same", () => {
    const [one, another] = [empty(), empty()];
    packageProvider({ ...common, out: one });
    packageProvider({ ...common, out: another });
    for (const name of readdirSync(one)) expect(read(one, name).equals(read(another, name))).toBe(true);
  });

  it("is signed where there is somebody who signs", () => {
    const out = empty();
    const bytes = Buffer.from("signed");
    const sign = (file: string) => {
      expect(readFileSync(file, "utf8")).toContain(`${prefix}_manifest.json`);
      return { bytes, fingerprint: "ABCD" };
    };
    const { files, signature } = packageProvider({ ...common, out, sign });
    expect(signature?.fingerprint).toBe("ABCD");
    expect(files.at(-1)).toEqual({ name: `${prefix}_SHA256SUMS.sig`, bytes: 6 });
    expect(read(out, `${prefix}_SHA256SUMS.sig`).equals(bytes)).toBe(true);
  });

  it("keeps no signature of earlier checksums, and leaves other files alone", () => {
    const out = empty();
    mkdirSync(out);
    writeFileSync(join(out, `${prefix}_SHA256SUMS.sig`), "old");
    writeFileSync(join(out, "other"), "other");
    packageProvider({ ...common, out });
    expect(readdirSync(out)).toContain("other");
    expect(readdirSync(out)).not.toContain(`${prefix}_SHA256SUMS.sig`);
  });

  it("leaves everything as it was where an executable cannot be made", () => {
    const out = empty();
    const executable = (platform: Platform) => {
      if (platform === "windows_arm64") throw new Error("no such luck");
      return Buffer.from("made");
    };
    expect(() => packageProvider({ ...common, out, executable })).toThrow("no such luck");
    expect(readdirSync(out)).toEqual([]);
  });
});
