import { describe, expect, it } from "vitest";
import { validateDataResourceConfig } from "../../../../src/provider/protocol/rpc/validate-data-resource-config";
import { Session } from "../../../../src/provider/protocol/session";
import { unknown } from "../../../../src/provider/protocol/value";
import { answersTheRecorded, ask, block, lines, nothing, noValues } from "../helpers/ask";
import { echoSchema, tiny } from "../helpers/tiny";

const type_name = "tiny_echo";

describe("ValidateDataResourceConfig", () => {
  answersTheRecorded("ValidateDataResourceConfig", validateDataResourceConfig);

  it("needs no configured provider", async () => {
    const asked = { type_name, config: block(echoSchema, { text: "text" }) };
    expect(await ask(validateDataResourceConfig, asked, new Session(tiny))).toEqual({ diagnostics: [] });
  });

  it.each(Object.keys(echoSchema.attributes))("has nothing against null or unknown as %s", async (name) => {
    for (const value of [null, unknown]) {
      const config = block(echoSchema, { text: "text", [name]: value });
      expect(await ask(validateDataResourceConfig, { type_name, config })).toEqual({ diagnostics: [] });
    }
  });

  it.each(noValues)("tells of $what", async ({ value, told }) => {
    expect(lines((await ask(validateDataResourceConfig, { type_name, config: value })).diagnostics).join()).toMatch(
      told,
    );
  });

  it("tells of a block that is null", async () => {
    const { diagnostics } = await ask(validateDataResourceConfig, { type_name, config: nothing });
    expect(lines(diagnostics).join()).toMatch(/a block is null that has to be there/);
  });

  it.each(["tiny_other", "", "constructor", "__proto__"])("tells that there is no %j", async (other) => {
    const { diagnostics } = await ask(validateDataResourceConfig, { type_name: other, config: nothing });
    expect(lines(diagnostics).join()).toMatch(/the provider has no /);
  });
});
