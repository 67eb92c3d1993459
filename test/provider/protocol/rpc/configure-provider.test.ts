import { describe, expect, it } from "vitest";
import { configureProvider } from "../../../../src/provider/protocol/rpc/configure-provider";
import { readDataSource } from "../../../../src/provider/protocol/rpc/read-data-source";
import { Session } from "../../../../src/provider/protocol/session";
import { unknown, type Values } from "../../../../src/provider/protocol/value";
import { answeredBlock, answersTheRecorded, ask, block, lines, noValues } from "../helpers/ask";
import { echoSchema, providerSchema, tiny } from "../helpers/tiny";

/** What a data source says in a process that has been configured so. */
async function said(config: Values): Promise<unknown> {
  const session = new Session(tiny);
  expect(await ask(configureProvider, { config: block(providerSchema, config) }, session)).toEqual({ diagnostics: [] });
  const asked = { type_name: "tiny_echo", config: block(echoSchema, { text: "you" }) };
  return answeredBlock(echoSchema, (await ask(readDataSource, asked, session)).state)?.said;
}

describe("ConfigureProvider", () => {
  answersTheRecorded("ConfigureProvider", configureProvider);

  it.each([
    { what: "a text", config: { greeting: "good evening" }, greeting: "good evening you" },
    { what: "null", config: { greeting: null }, greeting: "hello you" },
    { what: "an unknown value", config: { greeting: unknown }, greeting: "(known after apply) you" },
  ])("gives the methods what it made of $what", async ({ config, greeting }) => {
    expect(await said(config)).toBe(greeting);
  });

  it("is configured anew by a later call", async () => {
    const session = new Session(tiny);
    for (const greeting of ["first", "second"]) {
      await ask(configureProvider, { config: block(providerSchema, { greeting }) }, session);
    }
    expect(session.configured()).toEqual({ greeting: "second" });
  });

  it("tells of an exception, and is not configured by it", async () => {
    const session = new Session(tiny);
    const config = block(providerSchema, { fault: "throw" });
    const { diagnostics } = await ask(configureProvider, { config }, session);
    expect(lines(diagnostics).join()).toMatch(
      /error: The provider failed: .*it stopped with: the tiny provider was asked to throw/,
    );
    expect(() => session.configured()).toThrow(/before it is configured/);
  });

  it.each(noValues)("tells of $what", async ({ value, told }) => {
    expect(lines((await ask(configureProvider, { config: value })).diagnostics).join()).toMatch(told);
  });
});
