import { describe, expect, it } from "vitest";
import { openEphemeralResource } from "../../../../src/provider/protocol/rpc/open-ephemeral-resource";
import { Session } from "../../../../src/provider/protocol/session";
import { unknown } from "../../../../src/provider/protocol/value";
import { answeredBlock, answersTheRecorded, ask, block, lines, nothing, noValues } from "../helpers/ask";
import { faithless, faults } from "../helpers/faults";
import { tiny, tokenSchema } from "../helpers/tiny";

const type_name = "tiny_token";
const open = (values: Parameters<typeof block>[1]) =>
  ask(openEphemeralResource, { type_name, config: block(tokenSchema, values) });

describe("OpenEphemeralResource", () => {
  answersTheRecorded("OpenEphemeralResource", openEphemeralResource, ({ result }) => {
    expect(answeredBlock(tokenSchema, result)).toMatchObject({ token: expect.stringMatching(/^token of /) });
  });

  it("gives its values, and no time at which to renew them", async () => {
    const { result, ...rest } = await open({ text: "you" });
    expect(answeredBlock(tokenSchema, result)).toEqual({ text: "you", fault: null, token: "token of you" });
    expect(rest).toEqual({ diagnostics: [] });
  });

  it.each([...faults, ...faithless])(
    "gives nothing, and tells of a method that does: $fault",
    async ({ fault, told }) => {
      const { result, diagnostics } = await open({ text: "you", fault });
      expect(result).toBeUndefined();
      expect(lines(diagnostics).join()).toMatch(told);
    },
  );

  it("never says the values in what it tells", async () => {
    for (const { fault } of [...faults, ...faithless]) {
      const { diagnostics } = await open({ text: "s3cret", fault });
      expect(lines(diagnostics).join()).not.toMatch(/s3cret|token of/);
    }
  });

  it("tells of an unknown configuration, with which nothing can be opened", async () => {
    expect(lines((await open({ text: unknown })).diagnostics).join()).toMatch(/the attribute text is still unknown/);
  });

  it("tells of a provider that is not configured", async () => {
    const asked = { type_name, config: block(tokenSchema, { text: "you" }) };
    const { diagnostics } = await ask(openEphemeralResource, asked, new Session(tiny));
    expect(lines(diagnostics).join()).toMatch(/asked for this before it is configured/);
  });

  it.each(noValues)("tells of $what", async ({ value, told }) => {
    expect(lines((await ask(openEphemeralResource, { type_name, config: value })).diagnostics).join()).toMatch(told);
  });

  it.each(["tiny_thing", "", "__proto__"])("tells that there is no ephemeral resource %j", async (other) => {
    const { diagnostics } = await ask(openEphemeralResource, { type_name: other, config: nothing });
    expect(lines(diagnostics).join()).toMatch(/the provider has no ephemeral resource/);
  });
});
