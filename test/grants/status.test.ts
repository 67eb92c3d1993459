import { describe, expect, it } from "vitest";
import { declaredIn } from "../../src/grants/sources";
import { leaseStatus } from "../../src/grants/status";
import { at } from "../helpers/estate";
import { grantsFile, sourcesWith } from "./sources";

const grant = (name: string, ...lines: readonly string[]): string =>
  [`  ${name}:`, ...["role: operator", "ttl: 1h", ...lines].map((line) => `    ${line}`)].join("\n");

const file = grantsFile(
  [
    grant("first", "identity: dana", "start: 2026-11-23T09:00:00Z"),
    grant("asked", "identity: dana"),
    grant("taken-back", "identity: dana", "revoked: 2026-11-23T08:00:00Z"),
    grant("stopped", "identity: erin", "start: 2026-11-23T09:00:00Z", "completed: 2026-11-23T09:20:00Z"),
    grant("next-day", "identity: erin", "start: 2026-11-24T09:00:00Z"),
  ].join("\n"),
);

function told(moment: string, who?: string): Readonly<Record<string, readonly string[]>> {
  const { estate } = declaredIn(sourcesWith("", { "g.yaml": file }));
  if (!estate) throw new Error("the estate does not load");
  const { leased, upcoming, requested, ended } = leaseStatus(estate, at(moment), who);
  const names = (some: readonly { readonly grant: { readonly name: string } }[]) => some.map((each) => each.grant.name);
  return { leased: names(leased), upcoming: names(upcoming), requested: names(requested), ended: names(ended) };
}

describe("what is leased at a moment", () => {
  it.each<[moment: string, expected: Readonly<Record<string, readonly string[]>>]>([
    ["2026-11-23T08:59:59Z", { leased: [], upcoming: ["first", "stopped", "next-day"], ended: ["taken-back"] }],
    ["2026-11-23T09:00:00Z", { leased: ["stopped", "first"], upcoming: ["next-day"], ended: ["taken-back"] }],
    ["2026-11-23T09:19:59Z", { leased: ["stopped", "first"], upcoming: ["next-day"], ended: ["taken-back"] }],
    ["2026-11-23T09:20:00Z", { leased: ["first"], upcoming: ["next-day"], ended: ["stopped", "taken-back"] }],
    ["2026-11-23T09:59:59Z", { leased: ["first"], upcoming: ["next-day"], ended: ["stopped", "taken-back"] }],
    ["2026-11-23T10:00:00Z", { leased: [], upcoming: ["next-day"], ended: ["first", "stopped", "taken-back"] }],
    ["2026-11-24T08:00:00Z", { leased: [], upcoming: ["next-day"], ended: ["first", "stopped", "taken-back"] }],
    ["2026-11-24T08:00:01Z", { leased: [], upcoming: ["next-day"], ended: ["first", "stopped"] }],
    ["2026-11-24T10:00:00Z", { leased: [], upcoming: [], ended: ["next-day", "first"] }],
  ])("is told at %s", (moment, expected) => {
    expect(told(moment)).toEqual({ ...expected, requested: ["asked"] });
  });

  it("is told of one identity alone", () => {
    expect(told("2026-11-23T09:30:00Z", "erin")).toEqual({
      leased: [],
      upcoming: ["next-day"],
      requested: [],
      ended: ["stopped"],
    });
  });

  it("is told of a sponsor with what its agents hold", () => {
    const agents = `
identities: { helper: { kind: agent, sponsor: dana, team: payments, aws: { role: "arn:aws:iam::111122223333:role/helper" } } }
grants: { by-helper: { role: operator, identity: helper, ttl: 30m } }`;
    const { estate } = declaredIn(sourcesWith(agents));
    const names = (who: string) => estate && leaseStatus(estate, at("2026-11-23T09:30:00Z"), who).requested.length;
    expect([names("dana"), names("helper"), names("erin")]).toEqual([1, 1, 0]);
  });
});
