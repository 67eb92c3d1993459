import { describe, expect, it } from "vitest";
import { validateProviderConfig } from "../../../../src/provider/protocol/rpc/validate-provider-config";
import { unknown } from "../../../../src/provider/protocol/value";
import { answersTheRecorded, ask, block, lines, nothing, noValues } from "../helpers/ask";
import { providerSchema } from "../helpers/tiny";

describe("ValidateProviderConfig", () => {
  answersTheRecorded("ValidateProviderConfig", validateProviderConfig);

  it.each([
    { what: "null", config: { greeting: null } },
    { what: "a text", config: { greeting: "hello" } },
    { what: "an unknown value", config: { greeting: unknown } },
  ])("has nothing against $what", async ({ config }) => {
    expect(await ask(validateProviderConfig, { config: block(providerSchema, config) })).toEqual({ diagnostics: [] });
  });

  it("tells what the provider tells, with the place", async () => {
    const { diagnostics } = await ask(validateProviderConfig, { config: block(providerSchema, { fault: "error" }) });
    expect(lines(diagnostics)).toEqual(["error at fault: As asked for: The configuration asks for it."]);
  });

  it.each(noValues)("tells of $what", async ({ value, told }) => {
    expect(lines((await ask(validateProviderConfig, { config: value })).diagnostics).join()).toMatch(told);
  });

  it("tells of a block that is null", async () => {
    const { diagnostics } = await ask(validateProviderConfig, { config: nothing });
    expect(lines(diagnostics).join()).toMatch(/a block is null that has to be there/);
  });
});
