import { describe, expect, it } from "vitest";
import { readDataSource } from "../../../../src/provider/protocol/rpc/read-data-source";
import { Session } from "../../../../src/provider/protocol/session";
import { unknown } from "../../../../src/provider/protocol/value";
import { answeredBlock, answersTheRecorded, ask, block, lines, nothing, noValues } from "../helpers/ask";
import { faithless, faults } from "../helpers/faults";
import { echoSchema, tiny } from "../helpers/tiny";

const type_name = "tiny_echo";
const read = (values: Parameters<typeof block>[1]) =>
  ask(readDataSource, { type_name, config: block(echoSchema, values) });

describe("ReadDataSource", () => {
  answersTheRecorded("ReadDataSource", readDataSource, ({ state }) => {
    expect(answeredBlock(echoSchema, state)).toMatchObject({ said: expect.stringMatching(/^good morning /) });
  });

  it("gives what the data source finds, beside what is configured", async () => {
    const { state, diagnostics } = await read({ text: "you" });
    expect(diagnostics).toEqual([]);
    expect(answeredBlock(echoSchema, state)).toEqual({ text: "you", fault: null, said: "good morning you" });
  });

  it("gives a warning and what is found", async () => {
    const { state, diagnostics } = await read({ text: "you", fault: "warning" });
    expect(lines(diagnostics)).toEqual(["warning at fault: As asked for: The configuration asks for it."]);
    expect(answeredBlock(echoSchema, state)).toMatchObject({ said: "good morning you" });
  });

  it.each([...faults, ...faithless])(
    "gives nothing, and tells of a method that does: $fault",
    async ({ fault, told }) => {
      const { state, diagnostics } = await read({ text: "you", fault });
      expect(state).toBeUndefined();
      expect(lines(diagnostics).join()).toMatch(told);
    },
  );

  it("tells of an attribute that is no attribute", async () => {
    const { diagnostics } = await read({ text: "you", fault: "shape" });
    expect(lines(diagnostics).join()).toMatch(/the attribute size is no attribute of its schema/);
  });

  it("tells of an unknown configuration, which a data source cannot be read with", async () => {
    const { diagnostics } = await read({ text: unknown });
    expect(lines(diagnostics).join()).toMatch(/the attribute text is still unknown/);
  });

  it("tells of a provider that is not configured", async () => {
    const asked = { type_name, config: block(echoSchema, { text: "you" }) };
    const { diagnostics } = await ask(readDataSource, asked, new Session(tiny));
    expect(lines(diagnostics).join()).toMatch(/asked for this before it is configured/);
  });

  it.each(noValues)("tells of $what", async ({ value, told }) => {
    expect(lines((await ask(readDataSource, { type_name, config: value })).diagnostics).join()).toMatch(told);
  });

  it.each(["tiny_thing", "", "__proto__"])("tells that there is no data source %j", async (other) => {
    const { diagnostics } = await ask(readDataSource, { type_name: other, config: nothing });
    expect(lines(diagnostics).join()).toMatch(/the provider has no data source/);
  });
});
