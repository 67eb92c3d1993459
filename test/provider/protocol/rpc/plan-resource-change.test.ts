import { describe, expect, it } from "vitest";
import { planResourceChange } from "../../../../src/provider/protocol/rpc/plan-resource-change";
import { Session } from "../../../../src/provider/protocol/session";
import { unknown, type Values } from "../../../../src/provider/protocol/value";
import { answeredBlock, answersTheRecorded, ask, block, configured, lines, nothing, noValues } from "../helpers/ask";
import { faithless, faults } from "../helpers/faults";
import { positions } from "../helpers/positions";
import { thingSchema, tiny } from "../helpers/tiny";

const type_name = "tiny_thing";
const kept = Buffer.from("kept beside the state");
const made = { id: "thing-1", greeting: "good morning", label: "made" };

/** The plan for a new thing, for which Terraform proposes what is configured, and unknown for what is the provider's to give. */
function create(config: Values, session = configured()) {
  const computed = { id: unknown, greeting: unknown, ...(config.label === undefined ? { label: unknown } : {}) };
  const asked = {
    type_name,
    prior_state: nothing,
    config: block(thingSchema, config),
    proposed_new_state: block(thingSchema, { ...config, ...computed }),
  };
  return ask(planResourceChange, asked, session);
}

/** The plan for a thing that is there. */
function update(before: Values, config: Values) {
  return ask(planResourceChange, {
    type_name,
    prior_state: block(thingSchema, { ...made, ...before }),
    config: block(thingSchema, config),
    proposed_new_state: block(thingSchema, { ...made, ...config }),
    prior_private: kept,
  });
}

describe("PlanResourceChange", () => {
  answersTheRecorded("PlanResourceChange", planResourceChange, (response, request) => {
    const planned = answeredBlock(thingSchema, response.planned_state);
    const config = answeredBlock(thingSchema, request.config);
    for (const [name, { given }] of Object.entries(thingSchema.attributes)) {
      if (planned !== null && given !== "computed" && config?.[name] !== null)
        expect(planned[name]).toEqual(config?.[name]);
    }
    expect(Buffer.from(response.planned_private)).toEqual(Buffer.from(request.prior_private));
  });

  it("plans a new thing", async () => {
    const { planned_state: planned, ...rest } = await create({ text: "new", size: 3 });
    expect(answeredBlock(thingSchema, planned)).toMatchObject({
      text: "new",
      size: 3,
      id: unknown,
      greeting: "good morning",
    });
    expect(rest).toMatchObject({ requires_replace: [], planned_private: { length: 0 }, diagnostics: [] });
  });

  it("plans a change in place, and hands on what is kept", async () => {
    const { planned_state: planned, ...rest } = await update({ text: "same", size: 3 }, { text: "same", size: 4 });
    expect(answeredBlock(thingSchema, planned)).toMatchObject({ ...made, size: 4 });
    expect(rest).toMatchObject({ requires_replace: [], diagnostics: [] });
    expect(Buffer.from(rest.planned_private)).toEqual(kept);
  });

  it("names what can only be changed by another in its place", async () => {
    const { requires_replace: replace } = await update({ text: "old" }, { text: "new" });
    expect(replace.map(({ steps }) => steps.map((step) => step.attribute_name))).toEqual([["text"]]);
  });

  it("plans a removal", async () => {
    const asked = {
      type_name,
      prior_state: block(thingSchema, { ...made, text: "old" }),
      proposed_new_state: nothing,
      config: nothing,
    };
    const { planned_state: planned, diagnostics } = await ask(planResourceChange, asked);
    expect(diagnostics).toEqual([]);
    expect(answeredBlock(thingSchema, planned)).toBeNull();
  });

  it.each(positions)("keeps what is configured: $what", async ({ name, value }) => {
    const { planned_state: planned, diagnostics } = await create({ text: "text", [name]: value });
    expect(lines(diagnostics)).toEqual([]);
    expect(answeredBlock(thingSchema, planned)?.[name]).toEqual(value);
  });

  it.each([...faults, ...faithless])(
    "gives no plan, and tells of a method that does: $fault",
    async ({ fault, told }) => {
      const { planned_state: planned, diagnostics } = await create({ text: "s3cret", fault });
      expect(planned).toBeUndefined();
      expect(lines(diagnostics).join()).toMatch(told);
      expect(lines(diagnostics).join()).not.toContain("s3cret");
    },
  );

  it("tells of a value of another type", async () => {
    const { diagnostics } = await create({ text: "text", fault: "shape" });
    expect(lines(diagnostics).join()).toMatch(
      /the attribute size (is a string, where the type is number|is not what is configured|has a value)/,
    );
  });

  it("tells of what is still unknown in a plan to no one: it is what a plan is for", async () => {
    const { planned_state: planned } = await create({ text: unknown }, configured(unknown));
    expect(answeredBlock(thingSchema, planned)).toMatchObject({ text: unknown, greeting: unknown });
  });

  it("tells of what is planned to stay, when it is to be destroyed", async () => {
    const session = planning((state) => ({ ...state, text: "text" }));
    const asked = { type_name, prior_state: block(thingSchema, made), proposed_new_state: nothing, config: nothing };
    const { diagnostics } = await ask(planResourceChange, asked, session);
    expect(lines(diagnostics).join()).toMatch(/planned to stay, though it is to be destroyed/);
  });

  it("tells of what is planned to be nothing, when it is configured", async () => {
    const { diagnostics } = await create(
      { text: "text" },
      planning(() => null),
    );
    expect(lines(diagnostics).join()).toMatch(/planned to be nothing, though it is configured/);
  });

  it("tells of a value where none is configured and none is the provider's to give", async () => {
    const { diagnostics } = await create(
      { text: "text" },
      planning((state) => ({ ...state, size: 3 })),
    );
    expect(lines(diagnostics).join()).toMatch(/the attribute size has a value, though none is configured/);
  });

  it("tells of an attribute that is left out", async () => {
    const { diagnostics } = await create(
      { text: "text" },
      planning(({ size, ...state }) => state),
    );
    expect(lines(diagnostics).join()).toMatch(/the attribute size is missing/);
  });

  it("lets a provider hold on to a value that it may give itself, in another form of the configured one", async () => {
    const session = planning((state) => ({ ...state, label: "MADE" }));
    const asked = {
      type_name,
      prior_state: block(thingSchema, { ...made, text: "text", label: "MADE" }),
      config: block(thingSchema, { text: "text", label: "made" }),
      proposed_new_state: block(thingSchema, { ...made, text: "text", label: "made" }),
    };
    expect(lines((await ask(planResourceChange, asked, session)).diagnostics)).toEqual([]);
  });

  it("tells of a provider that is not configured", async () => {
    expect(lines((await create({ text: "text" }, new Session(tiny))).diagnostics).join()).toMatch(
      /before it is configured/,
    );
  });

  it.each(noValues)("tells of $what", async ({ value, told }) => {
    const good = block(thingSchema, { text: "text" });
    for (const name of ["prior_state", "proposed_new_state", "config"]) {
      const asked = { type_name, prior_state: good, proposed_new_state: good, config: good, [name]: value };
      expect(lines((await ask(planResourceChange, asked)).diagnostics).join()).toMatch(told);
    }
  });
});

/** The tiny provider with a plan of another making. */
function planning(plan: (proposed: Values) => Values | null): Session {
  const thing = tiny.resources.tiny_thing;
  if (thing === undefined) throw new Error("there is no thing");
  const resource = {
    ...thing,
    plan: async ({ proposed, prior }: { proposed: Values | null; prior: Values | null }) => ({
      told: [],
      result: { planned: plan(proposed ?? prior ?? {}) },
    }),
  };
  const session = new Session({ ...tiny, resources: { tiny_thing: resource } });
  session.configure({ greeting: "hello" });
  return session;
}
