import { describe, expect, it } from "vitest";
import { check } from "../../src/check/check";
import { addedByStarting } from "../../src/grants/added-by-starting";
import { addedErrors } from "../../src/grants/judge-edit";
import { at, estateWith } from "../helpers/estate";

const now = at("2026-11-23T09:30:00Z");

/** Many grants of other roles to others, in one account or project. */
const crowd = (count: number, text: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => `  other-${n}: { ${text(n)} }`).join("\n");

const cases: readonly [what: string, estate: string][] = [
  ["nothing speaks against it", "grants: { g: { role: operator, identity: dana, ttl: 1h } }"],
  [
    "it is outside the hours",
    `roles: { operator: { require: { within: [ { days: [mon], from: "12:00", to: "18:00", zone: UTC } ] } } }
grants: { g: { role: operator, identity: dana, ttl: 1h } }`,
  ],
  [
    "it overlaps",
    "grants: { g: { role: operator, identity: dana, ttl: 1h }, h: { role: operator, identity: dana, ttl: 1h, start: 2026-11-23T10:00:00Z } }",
  ],
  [
    "it stacks",
    "grants: { g: { role: operator, identity: dana, ttl: 2h }, h: { role: operator, identity: dana, ttl: 3h, start: 2026-11-23T06:00:00Z } }",
  ],
  [
    "another role is held in the same place",
    "roles: { viewer: { eligible: [dana] } }\ngrants: { g: { role: operator, identity: dana, ttl: 1h }, h: { role: viewer, identity: dana, ttl: 1h, start: 2026-11-23T09:00:00Z } }",
  ],
  [
    "a quota of its place is full of others' leases",
    `grants:
  g: { role: viewer, identity: dana, ttl: 1h }
${crowd(20, (n) => `role: viewer, identity: dana, ttl: 1m, start: 2026-11-${n < 15 ? "08" : "09"}T${String(n % 15).padStart(2, "0")}:00:00Z`)}`,
  ],
  [
    "others are wrong already",
    "grants: { g: { role: operator, identity: dana, ttl: 1h }, h: { role: operator, identity: erin, ttl: 9h, start: 2026-11-23T06:00:00Z } }",
  ],
  [
    "a task has its role elsewhere",
    `targets: { stage: { aws: { account: "444455556666" } } }
roles: { viewer: { eligible: [dana] } }
grants: { g: { role: viewer, identity: dana, ttl: 1h } }`,
  ],
];

describe("what speaks against starting a request", () => {
  it.each(cases)("is the same by its neighbourhood as by the whole estate where %s", (_, text) => {
    const estate = estateWith(text);
    const grant = estate.grants.get("g");
    if (grant === undefined) throw new Error("no grant");
    const started = { ...estate, grants: new Map(estate.grants).set("g", { ...grant, start: now }) };
    const errors = (of: typeof estate) =>
      check(of, { now, remarks: false }).filter(({ severity }) => severity === "error");
    const whole = addedErrors(errors(estate), errors(started));
    expect(addedByStarting(estate, grant, now)).toEqual(whole);
  });

  it("is something in some of these cases, also by a quota", () => {
    const codes = cases.flatMap(([, text]) => {
      const estate = estateWith(text);
      const grant = estate.grants.get("g");
      return grant ? addedByStarting(estate, grant, now).map(({ code }) => code) : [];
    });
    expect(codes).toEqual(expect.arrayContaining(["outside-hours", "grants-overlap", "grants-stacked"]));
    expect(codes).toContain("gcp-too-many-conditions");
  });
});
