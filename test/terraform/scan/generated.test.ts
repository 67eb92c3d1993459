import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

describe("the scanner's module", () => {
  it("is what its source compiles to", () => {
    const script = join(__dirname, "../../../scripts/generate-wasm.mjs");
    expect(() => execFileSync(process.execPath, [script, "--check"], { stdio: "pipe" })).not.toThrow();
  });
});
