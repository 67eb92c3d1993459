import { describe, expect, it } from "vitest";
import { readResource } from "../../../../src/provider/protocol/rpc/read-resource";
import { Session } from "../../../../src/provider/protocol/session";
import { answeredBlock, answersTheRecorded, ask, block, lines, nothing, noValues } from "../helpers/ask";
import { thingSchema, tiny } from "../helpers/tiny";

const type_name = "tiny_thing";
const kept = Buffer.from("kept beside the state");
const read = (values: Parameters<typeof block>[1]) =>
  ask(readResource, { type_name, current_state: block(thingSchema, { text: "text", ...values }), private: kept });

describe("ReadResource", () => {
  answersTheRecorded("ReadResource", readResource, (response, request) => {
    expect(answeredBlock(thingSchema, response.new_state)).toEqual(answeredBlock(thingSchema, request.current_state));
    expect(Buffer.from(response.private)).toEqual(Buffer.from(request.private));
  });

  it("gives what is there now, and what is kept beside it", async () => {
    const { new_state: state, private: beside, diagnostics } = await read({ id: "thing-1" });
    expect(diagnostics).toEqual([]);
    expect(answeredBlock(thingSchema, state)).toMatchObject({ id: "thing-1", text: "text" });
    expect(beside).toEqual(kept);
  });

  it("gives what is new", async () => {
    const { new_state: state } = await read({ fault: "read-change" });
    expect(answeredBlock(thingSchema, state)).toMatchObject({ text: "something else" });
  });

  it("gives null for what is gone", async () => {
    const { new_state: state, diagnostics } = await read({ fault: "gone" });
    expect(diagnostics).toEqual([]);
    expect(answeredBlock(thingSchema, state)).toBeNull();
  });

  it.each([
    { fault: "read-throw", told: /it stopped with: the tiny provider was asked to throw/ },
    { fault: "read-silent", told: /it gave neither a result nor an error/ },
    { fault: "read-unknown", told: /the attribute text is still unknown/ },
    { fault: "read-shape", told: /the attribute size is a string, where the type is number/ },
    { fault: "read-error", told: /error at fault: As asked for/ },
  ])("gives no state, and tells of a method that does: $fault", async ({ fault, told }) => {
    const { new_state: state, diagnostics } = await read({ fault });
    expect(state).toBeUndefined();
    expect(lines(diagnostics).join()).toMatch(told);
  });

  it("tells of a provider that is not configured", async () => {
    const asked = { type_name, current_state: block(thingSchema, { text: "text" }) };
    const { diagnostics } = await ask(readResource, asked, new Session(tiny));
    expect(lines(diagnostics).join()).toMatch(/asked for this before it is configured/);
  });

  it.each([...noValues, { what: "no state", value: nothing, told: /null that has to be there/ }])(
    "tells of $what",
    async ({ value, told }) => {
      expect(lines((await ask(readResource, { type_name, current_state: value })).diagnostics).join()).toMatch(told);
    },
  );

  it.each(["tiny_echo", "", "__proto__"])("tells that there is no resource %j", async (other) => {
    const { diagnostics } = await ask(readResource, { type_name: other, current_state: nothing });
    expect(lines(diagnostics).join()).toMatch(/the provider has no resource/);
  });
});
