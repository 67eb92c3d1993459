import { describe, expect, it } from "vitest";
import type { Estate, Grant } from "../../../src/estate/types";
import { type Evidence, evidenceOf, readEvidence, uncovered } from "../../../src/review/approval/evidence";
import { judgeApprovals } from "../../../src/review/approval/judge";
import { requirementsOf } from "../../../src/review/approval/requirements";
import { readPull } from "../../../src/review/pull/read-pull";
import { at } from "../../helpers/estate";
import { gitHubPull } from "../pull/github-answers";
import { changesOf, estatesOf } from "./scene";

const asked = "role: operator, identity: dana, ttl: 2h, ticket: INC-1, justification: The order workers are stuck";
const old = "old: { role: operator, identity: dana, ttl: 1h, start: 2026-11-01T09:00:00Z }";
const running = "running: { role: operator, identity: dana, ttl: 1h, start: 2026-11-23T09:00:00Z }";
const base = `grants: { ${old}, ${running} }`;
const sha256 = "0".repeat(64);

function evidence(head: string, reviews: readonly string[] = ["frank approves"]): Evidence {
  const estates = estatesOf({ base, head, changes: [] });
  const pull = readPull(gitHubPull({ reviews }));
  const changes = changesOf(["grants/g"]);
  const outcomes = judgeApprovals(requirementsOf(changes, estates.base, estates.head, pull), { ...estates, pull });
  return evidenceOf({
    changes,
    outcomes,
    base: { estate: estates.base, sha256 },
    head: { estate: estates.head, sha256, commit: pull.head, tree: "9".repeat(40) },
    pull,
    inputs: [{ name: "pull", sha256 }],
    now: at("2026-11-23T09:30:00Z"),
  });
}

function grantIn(head: string, name = "g"): Grant {
  const estate: Estate = estatesOf({ base, head, changes: [] }).head;
  const grant = estate.grants.get(name);
  if (!grant) throw new Error(`no grant ${name}`);
  return grant;
}

const requested = `grants: { g: { ${asked} } }`;
const activated = `grants: { g: { ${asked}, start: 2026-11-23T10:00:00Z } }`;

describe("the evidence of a review", () => {
  it("says what was decided, by whom and of what", () => {
    const document = evidence(activated);
    expect(document).toMatchObject({
      version: 1,
      decision: "approved",
      now: "2026-11-23T09:30:00Z",
      pull: { repository: "acme/infrastructure", number: 7 },
      head: { name: "acme", commit: "a".repeat(40), tree: "9".repeat(40) },
      requirements: [{ part: "grants", name: "g", met: true, steps: [{ given: [{ identity: "frank", account: 3 }] }] }],
    });
    expect(document.grants.map(({ name, basis }) => [name, basis])).toEqual([
      ["g", "approved"],
      ["running", "unchanged"],
    ]);
  });

  it("is read as it was written, and in no other form", () => {
    const document = evidence(requested);
    expect(readEvidence(JSON.stringify(document))).toEqual({ evidence: document });
    const wrong: readonly [string, RegExp][] = [
      ["{", /no JSON/],
      ["[]", /not of the form/],
      [JSON.stringify({ ...document, version: 2 }), /at version/],
      [JSON.stringify({ ...document, more: 1 }), /not of the form/],
      [JSON.stringify({ ...document, grants: [{ ...document.grants[0], meaning: "x" }] }), /at grants\.0\.meaning/],
    ];
    for (const [text, fault] of wrong)
      expect(readEvidence(text)).toMatchObject({ fault: expect.stringMatching(fault) });
  });

  it.each<[string, string, string, RegExp | undefined]>([
    ["as it was approved", activated, activated, undefined],
    ["activated since", requested, activated, undefined],
    [
      "with its approvals written into it",
      requested,
      activated.replace(" } }", ", approvals: [ { by: frank } ] } }"),
      undefined,
    ],
    ["revoked since", activated, activated.replace(" } }", ", revoked: 2026-11-23T10:10:00Z } }"), undefined],
    [
      "started at another time",
      activated,
      activated.replace("10:00", "11:00"),
      /starts at 2026-11-23T11:00:00Z, and 2026-11-23T10:00:00Z was approved/,
    ],
    ["longer", activated, activated.replace("2h", "3h"), /no longer what was approved/],
    ["of another ticket", requested, requested.replace("INC-1", "INC-2"), /no longer what/],
    [
      "extended",
      activated,
      activated.replace(" } }", ", extensions: [ { by: 1h, at: 2026-11-23T10:10:00Z } ] } }"),
      /no longer what/,
    ],
    ["of a role that is wider", requested, `${requested}\nroles: { operator: { maxTtl: 5h } }`, /no longer what/],
    [
      "to an identity that is another",
      requested,
      `${requested}\nidentities: { dana: { aws: { user: "arn:aws:iam::111122223333:user/mallory" } } }`,
      /no longer what/,
    ],
    [
      "where a target is another",
      requested,
      `${requested}\ntargets: { prod: { aws: { account: "999999999999" } } }`,
      /no longer what/,
    ],
    [
      "whose revocation was approved, and is taken back",
      activated.replace(" } }", ", revoked: 2026-11-23T10:10:00Z } }"),
      activated,
      /ends at 2026-11-23T12:00:00Z, later than/,
    ],
  ])("covers a grant %s, or says why not", (_, approved, planned, why) => {
    const found = uncovered(grantIn(planned), evidence(approved));
    if (why) expect(found).toMatch(why);
    else expect(found).toBeUndefined();
  });

  it("covers what was the same in the base, and nothing that it does not name", () => {
    expect(uncovered(grantIn(requested, "running"), evidence(requested))).toBeUndefined();
    expect(uncovered(grantIn(requested, "old"), evidence(requested))).toMatch(/does not name it/);
  });

  it("covers nothing where anything is missing", () => {
    const document = evidence(requested, []);
    expect(document.decision).toBe("not-approved");
    expect(document.grants.map(({ name }) => name)).toEqual(["running"]);
    expect(uncovered(grantIn(requested, "running"), document)).toMatch(/not approved/);
  });
});
