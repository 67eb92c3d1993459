import { describe, expect, it } from "vitest";
import { importResourceState } from "../../../../src/provider/protocol/rpc/import-resource-state";
import { Session } from "../../../../src/provider/protocol/session";
import { answeredBlock, answersTheRecorded, ask, lines } from "../helpers/ask";
import { thingSchema, tiny } from "../helpers/tiny";

const type_name = "tiny_thing";

describe("ImportResourceState", () => {
  answersTheRecorded("ImportResourceState", importResourceState, (response, { id }) => {
    expect(response.imported_resources.map(({ state }) => answeredBlock(thingSchema, state))).toMatchObject([{ id }]);
  });

  it.each(["an id", "", "Zürich/東京", 'with "quotes"'])("gives the state of %j", async (id) => {
    const {
      imported_resources: [imported, ...more],
      diagnostics,
    } = await ask(importResourceState, { type_name, id });
    expect(diagnostics).toEqual([]);
    expect(more).toEqual([]);
    expect(imported?.type_name).toBe(type_name);
    expect(answeredBlock(thingSchema, imported?.state)).toMatchObject({
      id,
      text: "imported",
      greeting: "good morning",
    });
  });

  it.each([
    { id: "throw", told: /it stopped with: the tiny provider was asked to throw/ },
    { id: "silent", told: /it gave neither a result nor an error/ },
    { id: "unknown", told: /the attribute text is still unknown/ },
    { id: "shape", told: /the attribute size is a string, where the type is number/ },
  ])("imports nothing, and tells of a method that does: $id", async ({ id, told }) => {
    const { imported_resources: imported, diagnostics } = await ask(importResourceState, { type_name, id });
    expect(imported).toEqual([]);
    expect(lines(diagnostics).join()).toMatch(told);
  });

  it("tells of a provider that is not configured", async () => {
    const { diagnostics } = await ask(importResourceState, { type_name, id: "an id" }, new Session(tiny));
    expect(lines(diagnostics).join()).toMatch(/asked for this before it is configured/);
  });

  it.each(["tiny_echo", "", "__proto__"])("tells that there is no resource %j", async (other) => {
    const { diagnostics } = await ask(importResourceState, { type_name: other, id: "an id" });
    expect(lines(diagnostics).join()).toMatch(/the provider has no resource/);
  });
});
