import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { compiled, noticeOfBun, versionOfBun } from "../../src/mirror/compile";
import { platforms } from "../../src/mirror/platform";
import type { Run } from "../../src/mirror/run";
import { tryOut } from "../../src/mirror/try-out";

const scratch = mkdtempSync(join(tmpdir(), "leasehold-compile-test-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const source = join(scratch, "provider");
writeFileSync(source, "#!/usr/bin/env node\n");

const ended = (status: number, stdout = "", stderr = ""): Run => {
  return () => ({ status, stdout, stderr });
};
const nowhere: Run = () => undefined;

describe("the bun that compiles", () => {
  it("is one that leaves settings alone which lie about", () => {
    expect(versionOfBun("bun", ended(0, "1.4.5\n"))).toBe("1.4.5");
    expect(versionOfBun("bun", ended(0, "2.0.0-canary.1\n"))).toBe("2.0.0-canary.1");
  });

  it.each<[string, Run, RegExp]>([
    ["is missing", nowhere, /there is no bun/],
    ["is too old", ended(0, "1.2.9\n"), /bun 1\.3 or later is needed, and bun says "1\.2\.9"/],
    ["is another program", ended(0, "hello\n"), /bun says "hello"/],
    ["fails", ended(3, "", "no such option\n"), /bun says: no such option/],
  ])("is refused where it %s", (_, run, message) => {
    expect(() => versionOfBun("bun", run)).toThrow(message);
  });
});

describe("compiling", () => {
  it.each(platforms)("for %s says so to bun, in a folder that holds nothing else", (platform) => {
    const seen: string[][] = [];
    const run: Run = (program, words, options) => {
      seen.push([program, ...words]);
      const out = words.find((word) => word.startsWith("--outfile="))?.slice("--outfile=".length) ?? "";
      const [copy = ""] = words.filter((word) => word.endsWith(".cjs"));
      writeFileSync(out, readFileSync(join(options?.directory ?? "", copy)));
      return { status: 0, stdout: "", stderr: "" };
    };
    expect(compiled(source, "1.2.3", platform, "bun", run).toString()).toBe("#!/usr/bin/env node\n");
    const [os = "", arch = ""] = platform.split("_");
    expect(seen).toHaveLength(1);
    expect(seen[0]?.slice(0, 3)).toEqual(["bun", "build", "--compile"]);
    const target = seen[0]?.find((word) => word.startsWith("--target="));
    expect(target).toMatch(new RegExp(`^--target=bun-${os}-${arch === "amd64" ? "x64" : "arm64"}`));
    expect(seen[0]).toContain("--no-compile-autoload-dotenv");
    expect(seen[0]).toContain("--no-compile-autoload-bunfig");
  });

  it("passes on what bun said where it fails", () => {
    const run = ended(1, "bundling\n", "error: no network\n");
    expect(() => compiled(source, "1.2.3", "darwin_arm64", "bun", run)).toThrow(
      "bun does not compile the provider for darwin_arm64: error: no network",
    );
  });

  it("says whose code is in the executable", () => {
    expect(noticeOfBun("1.4.5", "linux_amd64")).toMatch(/Bun 1\.4\.5 \(MIT\).*JavaScriptCore \(LGPL 2\.1\)/s);
  });
});

describe("an executable that was made", () => {
  it("says that it is a provider, and ends in 1, whoever starts it by mistake", () => {
    expect(tryOut(Buffer.from(""), "x", ended(1, "", "This is a Terraform provider.\n"))).toBe(true);
  });

  it("was not tried where the system does not start it at all", () => {
    expect(tryOut(Buffer.from(""), "x", nowhere)).toBe(false);
  });

  it.each<[string, Run]>([
    ["ends in 0", ended(0, "", "a provider")],
    ["says it where Terraform reads", ended(1, "a provider")],
    ["falls over", ended(1, "", "TypeError: x is not a function")],
  ])("is refused where it %s", (_, run) => {
    expect(() => tryOut(Buffer.from(""), "x", run)).toThrow("x was made, but does not start here");
  });
});
