import { describe, expect, it } from "vitest";
import { functions } from "../../../src/provider/functions";
import { unknown } from "../../../src/provider/protocol/value";
import { call, faultOf, hostile, isPlain } from "./calling";

describe("the provider's functions", () => {
  it("are these", () => {
    expect(
      Object.entries(functions).map(
        ([name, { signature }]) => `${name}(${signature.parameters.map((one) => one.name).join(", ")})`,
      ),
    ).toEqual([
      "bound_of(policy)",
      "duration_seconds(duration)",
      "gcp_window(start, end)",
      "spiffe_principal(id, trust_anchor_arn)",
      "time_bound_policy(policy, start, end)",
    ]);
  });

  it.each(Object.keys(functions))("%s leaves null and unknown to Terraform, and describes itself", (name) => {
    const signature = functions[name]?.signature;
    expect(signature?.summary).toMatch(/^[A-Z].*[^.]$/);
    expect(signature?.description).not.toBe("");
    for (const parameter of signature?.parameters ?? []) {
      expect(parameter.description).toMatch(/\.$/);
      expect(parameter).not.toHaveProperty("allowNull");
      expect(parameter).not.toHaveProperty("allowUnknown");
    }
  });

  describe.each([
    ["bound_of", ["{}"]],
    ["duration_seconds", ["4h"]],
    ["gcp_window", ["2026-11-23T09:00:00Z", "2026-11-23T10:00:00Z"]],
    [
      "spiffe_principal",
      [
        "spiffe://acme.example/ledger/batch",
        "arn:aws:rolesanywhere:eu-central-1:111122223333:trust-anchor/2d1e0c5a-7b1c-4c1e-9a43-0c6d1f6f5b11",
      ],
    ],
    [
      "time_bound_policy",
      ['{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}', "2026-11-23T09:00:00Z", "2026-11-23T10:00:00Z"],
    ],
  ] as const)("%s", (name, fine) => {
    const parameters = functions[name]?.signature.parameters ?? [];

    it.each(parameters.map(({ name: of }, at) => [of, at] as const))(
      "names %s, and refuses what it cannot be",
      async (of, at) => {
        for (const text of hostile) {
          const fault = await faultOf(name, ...fine.map((one, i) => (i === at ? text : one)));
          expect(fault).toMatch(new RegExp(`^${of}: .`));
          expect(isPlain(fault), fault.slice(0, 200)).toBe(true);
          expect(fault, "Terraform ends the sentence").not.toMatch(/\.$/);
        }
      },
    );

    it.each(parameters.map(({ name: of }, at) => [of, at] as const))(
      "says it plainly if %s comes null, unknown or as no text, though Terraform lets none of these through",
      async (of, at) => {
        for (const value of [null, unknown, 4, true, ["4h"]]) {
          const given = fine.map((one, i) => (i === at ? value : one));
          expect(await faultOf(name, ...given)).toBe(`${of}: a text that is known is needed here`);
        }
        expect(await faultOf(name)).toMatch(/needed here$/);
      },
    );

    it("gives the same for the same, whenever it is asked", async () => {
      const given = name === "bound_of" ? [timeless] : fine;
      expect(await call(name, ...given)).toEqual(await call(name, ...given));
    });
  });
});

const timeless = '{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}';
