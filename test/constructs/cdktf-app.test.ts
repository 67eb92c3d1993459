import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { loadEstate } from "../../src/estate/load";
import { compileRoots } from "../../src/synth/roots";
import { renderRoot } from "../../src/terraform/json";
import { scratch } from "../helpers/scratch";
import { canonical } from "./build";

const top = path.join(__dirname, "../..");

/** Runs the `app` line of `cdktf.json`, as `cdktf synth` does. */
function synthesize(zone: string): string {
  const { app } = JSON.parse(fs.readFileSync(path.join(top, "cdktf.json"), "utf8")) as { app: string };
  const out = scratch("app");
  execFileSync("sh", ["-c", app], { cwd: top, env: { ...process.env, CDKTF_OUTDIR: out, TZ: zone } });
  return path.join(out, "stacks");
}

describe("examples/cdktf-app", () => {
  it("synthesizes the roots of examples/acme, and that of the order service, whatever the time zone", () => {
    const { estate } = loadEstate(path.join(top, "examples/acme/access"));
    if (!estate) throw new Error("examples/acme does not load");
    const { roots } = compileRoots(estate);
    for (const zone of ["UTC", "Pacific/Auckland"]) {
      const stacks = synthesize(zone);
      expect(fs.readdirSync(stacks).sort()).toEqual([...roots.map(({ target }) => target), "order-service"].sort());
      for (const root of roots) {
        const written = JSON.parse(fs.readFileSync(path.join(stacks, root.target, "cdk.tf.json"), "utf8"));
        expect(canonical(written), root.target).toEqual(canonical(JSON.parse(renderRoot(root))));
      }
    }
  });
});
