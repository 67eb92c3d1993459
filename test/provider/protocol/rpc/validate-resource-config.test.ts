import { describe, expect, it } from "vitest";
import { validateResourceConfig } from "../../../../src/provider/protocol/rpc/validate-resource-config";
import { Session } from "../../../../src/provider/protocol/session";
import { unknown } from "../../../../src/provider/protocol/value";
import { answersTheRecorded, ask, block, lines, nothing, noValues } from "../helpers/ask";
import { thingSchema, tiny } from "../helpers/tiny";

const type_name = "tiny_thing";

describe("ValidateResourceConfig", () => {
  answersTheRecorded("ValidateResourceConfig", validateResourceConfig);

  it("needs no configured provider", async () => {
    const asked = { type_name, config: block(thingSchema, { text: "text" }) };
    expect(await ask(validateResourceConfig, asked, new Session(tiny))).toEqual({ diagnostics: [] });
  });

  it.each(Object.keys(thingSchema.attributes))("has nothing against null or unknown as %s", async (name) => {
    for (const value of [null, unknown]) {
      const config = block(thingSchema, { text: "text", [name]: value });
      expect(await ask(validateResourceConfig, { type_name, config })).toEqual({ diagnostics: [] });
    }
  });

  it.each(noValues)("tells of $what", async ({ value, told }) => {
    expect(lines((await ask(validateResourceConfig, { type_name, config: value })).diagnostics).join()).toMatch(told);
  });

  it("tells of a block that is null", async () => {
    const { diagnostics } = await ask(validateResourceConfig, { type_name, config: nothing });
    expect(lines(diagnostics).join()).toMatch(/a block is null that has to be there/);
  });

  it.each(["tiny_other", "", "constructor", "__proto__"])("tells that there is no %j", async (other) => {
    const { diagnostics } = await ask(validateResourceConfig, { type_name: other, config: nothing });
    expect(lines(diagnostics).join()).toMatch(/the provider has no /);
  });

  it.each([
    { fault: "error", told: "error at fault: As asked for: The configuration asks for it." },
    { fault: "warning", told: "warning at fault: As asked for: The configuration asks for it." },
  ])("tells the $fault that the resource tells, with the place", async ({ fault, told }) => {
    const config = block(thingSchema, { text: "text", fault });
    expect(lines((await ask(validateResourceConfig, { type_name, config })).diagnostics)).toEqual([told]);
  });
});
