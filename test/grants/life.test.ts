import { describe, expect, it } from "vitest";
import { type Asked, activate, complete, extend, revoke } from "../../src/grants/life";
import { declaredIn } from "../../src/grants/sources";
import { stateOf } from "../../src/grants/state";
import { at } from "../helpers/estate";
import { edited, errorsIn, grantsFile, made, now, refusals, sourcesWith } from "./sources";

const changes = "roles: { operator: { extensions: { count: 2, upTo: 1h } } }";

/** One grant `g` of two hours, with some more lines. */
const grant = (...lines: readonly string[]): string =>
  grantsFile(
    ["  g:", ...["role: operator", "identity: dana", "ttl: 2h", ...lines].map((line) => `    ${line}`)].join("\n"),
  );

const asked = (file: string, more = changes, moment = now): Asked => ({
  sources: sourcesWith(more, { "g.yaml": file }),
  directory: "access",
  name: "g",
  now: moment,
});

const requested = grant();
const running = grant("start: 2026-11-23T09:00:00Z");
const upcoming = grant("start: 2026-11-23T12:00:00Z");
const ended = grant("start: 2026-11-23T05:00:00Z");
const withdrawn = grant("revoked: 2026-11-23T09:00:00Z");
const neverBegun = grant("start: 2026-11-23T12:00:00Z", "revoked: 2026-11-23T09:00:00Z");
const revoked = grant("start: 2026-11-23T09:00:00Z", "revoked: 2026-11-23T09:10:00Z");
const completed = grant("start: 2026-11-23T09:00:00Z", "completed: 2026-11-23T09:10:00Z");

const half = (one: Asked) => extend({ ...one, by: "30m" });

describe("the life of a grant", () => {
  it.each<[what: string, act: (one: Asked) => object, file: string, written: string]>([
    ["a request begins", activate, requested, "start: 2026-11-23T09:30:00Z"],
    [
      "a request begins later",
      (one) => activate({ ...one, start: at("2026-11-23T10:00:00Z") }),
      requested,
      "start: 2026-11-23T10:00:00Z",
    ],
    ["a lease is lengthened", half, running, "extensions: [{ by: 30m, at: 2026-11-23T09:30:00Z }]"],
    ["a lease that is to come is lengthened", half, upcoming, "extensions: [{ by: 30m, at: 2026-11-23T09:30:00Z }]"],
    ["a lease is taken back", revoke, running, "revoked: 2026-11-23T09:30:00Z"],
    ["a lease that is to come is taken back", revoke, upcoming, "revoked: 2026-11-23T09:30:00Z"],
    ["a request is taken back", revoke, requested, "revoked: 2026-11-23T09:30:00Z"],
    [
      "what somebody would take back tomorrow is taken back now",
      revoke,
      grant("start: 2026-11-23T09:00:00Z", "revoked: 2026-11-23T10:00:00Z"),
      "revoked: 2026-11-23T09:30:00Z",
    ],
    ["a lease is done", complete, running, "completed: 2026-11-23T09:30:00Z"],
    [
      "what was lengthened in this very second ends in the next",
      revoke,
      grant("start: 2026-11-23T09:00:00Z", "extensions: [{ by: 30m, at: 2026-11-23T09:30:00Z }]"),
      "revoked: 2026-11-23T09:30:01Z",
    ],
  ])("%s", (_, act, file, written) => {
    const one = asked(file);
    const { edit, grant: changed } = made(act(one) as ReturnType<typeof revoke>);
    expect(edit.text).toContain(`    ${written}`);
    const after = edited(one.sources, [edit]);
    expect(errorsIn(after)).toEqual([]);
    expect(changed).toEqual(declaredIn(after).estate?.grants.get("g"));
  });

  it.each<[what: string, act: (one: Asked) => object, file: string, why: RegExp]>([
    [
      "a running lease does not begin",
      activate,
      running,
      /^grant-active: .*active already, from 2026-11-23T09:00:00Z.*extend g/,
    ],
    [
      "one that is to come has a start",
      activate,
      upcoming,
      /^grant-active: .*has a start already: 2026-11-23T12:00:00Z/,
    ],
    [
      "an ended one does not begin",
      activate,
      ended,
      /^grant-ended: .*ended at 2026-11-23T07:00:00Z.*leasehold request/,
    ],
    ["a withdrawn one does not begin", activate, withdrawn, /^grant-withdrawn: .*2026-11-23T09:00:00Z/],
    [
      "nothing begins in the past",
      (one) => activate({ ...one, start: now - 60 }),
      requested,
      /^start-in-the-past: .*2026-11-23T09:29:00Z is past/,
    ],
    [
      "nothing begins beyond what may be planned",
      (one) => activate({ ...one, start: now + 8 * 86_400 }),
      requested,
      /^grant-too-far-ahead: /,
    ],
    ["a request is not lengthened", half, requested, /^grant-not-begun: .*leasehold activate g/],
    ["an ended lease is not lengthened", half, ended, /^grant-ended: /],
    ["a revoked lease is not lengthened", half, revoked, /^grant-ended: .*2026-11-23T09:10:00Z/],
    ["a withdrawn one is not lengthened", half, neverBegun, /^grant-withdrawn: /],
    [
      "one that is to be taken back is not lengthened",
      half,
      grant("start: 2026-11-23T09:00:00Z", "revoked: 2026-11-23T10:00:00Z"),
      /^extension-without-effect: .*2026-11-23T10:00:00Z because `revoked`/,
    ],
    [
      "not by more than the role allows at once",
      (one) => extend({ ...one, by: "90m" }),
      running,
      /^extension-too-long: .*PT1H/,
    ],
    [
      "not more often than the role allows",
      half,
      grant(
        "start: 2026-11-23T09:00:00Z",
        "extensions: [{ by: 1m, at: 2026-11-23T09:10:00Z }, { by: 1m, at: 2026-11-23T09:20:00Z }]",
      ),
      /^extensions-too-many: /,
    ],
    ["not by nothing", (one) => extend({ ...one, by: "30" }), running, /^malformed-value: .*no unit/],
    ["an ended one is not taken back", revoke, ended, /^grant-ended: .*Nothing is left to revoke/],
    ["a revoked one is not taken back", revoke, revoked, /^grant-ended: /],
    ["a withdrawn one is not taken back", revoke, withdrawn, /^grant-withdrawn: .*already, at 2026-11-23T09:00:00Z/],
    ["a request is not done", complete, requested, /^grant-not-begun: .*leasehold revoke g/],
    ["one that is to come is not done", complete, upcoming, /^grant-not-begun: .*has not begun/],
    ["a completed one is not done again", complete, completed, /^grant-ended: /],
    ["a withdrawn one is not done", complete, neverBegun, /^grant-withdrawn: /],
  ])("%s", (_, act, file, why) => {
    const [first, ...others] = refusals(act(asked(file)));
    expect(first).toMatch(why);
    expect(others).toEqual([]);
  });

  it("extends within the maximum only", () => {
    const file = grant("start: 2026-11-23T09:00:00Z").replace("ttl: 2h", "ttl: 3h45m");
    expect(refusals(half(asked(file)))[0]).toMatch(/^grant-too-long: .*PT4H15M.*PT4H at most/);
  });

  it("extends only where the role says so", () => {
    expect(refusals(half(asked(running, "")))[0]).toMatch(/^extensions-not-allowed: /);
  });

  it("does not let a lease run into the next one", () => {
    const next = "\n  h: { role: operator, identity: dana, ttl: 1h, start: 2026-11-23T11:10:00Z }\n";
    expect(refusals(half(asked(running + next)))[0]).toMatch(/^grants-overlap: /);
    expect(
      refusals(
        activate(
          asked(`${requested}\n  h: { role: operator, identity: dana, ttl: 1h, start: 2026-11-23T10:00:00Z }\n`),
        ),
      )[0],
    ).toMatch(/^grants-overlap: /);
  });

  it("begins within the role's hours only", () => {
    const hours =
      'roles: { operator: { require: { within: [ { days: [tue], from: "07:00", to: "19:00", zone: UTC } ] } } }';
    expect(refusals(activate(asked(requested, hours)))[0]).toMatch(/^outside-hours: /);
  });

  it.each([
    ["with the nearest name", "gg", /^grant-unknown: There is no grant "gg". Did you mean "g"\?/],
    ["with those that there are", "something-else", /^grant-unknown: .*There are g\./],
  ])("names what there is not, %s", (_, name, why) => {
    expect(refusals(revoke({ ...asked(running), name }))[0]).toMatch(why);
  });

  it("takes back in an estate with faults, but does not begin anything there", () => {
    const faulty = `${running}\n  other: { role: operater, identity: dana, ttl: 1h }\n`;
    const one = asked(faulty);
    expect(made(revoke(one)).edit.text).toContain("revoked: 2026-11-23T09:30:00Z");
    expect(refusals(half(one))[0]).toMatch(
      /^unknown-reference: access does not load: access\/g\.yaml:\d+: .*Did you mean "operator"/,
    );
  });

  it("says of a grant that cannot be read why", () => {
    const one = asked(running.replace("ttl: 2h", "ttl: never"));
    expect(refusals(revoke(one))[0]).toMatch(/^grant-not-read: Grant "g" cannot be read: access\/g\.yaml:6: /);
  });
});

describe("where in its life a grant is", () => {
  const times = { ttl: 3600, extensions: [], start: now };
  it.each([
    ["before it begins", times, now - 1, "upcoming"],
    ["at the first second", times, now, "running"],
    ["in the last second", times, now + 3599, "running"],
    ["at the end", times, now + 3600, "ended"],
    ["extended", { ...times, extensions: [{ by: 60, at: now }] }, now + 3659, "running"],
    ["revoked in its first second", { ...times, revoked: now }, now, "withdrawn"],
    ["to be revoked", { ...times, revoked: now + 60 }, now + 59, "running"],
    ["revoked", { ...times, revoked: now + 60 }, now + 60, "ended"],
    ["without a start", { ttl: 3600, extensions: [] }, now, "requested"],
  ])("%s", (_, grantTimes, moment, kind) => {
    expect(stateOf(grantTimes, moment).kind).toBe(kind);
  });
});
