import { describe, expect, it } from "vitest";
import { sentValue, valueFrom } from "../../../../src/provider/protocol/dynamic-value";
import { callFunction } from "../../../../src/provider/protocol/rpc/call-function";
import { Session } from "../../../../src/provider/protocol/session";
import { Dynamic, Precise, unknown, type Value, type ValueType } from "../../../../src/provider/protocol/value";
import { answersTheRecorded, ask } from "../helpers/ask";
import { tiny } from "../helpers/tiny";

/** Calls in a process that is not configured, as Terraform does. */
const call = (name: string, ...given: readonly { type: ValueType; value: Value }[]) =>
  ask(callFunction, { name, arguments: given.map(({ type, value }) => sentValue(type, value)) }, new Session(tiny));
const text = (value: Value) => ({ type: "string", value }) as const;
const any = (value: Value) => ({ type: "dynamic", value }) as const;

describe("CallFunction", () => {
  answersTheRecorded("CallFunction", callFunction, ({ result, error }) => {
    expect(error).toBeUndefined();
    expect(result).toBeDefined();
  });

  it("gives the result", async () => {
    const { result, error } = await call("shout", text("hello"));
    expect(error).toBeUndefined();
    expect(valueFrom("string", result)).toBe("HELLO");
  });

  it.each([
    { what: "null", value: null, kind: "null" },
    { what: "unknown", value: unknown, kind: "unknown" },
    { what: "a value of a known type", value: new Dynamic(["list", "string"], ["a"]), kind: '["list","string"]' },
    {
      what: "a value that is partly unknown",
      value: new Dynamic(["list", "string"], [unknown]),
      kind: '["list","string"]',
    },
  ])("is called with $what where it allows that", async ({ value, kind }) => {
    expect(valueFrom("string", (await call("kind", any(value))).result)).toBe(kind);
  });

  it.each([
    { what: "null", value: null },
    { what: "numbers", value: new Dynamic(["tuple", ["number", "number"]], [0.1, new Precise("1e400")]) },
    {
      what: "a map with a key of JavaScript's own",
      value: new Dynamic(["map", "string"], Object.fromEntries([["__proto__", "p"]])),
    },
    { what: "types within types", value: new Dynamic(["list", "dynamic"], [new Dynamic("bool", true), null]) },
  ])("takes and gives $what unchanged", async ({ value }) => {
    expect(valueFrom("dynamic", (await call("echo", any(value))).result)).toEqual(value);
  });

  it.each([
    { what: "unknown", name: "shout", given: text(unknown), type: "string" as const },
    {
      what: "what is partly unknown",
      name: "echo",
      given: any(new Dynamic(["list", "string"], [unknown])),
      type: "dynamic" as const,
    },
  ])("gives unknown for $what, where it does not allow that", async ({ name, given, type }) => {
    expect(valueFrom(type, (await call(name, given)).result)).toBe(unknown);
  });

  it.each([
    { what: "null, where it does not allow that", given: [text(null)], told: "text must not be null", argument: 0 },
    { what: "what the function says", given: [text("")], told: "there is nothing to say", argument: 0 },
    { what: "an exception", given: [text("throw")], told: "it stopped with: the tiny provider was asked to throw" },
    { what: "too few arguments", given: [], told: "shout has 1 parameters and was given 0" },
    { what: "too many arguments", given: [text("a"), text("b")], told: "shout has 1 parameters and was given 2" },
    {
      what: "an argument of another type",
      given: [{ type: "number", value: 1 } as const],
      told: "not a text but a number",
    },
  ])("gives no result, and tells of $what", async ({ given, told, argument }) => {
    const { result, error } = await call("shout", ...given);
    expect(result).toBeUndefined();
    expect(error?.text).toContain(told);
    expect(error?.function_argument).toBe(argument);
  });

  it.each(["whisper", "", "__proto__"])("tells that there is no function %j", async (name) => {
    expect((await call(name)).error?.text).toContain(`the provider has no function ${JSON.stringify(name)}`);
  });

  it.each([
    { what: "is of another type", result: 3, told: /the value is a number, where the type is string/ },
    { what: "is unknown, though the arguments are known", result: unknown, told: /the value is still unknown/ },
    { what: "holds half of a character", result: "\ud800", told: /the value holds half of a character/ },
  ])("tells of a result that $what", async ({ result, told }) => {
    const shout = tiny.functions.shout;
    if (shout === undefined) throw new Error("there is no such function");
    const session = new Session({ ...tiny, functions: { shout: { ...shout, call: async () => result } } });
    const { error } = await ask(callFunction, { name: "shout", arguments: [sentValue("string", "a")] }, session);
    expect(error?.text).toMatch(told);
  });

  it("ends what it tells without a full stop, since Terraform sets one", async () => {
    expect((await call("shout", text("throw"))).error?.text).not.toMatch(/\.$/);
  });
});
