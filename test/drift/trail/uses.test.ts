import { describe, expect, it } from "vitest";
import { usesOf } from "../../../src/drift/trail/uses";
import { Declared } from "../../../src/expect/declared";
import { at, estateWith } from "../../helpers/estate";
import { after, declared, estate, inside, judged, lease, said } from "./judged";
import {
  account,
  assume,
  call,
  denied,
  entry,
  eventsOfRecords,
  type Plain,
  record,
  roleArn,
  session,
  user,
} from "./logs";

it("follows the very roles that the emitter makes, also under names that are cut", async () => {
  const long = `long-${"x".repeat(50)}`;
  const one = estateWith(`
policy: { prefix: jit }
grants: { ${long}: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h } }`);
  const leases = new Declared(one).leasesIn(undefined);
  const told = await usesOf(leases, [], { estate: one, now: 0 });
  expect(told.leases.map(({ address }) => address)).toEqual(leases.map(({ access }) => access[0]?.principal.key));
});

it.each(["", ".", " because no identity-based policy allows the sts:AssumeRole action"])(
  "finds the role of a denied asking in its message alone, followed by %j",
  async (rest) => {
    const refused = denied("first", `arn:aws:iam::${account}:user/dana`);
    const told = await judged([
      assume(after, "first", user("dana"), { ...refused, errorMessage: `${refused.errorMessage}${rest}` }),
    ]);
    expect(said(told)).toEqual(["warning used-outside-window"]);
  },
);

describe("when a lease was used", () => {
  it.each<[string, readonly Plain[], readonly string[], "inside" | "never"]>([
    ["not at all", [], [], "never"],
    ["asked for inside", [assume(inside, "first", user("dana"))], [], "inside"],
    ["asked for at its start", [assume("2026-11-23T09:00:00Z", "first", user("dana"))], [], "inside"],
    ["asked for in its last second", [assume("2026-11-23T09:59:59Z", "first", user("dana"))], [], "inside"],
    ["asked for at its end", [assume(after, "first", user("dana"))], ["error used-outside-window"], "never"],
    [
      "asked for before its start",
      [assume("2026-11-23T08:59:59Z", "first", user("dana"))],
      ["error used-outside-window"],
      "never",
    ],
    ["denied inside", [assume(inside, "first", user("dana"), denied("first", "dana"))], [], "never"],
    [
      "denied after its end",
      [assume(after, "first", user("dana"), denied("first", "dana"))],
      ["warning used-outside-window"],
      "never",
    ],
    [
      "asked for wrongly after its end",
      [assume(after, "first", user("dana"), { errorCode: "ValidationError" })],
      ["warning used-outside-window"],
      "never",
    ],
    ["a call inside", [call(inside, "first")], [], "inside"],
    ["a call after its end that went through", [call(after, "first")], ["error used-outside-window"], "never"],
    [
      "a call that EC2 denied",
      [call(after, "first", { errorCode: "Client.UnauthorizedOperation" })],
      ["warning used-outside-window"],
      "never",
    ],
    [
      "a call that failed otherwise",
      [call(after, "first", { errorCode: "NoSuchBucket" })],
      ["warning used-outside-window"],
      "never",
    ],
    [
      "what nothing can deny",
      [call(after, "first", { eventSource: "sts.amazonaws.com", eventName: "GetCallerIdentity" })],
      ["warning used-outside-window"],
      "never",
    ],
    [
      "both denied and not: once, as grave as the gravest",
      [call(after, "first"), call(after, "first", { errorCode: "AccessDenied" })],
      ["error used-outside-window"],
      "never",
    ],
    [
      "inside and after",
      [call(inside, "first"), call(after, "first", { errorCode: "AccessDenied" })],
      ["warning used-outside-window"],
      "inside",
    ],
    ["another role of the name's beginning", [call(after, "first-of-all")], [], "never"],
  ])("%s", async (_, records, findings, used) => {
    const told = await judged(records);
    expect(said(told)).toEqual(findings);
    expect(lease(told, "first").used).toBe(used);
  });

  it("says first, last, how often, by whom, and under which source identities", async () => {
    const told = await judged([
      call("2026-11-23T09:40:00Z", "first", {
        userIdentity: session(roleArn("first"), "s", {}, { sourceIdentity: "dana" }),
      }),
      assume("2026-11-23T09:10:00Z", "first", user("dana"), {
        requestParameters: { roleArn: roleArn("first"), sourceIdentity: "dana" },
      }),
    ]);
    expect(lease(told, "first").inside).toEqual({
      count: 2,
      succeeded: 2,
      denied: 0,
      failed: 0,
      undeniable: 0,
      first: at("2026-11-23T09:10:00Z"),
      last: at("2026-11-23T09:40:00Z"),
      by: [`arn:aws:iam::${account}:user/dana`, "session s"],
      sourceIdentities: ["dana"],
      what: ["ec2:StartInstances", "sts:AssumeRole"],
    });
  });

  it("counts a record that was delivered twice once", async () => {
    const one = call(inside, "first");
    expect(lease(await judged([one, one]), "first").inside?.count).toBe(1);
  });

  it("knows a session by its role's name where the record leaves out who issued it", async () => {
    const bare = { ...session(roleArn("first"), "s"), sessionContext: {} };
    expect(said(await judged([call(after, "first", { userIdentity: bare })]))).toEqual(["error used-outside-window"]);
  });

  it("cannot be told where the trail does not cover the window", async () => {
    const told = await usesOf(declared.leasesIn(account), await eventsOfRecords(record("2026-11-23T09:30:00Z")), {
      estate,
      now: at("2026-12-24T00:00:00Z"),
    });
    expect(lease(told, "first").used).toBe("untold");
    expect(told.notes.join("\n")).toMatch(/whether grant "first" in prod was used cannot be told/i);
  });

  it("says the roles of leases that are no longer declared", async () => {
    const told = await judged([call(inside, "gone")]);
    expect(told.notes).toContain(`${roleArn("gone")} was used, and no lease declares it any more.`);
  });
});

describe("leases on GCP", () => {
  const get = "cloudsql.instances.get";
  const refused = { authorizationInfo: [{ permission: get }], status: { code: 7, message: "denied" } };
  it.each<[string, readonly Plain[], readonly string[], Plain]>([
    ["used inside", [entry(inside, get)], [], { used: "inside", possible: undefined }],
    ["denied inside", [entry(inside, get, {}, refused)], [], { used: "never" }],
    ["denied outside", [entry(after, get, {}, refused)], ["warning used-outside-window"], { used: "never" }],
    [
      "granted outside, by whatever access",
      [entry(after, get)],
      [],
      { used: "never", possible: expect.objectContaining({ succeeded: 1 }) },
    ],
    [
      "denied what its role does not hold",
      [entry(after, "x.y.z", {}, { authorizationInfo: [{ permission: "cloudsql.instances.delete" }] })],
      [],
      { used: "never" },
    ],
    [
      "denied in another project",
      [
        entry(
          after,
          get,
          { logName: "projects/other/logs/cloudaudit.googleapis.com%2Fdata_access", resource: {} },
          refused,
        ),
      ],
      [],
      { used: "never" },
    ],
    [
      "somebody else",
      [entry(after, get, {}, { ...refused, authenticationInfo: { principalEmail: "erin@acme.example" } })],
      [],
      { used: "never" },
    ],
    [
      "an address in other letters",
      [entry(inside, get, {}, { authenticationInfo: { principalEmail: "Dana@acme.example" } })],
      [],
      { used: "inside" },
    ],
    [
      "inside another lease of the same",
      [entry("2026-11-23T12:30:00Z", get)],
      [],
      { used: "never", possible: undefined },
    ],
  ])("%s", async (_, records, findings, expected) => {
    const covering = ["2026-11-01T00:00:00Z", "2026-11-24T00:00:00Z"].map((time) => entry(time, "a.b.c"));
    const told = await judged([...covering, ...records]);
    expect(said(told)).toEqual(findings);
    expect(lease(told, "viewing")).toMatchObject(expected);
  });

  it("granted outside is an error only where it is known that nothing else gives it", async () => {
    expect(said(await judged([entry(after, get)], { explains: () => false }))).toEqual(["error used-outside-window"]);
    expect(said(await judged([entry(after, get)], { explains: () => true }))).toEqual([]);
  });

  it("says whom Google left out, and roles of which it is not known what they hold", async () => {
    const told = await judged([entry(after, get, {}, { authenticationInfo: {} })], { permissionsOf: () => undefined });
    expect(told.notes.join("\n")).toMatch(/left the caller out of 1 call,/);
    expect(lease(told, "viewing").untold).toEqual([
      expect.stringMatching(/what roles\/cloudsql\.viewer holds is not known/),
    ]);
  });

  it("names who acted through a service account", async () => {
    const told = await judged([
      entry(
        after,
        get,
        {},
        {
          ...refused,
          authenticationInfo: {
            principalEmail: "dana@acme.example",
            serviceAccountDelegationInfo: [{ principalSubject: "principal://iam.googleapis.com/x" }],
          },
        },
      ),
    ]);
    expect(told.verdicts[0]?.principal).toBe("principal://iam.googleapis.com/x as dana@acme.example");
  });
});

describe("roles that nobody uses", () => {
  const now = at("2026-11-23T12:00:00Z");
  const dormancy = async (changes: string, ...records: Plain[]) => {
    const one = estateWith(changes);
    const told = await usesOf(new Declared(one).leasesIn(undefined), await eventsOfRecords(...records), {
      estate: one,
      now,
    });
    return { told, of: (name: string) => told.roles.find(({ role }) => role.name === name)?.used };
  };
  const grant = "grants: { first: { role: operator, identity: dana, start: 2026-11-20T09:00:00Z, ttl: 1h } }";
  const covering = [record("2026-08-20T00:00:00Z"), record("2026-11-23T00:00:00Z")];

  it("are dormant over the review period that the trail covers", async () => {
    const { told, of } = await dormancy(grant, ...covering);
    expect(of("operator")).toBe("dormant");
    const [finding] = told.verdicts.filter(({ kind }) => kind === "dormant-privilege");
    expect(finding?.message).toBe(
      'No lease of role "operator" was used for 90 d: the trail tells of 111122223333 from 2026-08-20T00:00:00Z to 2026-11-23T00:00:00Z, with no call at all for 94 d of it.',
    );
  });

  it.each<[string, string, readonly Plain[], string]>([
    ["used lately", grant, [...covering, assume("2026-11-20T09:30:00Z", "first", user("dana"))], "used"],
    [
      "tried only, and denied",
      grant,
      [...covering, assume("2026-11-20T09:30:00Z", "first", user("dana"), denied("first", "dana"))],
      "dormant",
    ],
    [
      "used, but longer ago",
      "grants: { first: { role: operator, identity: dana, start: 2026-08-01T09:00:00Z, ttl: 1h } }",
      [record("2026-08-01T00:00:00Z"), assume("2026-08-01T09:30:00Z", "first", user("dana")), ...covering],
      "dormant",
    ],
    ["a trail that begins later", grant, [record("2026-09-20T00:00:00Z"), record("2026-11-23T00:00:00Z")], "untold"],
    ["a trail that ends earlier", grant, [record("2026-08-20T00:00:00Z"), record("2026-11-01T00:00:00Z")], "untold"],
    [
      "a trail of another account",
      grant,
      covering.map((one) => ({ ...one, recipientAccountId: "999988887777" })),
      "untold",
    ],
    [
      "a shorter period",
      `${grant}\nroles: { operator: { review: { every: 30d } } }`,
      [record("2026-10-20T00:00:00Z"), record("2026-11-23T00:00:00Z")],
      "dormant",
    ],
    [
      "a second account that the trail leaves out",
      `${grant}\nroles: { operator: { aws: { targets: [prod, stage] } } }`,
      covering,
      "untold",
    ],
    ["no lease at all", "", covering, "dormant"],
    ["pruned leases, which may have been of it", "", [...covering, call("2026-11-01T00:00:00Z", "gone")], "untold"],
  ])("%s", async (_, changes, records, expected) => {
    expect((await dormancy(changes, ...records)).of("operator")).toBe(expected);
  });

  it("are not told of on GCP without Data Access logs", async () => {
    const times = ["2026-08-20T00:00:00Z", "2026-11-23T00:00:00Z"];
    const activity = { logName: "projects/acme-prod/logs/cloudaudit.googleapis.com%2Factivity" };
    expect((await dormancy("", ...times.map((time) => entry(time, "a.b.c", activity)))).of("viewer")).toBe("untold");
    expect((await dormancy("", ...times.map((time) => entry(time, "a.b.c")))).of("viewer")).toBe("dormant");
  });
});

it("hands on what could not be read", async () => {
  const unreadable = { what: "a.json", message: "a.json: it is empty.", fix: "Fetch it." };
  const told = await usesOf([], [{ kind: "unreadable", ...unreadable }], { estate, now: 0 });
  expect(told.unreadable).toEqual([unreadable]);
});

it("says in full what it finds", async () => {
  const told = await judged([call(after, "first")]);
  expect(told.verdicts).toEqual([
    {
      kind: "used-outside-window",
      severity: "error",
      message: expect.stringMatching(
        /^Grant "first" was used outside its window .*1 call succeeded \(ec2:StartInstances\)/,
      ),
      fix: expect.stringMatching(/apply prod again/),
      address: roleArn("first"),
      principal: "session dana",
      scope: account,
    },
  ]);
});
