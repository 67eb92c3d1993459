import { describe, expect, it } from "vitest";
import { check } from "../../src/check/check";
import { at, estateWith } from "../helpers/estate";
import { specify } from "./expecting";

const waiver = (rest: string, name = "w"): string => `
waivers:
  ${name}: { owner: payments, acceptedBy: hana, reason: Until the migration, expires: 2026-12-31T00:00:00Z, ${rest} }`;
const long = "roles: { viewer: { maxTtl: 13h } }";
const ofLong = waiver("rule: ttl-over-ceiling, resource: roles.viewer");
const now = "2026-11-22T00:00:00Z";

specify("waivers of a declaration", [
  { name: "one that fits", estate: long + ofLong, now, found: ["note ttl-over-ceiling roles.viewer.maxTtl (w)"] },
  {
    name: "one that fits, where nobody knows the time",
    estate: long + ofLong.replace("2026-12-31", "2020-01-01"),
    found: ["note ttl-over-ceiling roles.viewer.maxTtl (w)"],
  },
  {
    name: "one that expires this second waives nothing",
    estate: long + ofLong.replace("2026-12-31", "2026-11-22"),
    now,
    found: ["error ttl-over-ceiling roles.viewer.maxTtl", "warning waiver-expired waivers.w.expires"],
  },
  {
    name: "of a ceiling",
    estate: `policy: { ceilings: { moderate: 13h } }${waiver("rule: ceiling-loosened, resource: policy.ceilings.moderate")}`,
    now,
    found: ["note ceiling-loosened policy.ceilings.moderate (w)"],
  },
  {
    name: "of another role",
    estate: long + waiver("rule: ttl-over-ceiling, resource: roles.operator"),
    now,
    found: ["error ttl-over-ceiling roles.viewer.maxTtl", "warning waiver-unused waivers.w"],
  },
  {
    name: "that nothing needs",
    estate: ofLong,
    now,
    found: ["warning waiver-unused waivers.w"],
  },
  {
    name: "of a rule that nothing may waive",
    estate: `roles: { viewer: { owners: null } }${waiver("rule: owner-missing, resource: roles.viewer")}`,
    now,
    found: ["error owner-missing roles.viewer.owners.entitlement", "error waiver-rule-not-waivable waivers.w.rule"],
  },
  {
    name: "of a rule that is none",
    estate: long + waiver("rule: ttl-over-ceilling, resource: roles.viewer"),
    now,
    found: ["error ttl-over-ceiling roles.viewer.maxTtl", "error waiver-rule-unknown waivers.w.rule"],
  },
  {
    name: "of a role that is none",
    estate: long + waiver("rule: ttl-over-ceiling, resource: roles.vewer"),
    now,
    found: ["error ttl-over-ceiling roles.viewer.maxTtl", "error waiver-resource-unknown waivers.w.resource"],
  },
  {
    name: "of a rule of the gate, which is left to the gate",
    estate: waiver("rule: static-credential, resource: aws_iam_access_key.legacy"),
    now,
    found: [],
  },
]);

specify("who accepts a waiver, and for how long", [
  {
    name: "somebody who is not of the governance team",
    estate: long + ofLong.replace("hana", "frank"),
    now,
    found: ["error ttl-over-ceiling roles.viewer.maxTtl", "error waiver-not-by-governance waivers.w.acceptedBy"],
  },
  {
    name: "somebody of the governance team and of the owner",
    estate: `teams: { payments: { members: [dana, erin, hana] } }\n${long}${ofLong}`,
    now,
    found: ["error ttl-over-ceiling roles.viewer.maxTtl", "error waiver-by-owner waivers.w.acceptedBy"],
  },
  {
    name: "for exactly 90 days",
    estate: waiver("rule: static-credential, resource: x.y").replace("2026-12-31", "2027-02-20"),
    now,
    found: [],
  },
  {
    name: "for a second longer",
    estate: waiver("rule: static-credential, resource: x.y").replace("2026-12-31T00:00:00Z", "2027-02-20T00:00:01Z"),
    now,
    found: ["error waiver-too-long waivers.w.expires"],
  },
  {
    name: "a waiver of the gate's that has expired",
    estate: waiver("rule: static-credential, resource: x.y").replace("2026-12-31", "2026-11-01"),
    now,
    found: ["warning waiver-expired waivers.w.expires"],
  },
]);

describe("the verdict by the time", () => {
  it("says that it depends on the time where only an expired waiver is missing", () => {
    const estate = estateWith(long + ofLong.replace("2026-12-31", "2026-11-01"));
    const [error] = check(estate, { now: at(now) }).filter(({ severity }) => severity === "error");
    expect(error).toMatchObject({ code: "ttl-over-ceiling", timed: true });
  });

  it("suggests the nearest code", () => {
    const estate = estateWith(long + waiver("rule: ttl-over-ceilling, resource: roles.viewer"));
    const found = check(estate).find(({ code }) => code === "waiver-rule-unknown");
    expect(found?.fix).toContain('"ttl-over-ceiling"');
  });
});
