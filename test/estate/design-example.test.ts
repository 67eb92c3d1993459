import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { loadEstate } from "../../src/estate/load";

describe("the example of the design", () => {
  it("loads as it stands", () => {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), "estate-"));
    fs.copyFileSync(path.join(__dirname, "design-example.yaml"), path.join(directory, "access.yaml"));
    const { estate, diagnostics } = loadEstate(directory);
    expect(diagnostics).toEqual([]);
    expect(estate?.name).toBe("acme");
    expect(estate?.grants.get("dana-restart-2026-11-23")?.role.owners.entitlement?.name).toBe("payments");
  });
});
