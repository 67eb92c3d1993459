import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { graphOf } from "../../../src/report/page/browser/graph";
import { layoutOf, size } from "../../../src/report/page/browser/layout";
import { Model, type Selection } from "../../../src/report/page/browser/model";
import { privilegeText, privilegeTone, stateOf } from "../../../src/report/page/browser/words";
import type { PageData } from "../../../src/report/page/data";
import { pageData } from "../../../src/report/page/page-data";
import { at, estateWith } from "../../helpers/estate";

const now = at("2026-11-23T09:30:00Z");

/** Groups in groups, one of them kept elsewhere, an agent in a group. */
const changes = `
identities:
  inner: { kind: group, members: [dana, bot] }
  outer: { kind: group, members: [inner] }
  elsewhere: { kind: group, membership: external }
roles:
  nested:
    description: Through groups
    owners: { entitlement: payments }
    sensitivity: moderate
    eligible: [outer]
    maxTtl: 1h
    approval: { none: "A test" }
    aws: { targets: [stage], statements: [ { actions: [ec2:RebootInstances], resources: ["*"] } ] }
  anybodys:
    description: Through a group that is kept elsewhere
    owners: { entitlement: payments }
    sensitivity: moderate
    eligible: [elsewhere]
    maxTtl: 1h
    approval: { none: "A test" }
    aws: { targets: [stage], statements: [ { actions: [ec2:RebootInstances], resources: ["*"] } ] }
`;

const data: PageData = pageData(estateWith(changes), [], { now });
const model = new Model(data);
const identity = (name: string): number => data.identities.findIndex((one) => one.name === name);
const rolesOf = (selection: Partial<Selection>): string[] =>
  model.choose({ text: "", ...selection }).roles.map((position) => data.roles[position]?.name ?? "");

describe("choosing a person", () => {
  it.each([
    { who: "dana", may: ["nested"], because: "a group in a group" },
    { who: "erin", may: ["nested"], because: "the agent that erin sponsors is in it" },
  ])("finds what $who may hold: $because", ({ who, may }) => {
    expect(rolesOf({ identity: identity(who) })).toEqual(expect.arrayContaining(may));
  });

  it("never leaves out a role that anybody may hold through a group kept elsewhere", () => {
    for (const position of data.identities.keys()) expect(rolesOf({ identity: position })).toContain("anybodys");
  });

  it("leaves out what the person cannot come to", () => {
    expect(rolesOf({ identity: identity("hana") })).not.toContain("nested");
  });
});

it("any selection leaves a part of what a wider one leaves", () => {
  const chosen = (list: readonly unknown[]) => fc.option(fc.nat(list.length - 1), { nil: undefined });
  fc.assert(
    fc.property(
      chosen(data.identities),
      chosen(data.teams),
      chosen(data.targets),
      fc.constantFrom("", "through", "stage reboot", "nothing has this"),
      (person, team, target, text) => {
        const narrow = rolesOf({ identity: person, team, target, text });
        for (const wider of [
          rolesOf({ identity: person }),
          rolesOf({ team }),
          rolesOf({ target }),
          rolesOf({ text }),
        ]) {
          expect(wider).toEqual(expect.arrayContaining(narrow));
        }
      },
    ),
  );
});

describe("the picture", () => {
  const graph = graphOf(model, model.choose({ text: "" }), undefined);
  const layout = layoutOf(graph);

  it("has every edge go to the right, and no two nodes in one place", () => {
    const x = new Map(layout.placed.map(({ node, x }) => [node.key, x]));
    for (const { from, to } of graph.edges) expect(x.get(from) ?? 0).toBeLessThan(x.get(to) ?? 0);
    for (const [index, a] of layout.placed.entries()) {
      for (const b of layout.placed.slice(index + 1)) {
        if (a.x === b.x) expect(Math.abs(a.y - b.y)).toBeGreaterThanOrEqual(size.height);
      }
    }
  });

  it("is the same each time", () => {
    expect(layoutOf(graphOf(new Model(data), model.choose({ text: "" }), undefined))).toEqual(layout);
  });

  it("ends where groups hold each other", () => {
    const group = { kind: "group", teams: [] } as const;
    const circular: PageData = {
      ...data,
      identities: data.identities.map((one, position) =>
        one.kind === "group" ? { ...one, ...group, members: [position, identity("inner"), identity("outer")] } : one,
      ),
    };
    const turning = new Model(circular);
    expect(layoutOf(graphOf(turning, turning.choose({ text: "" }), undefined)).placed.length).toBeGreaterThan(0);
  });
});

it.each([
  [{ privilege: "read", because: [], unknown: [] }, "reads settings and names", "read"],
  [
    { privilege: "read", because: [], unknown: ["x:Y"] },
    "reads settings and names, and more that cannot be told",
    "unknown",
  ],
  [{ because: [], unknown: ["x:Y"] }, "what it can do cannot be told", "unknown"],
  [
    { privilege: "administrative", because: [], unknown: ["x:Y"] },
    "can do everything, and more that cannot be told",
    "grave",
  ],
] as const)("%j is told as %s", (privilege, text, tone) => {
  expect([privilegeText(privilege), privilegeTone(privilege)]).toEqual([text, tone]);
});

it.each([
  [undefined, undefined, "requested"],
  [now, now + 1, "running"],
  [now - 10, now, "past"],
  [now + 1, now + 2, "later"],
  [now + 5, now + 5, "past"],
] as const)("from %s to %s it is %s", (start, end, state) => {
  const lease = { name: "x", role: 0, identity: 0, targets: [], ttl: 1, approvals: [], ...(start && { start, end }) };
  expect(stateOf(lease, now)).toBe(state);
});
