import { describe, expect, it } from "vitest";
import { upgradeResourceState } from "../../../../src/provider/protocol/rpc/upgrade-resource-state";
import { Session } from "../../../../src/provider/protocol/session";
import { Dynamic, Precise } from "../../../../src/provider/protocol/value";
import { answeredBlock, answersTheRecorded, ask, lines } from "../helpers/ask";
import { thingSchema, tiny } from "../helpers/tiny";

const type_name = "tiny_thing";
const upgrade = (version: number, json: string) =>
  ask(upgradeResourceState, { type_name, version, raw_state: { json: Buffer.from(json) } }, new Session(tiny));

describe("UpgradeResourceState", () => {
  answersTheRecorded("UpgradeResourceState", upgradeResourceState, ({ upgraded_state: state }) => {
    expect(answeredBlock(thingSchema, state)).toMatchObject({ text: expect.any(String), label: expect.any(String) });
  });

  it.each([
    { what: "a text", json: '{"text":"Zürich"}', value: { text: "Zürich" } },
    { what: "a number", json: '{"text":"","size":-12.5}', value: { size: -12.5 } },
    { what: "an exponent", json: '{"text":"","size":1e3}', value: { size: 1000 } },
    {
      what: "a number of more digits than JavaScript holds",
      json: '{"text":"","size":123456789012345678901234567890}',
      value: { size: new Precise("123456789012345678901234567890") },
    },
    { what: "a list with null in it", json: '{"text":"","names":["a",null]}', value: { names: ["a", null] } },
    {
      what: "a map with a key of JavaScript's own",
      json: '{"text":"","tags":{"__proto__":"p","constructor":"c"}}',
      value: {
        tags: Object.fromEntries([
          ["__proto__", "p"],
          ["constructor", "c"],
        ]),
      },
    },
    { what: "a tuple", json: '{"text":"","pair":["a",0.1]}', value: { pair: ["a", 0.1] } },
    {
      what: "an object",
      json: '{"text":"","nested":{"inner":null,"more":[1]}}',
      value: { nested: { inner: null, more: [1] } },
    },
    {
      what: "a value with its type",
      json: '{"text":"","any":{"type":["list","number"],"value":[1,2]}}',
      value: { any: new Dynamic(["list", "number"], [1, 2]) },
    },
    { what: "nothing but what must be there", json: '{"text":"t"}', value: { text: "t", size: null, any: null } },
  ])("reads $what of the present version", async ({ json, value }) => {
    const { upgraded_state: state, diagnostics } = await upgrade(2, json);
    expect(diagnostics).toEqual([]);
    expect(answeredBlock(thingSchema, state)).toMatchObject(value);
  });

  it("brings an older state to the present form", async () => {
    const { upgraded_state: state, diagnostics } = await upgrade(1, '{"id":"thing-1","words":"from before"}');
    expect(diagnostics).toEqual([]);
    expect(answeredBlock(thingSchema, state)).toMatchObject({ id: "thing-1", text: "from before" });
  });

  it.each([
    { what: "a state that the resource refuses", version: 0, json: "{}", told: /^error at fault: An older state/ },
    {
      what: "a state from the future",
      version: 3,
      json: "{}",
      told: /written by a newer version of the provider: It is of version 3, and this provider knows them up to 2\. Use the newer provider\./,
    },
    { what: "what is no JSON", version: 2, json: '{"text":', told: /what should be JSON is none/ },
    { what: "a list", version: 2, json: "[]", told: /a state is no object/ },
    { what: "null", version: 2, json: "null", told: /a state is no object/ },
    { what: "an attribute that there is not", version: 2, json: '{"txet":"a"}', told: /its type has not: txet/ },
    { what: "a value of another type", version: 2, json: '{"text":1}', told: /not a text but a number/ },
    { what: "a tuple of another length", version: 2, json: '{"text":"","pair":["a"]}', told: /of another length/ },
    { what: "a value without its type", version: 2, json: '{"text":"","any":1}', told: /not an object but a number/ },
    { what: "nothing", version: 2, json: "", told: /not in the form of Terraform 0\.12/ },
  ])("gives no state, and tells of $what", async ({ version, json, told }) => {
    const { upgraded_state: state, diagnostics } = await upgrade(version, json);
    expect(state).toBeUndefined();
    expect(lines(diagnostics).join()).toMatch(told);
  });

  it("tells of a state without anything in it, and of a resource that there is not", async () => {
    expect(lines((await ask(upgradeResourceState, { type_name, version: 2 })).diagnostics).join()).toMatch(/0\.12/);
    const other = await ask(upgradeResourceState, { type_name: "tiny_other", version: 2 });
    expect(lines(other.diagnostics).join()).toMatch(/no resource "tiny_other"/);
  });
});
