import fs from "node:fs";
import path from "node:path";
import { App, Testing } from "cdktf";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { JitEstate, Target } from "../../constructs";
import { loadEstate } from "../../src/estate/load";
import type { Estate } from "../../src/estate/types";
import { compileRoots } from "../../src/synth/roots";
import { renderRoot } from "../../src/terraform/json";
import { declared, linked } from "../helpers/estate";
import { scratch } from "../helpers/scratch";
import { canonical, construct, testApp } from "./build";
import { estates } from "./random-estate";

const acme = path.join(__dirname, "../../examples/acme/access");
const design = path.join(__dirname, "../estate/design-example.yaml");

/** What `synth` writes, by target. */
function direct(estate: Estate | undefined): Map<string, unknown> {
  if (!estate) throw new Error("the estate does not link");
  const { roots } = compileRoots(estate);
  return new Map(roots.map((root) => [root.target, canonical(JSON.parse(renderRoot(root)))]));
}

function targetsOf(app: App): Target[] {
  return app.node.findAll().filter((each): each is Target => each instanceof Target);
}

/** What the three ways of synthesizing give, by way and target. */
function through(make: (app: App) => unknown): Record<string, Map<string, unknown>> {
  const written = testApp();
  make(written);
  written.synth();
  const tested = testApp();
  make(tested);
  const validated = testApp();
  make(validated);
  return {
    "app.synth()": new Map(
      targetsOf(written).map((target) => {
        const file = path.join(written.outdir, "stacks", target.node.id, "cdk.tf.json");
        return [target.declaredName, canonical(JSON.parse(fs.readFileSync(file, "utf8")))];
      }),
    ),
    "Testing.synth(stack)": new Map(
      targetsOf(tested).map((target) => [target.declaredName, canonical(JSON.parse(Testing.synth(target)))]),
    ),
    "Testing.synth(stack, true)": new Map(
      targetsOf(validated).map((target) => [target.declaredName, canonical(JSON.parse(Testing.synth(target, true)))]),
    ),
  };
}

function expectEqual(roads: Record<string, Map<string, unknown>>, expected: Map<string, unknown>): void {
  for (const [way, found] of Object.entries(roads)) {
    expect([...found.keys()].sort(), way).toEqual([...expected.keys()].sort());
    for (const [target, root] of found)
      expect(JSON.stringify(root, undefined, 1), `${way}: ${target}`).toBe(
        JSON.stringify(expected.get(target), undefined, 1),
      );
  }
}

describe("constructs and synth give the same roots, byte for byte", () => {
  it("for the example of the design, written as constructs", () => {
    const whole = parse(fs.readFileSync(design, "utf8"));
    expectEqual(
      through((app) => construct(app, whole)),
      direct(linked(whole).estate),
    );
  });

  it("for the estate of acme, loaded by `fromDirectory`", () => {
    expectEqual(
      through((app) => JitEstate.fromDirectory(app, "acme", acme)),
      direct(loadEstate(acme).estate),
    );
  });

  it("for random estates, with text that means something to Terraform", () => {
    let roots = 0;
    fc.assert(
      fc.property(estates, (changes) => {
        const whole = declared(JSON.stringify(changes));
        const expected = direct(linked(whole).estate);
        const app = testApp();
        construct(app, whole);
        for (const target of targetsOf(app)) {
          roots++;
          expect(canonical(JSON.parse(Testing.synth(target, true)))).toEqual(expected.get(target.declaredName));
        }
        fs.rmSync(app.outdir, { recursive: true });
      }),
      { numRuns: 60 },
    );
    expect(roots).toBeGreaterThan(100);
  });
});

describe("the app's surroundings do not reach the output", () => {
  it("is the same from another directory, context and order of declaration", () => {
    const whole = parse(fs.readFileSync(design, "utf8"));
    const reversed = Object.fromEntries(
      Object.entries(whole).map(([key, value]) => [
        key,
        key === "policy" || typeof value !== "object"
          ? value
          : Object.fromEntries(Object.entries(value as object).reverse()),
      ]),
    );
    const outdir = scratch("elsewhere");
    const app = new App({ outdir, context: { anything: "else" } });
    construct(app, reversed);
    const expected = direct(linked(whole).estate);
    for (const target of targetsOf(app)) {
      expect(canonical(JSON.parse(Testing.synth(target)))).toEqual(expected.get(target.declaredName));
    }
  });
});
