import { describe, expect, it } from "vitest";
import { applyResourceChange } from "../../../../src/provider/protocol/rpc/apply-resource-change";
import { Session } from "../../../../src/provider/protocol/session";
import { Unknown, unknown, type Values } from "../../../../src/provider/protocol/value";
import { answeredBlock, answersTheRecorded, ask, block, configured, lines, nothing, noValues } from "../helpers/ask";
import { thingSchema, tiny } from "../helpers/tiny";

const type_name = "tiny_thing";
const kept = Buffer.from("kept beside the state");

function apply(config: Values, session = configured()) {
  const asked = {
    type_name,
    prior_state: nothing,
    planned_state: block(thingSchema, { ...config, id: unknown, label: "made", greeting: "good morning" }),
    config: block(thingSchema, config),
    planned_private: kept,
  };
  return ask(applyResourceChange, asked, session);
}

describe("ApplyResourceChange", () => {
  answersTheRecorded("ApplyResourceChange", applyResourceChange, (response, request) => {
    const [planned, state] = [request.planned_state, response.new_state].map((sent) =>
      answeredBlock(thingSchema, sent),
    );
    expect(state === null).toBe(planned === null);
    for (const [name, value] of Object.entries(planned ?? {})) {
      if (!(value instanceof Unknown)) expect(state?.[name]).toEqual(value);
    }
  });

  it("gives what has become of the plan, and what is kept beside it", async () => {
    const { new_state: state, private: beside, diagnostics } = await apply({ text: "text", size: 3 });
    expect(diagnostics).toEqual([]);
    expect(answeredBlock(thingSchema, state)).toMatchObject({ id: "thing-1", text: "text", size: 3 });
    expect(Buffer.from(beside)).toEqual(kept);
  });

  it("gives null for what is destroyed", async () => {
    const prior_state = block(thingSchema, { id: "thing-1", text: "text" });
    const asked = { type_name, prior_state, planned_state: nothing, config: nothing };
    const { new_state: state, diagnostics } = await ask(applyResourceChange, asked);
    expect(diagnostics).toEqual([]);
    expect(answeredBlock(thingSchema, state)).toBeNull();
  });

  it.each([
    { fault: "apply-throw", told: /it stopped with: the tiny provider was asked to throw/ },
    { fault: "apply-silent", told: /it gave neither a result nor an error/ },
    { fault: "apply-unknown", told: /the attribute text is not as it was planned/ },
    { fault: "apply-change", told: /the attribute text is not as it was planned/ },
    { fault: "apply-shape", told: /the attribute size is (a string, where the type is number|not as it was planned)/ },
    { fault: "apply-error", told: /error at fault: As asked for/ },
  ])(
    "gives no state, so that Terraform keeps the one before, and tells of a method that does: $fault",
    async ({ fault, told }) => {
      const { new_state: state, diagnostics } = await apply({ text: "s3cret", fault });
      expect(state).toBeUndefined();
      expect(lines(diagnostics).join()).toMatch(told);
      expect(lines(diagnostics).join()).not.toContain("s3cret");
    },
  );

  it("tells of what is left unknown", async () => {
    const { diagnostics } = await apply(
      { text: "text" },
      applying((planned) => planned),
    );
    expect(lines(diagnostics).join()).toMatch(/the attribute id is still unknown/);
  });

  it("tells of what is gone when it was to be made", async () => {
    expect(
      lines(
        (
          await apply(
            { text: "text" },
            applying(() => null),
          )
        ).diagnostics,
      ).join(),
    ).toMatch(/gone, though/);
  });

  it("tells of what is still there when it was to be destroyed", async () => {
    const prior_state = block(thingSchema, { id: "thing-1", text: "text" });
    const asked = { type_name, prior_state, planned_state: nothing, config: nothing };
    const { diagnostics } = await ask(
      applyResourceChange,
      asked,
      applying((_, prior) => prior),
    );
    expect(lines(diagnostics).join()).toMatch(/still there, though it was to be destroyed/);
  });

  it("tells of a provider that is not configured", async () => {
    expect(lines((await apply({ text: "text" }, new Session(tiny))).diagnostics).join()).toMatch(
      /before it is configured/,
    );
  });

  it.each(noValues)("tells of $what", async ({ value, told }) => {
    const good = block(thingSchema, { text: "text" });
    for (const name of ["prior_state", "planned_state", "config"]) {
      const asked = { type_name, prior_state: good, planned_state: good, config: good, [name]: value };
      expect(lines((await ask(applyResourceChange, asked)).diagnostics).join()).toMatch(told);
    }
  });
});

/** The tiny provider with an apply of another making. */
function applying(apply: (planned: Values | null, prior: Values | null) => Values | null): Session {
  const thing = tiny.resources.tiny_thing;
  if (thing === undefined) throw new Error("there is no thing");
  const resource = {
    ...thing,
    apply: async ({ planned, prior }: { planned: Values | null; prior: Values | null }) => ({
      told: [],
      result: apply(planned, prior),
    }),
  };
  const session = new Session({ ...tiny, resources: { tiny_thing: resource } });
  session.configure({ greeting: "hello" });
  return session;
}
