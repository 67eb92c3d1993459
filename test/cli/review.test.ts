import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CommandLine } from "./command-line";

const leasehold = new CommandLine();
afterAll(() => leasehold.close());

const base = resolve("examples/acme/access");
const now = "2026-11-23T18:00:00Z";
const grant = `version: 1
grants:
  dana-restart-2026-11-24:
    role: instance-operator
    identity: dana
    start: 2026-11-24T09:00:00Z
    ttl: 90m
    ticket: INC-4720
    justification: Restart of the order workers after the certificate change
`;

const commit = "1".repeat(40);
const users = { dana: 583231, frank: 583233 } as const;
const user = (name: keyof typeof users) => ({ login: `${name}-acme`, id: users[name], type: "User" });

/** A pull request of Dana's, as GitHub's REST API gives it, with reviews by these people. */
function pullFile(...reviewers: (keyof typeof users)[]): string {
  const repo = { full_name: "acme/access", id: 1 };
  const page = "https://github.com/acme/access/pull/812";
  const mail = { name: "Dana", email: "dana@acme.example" };
  return JSON.stringify({
    pull: {
      number: 812,
      state: "open",
      user: user("dana"),
      html_url: page,
      commits: 1,
      head: { sha: commit, repo },
      base: { sha: "2".repeat(40), repo },
    },
    reviews: reviewers.map((name, id) => ({
      id: id + 1,
      user: user(name),
      state: "APPROVED",
      commit_id: commit,
      submitted_at: "2026-11-23T17:00:00Z",
      html_url: page,
    })),
    commits: [
      {
        sha: commit,
        commit: { message: "Ask for a lease", author: mail, committer: mail },
        author: user("dana"),
        committer: user("dana"),
      },
    ],
  });
}

let here: string;
const review = (...words: string[]) => leasehold.run(["review", "--now", now, ...words], { cwd: here });
const of = (head: string, ...words: string[]) => review("--base", base, "--head", head, ...words);

beforeAll(() => {
  here = leasehold.directory();
  for (const name of ["head", "ungoverned", "broken"]) cpSync(base, join(here, name), { recursive: true });
  mkdirSync(join(here, "empty"));
  writeFileSync(join(here, "head/grants/dana.yaml"), grant);
  writeFileSync(join(here, "ungoverned/grants/dana.yaml"), grant.replace("90m", "9h"));
  writeFileSync(join(here, "broken/grants/dana.yaml"), grant.replace("instance-operator", "no-such-role"));
  writeFileSync(join(here, "approved.json"), pullFile("frank"));
  writeFileSync(join(here, "own.json"), pullFile("dana"));
  writeFileSync(join(here, "shapeless.json"), '{"pull": 7}');
  writeFileSync(join(here, "text.json"), "no JSON");
});

describe("the exit status of review", () => {
  it.each<[string, string[], number]>([
    ["0 where nothing changes", ["--base", base, "--head", base], 0],
    ["1 while nobody has approved", ["--base", base, "--head", "head"], 1],
    ["1 where the requester has", ["--base", base, "--head", "head", "--pull", "own.json"], 1],
    ["0 once it is approved", ["--base", base, "--head", "head", "--pull", "approved.json"], 0],
    ["0 with --fail-on never", ["--base", base, "--head", "head", "--fail-on", "never"], 0],
    ["1 of an empty base", ["--base", "empty", "--head", "head", "--pull", "approved.json"], 1],
    ["1 of an ungoverned head", ["--base", base, "--head", "ungoverned", "--pull", "approved.json"], 1],
    ["2 of a head that does not link", ["--base", base, "--head", "broken"], 2],
    ["2 of a base that does not link", ["--base", "broken", "--head", "head"], 2],
    ["2 of a base that is not there", ["--base", "nowhere", "--head", "head"], 2],
    ["2 of a head that is not there", ["--base", base, "--head", "nowhere"], 2],
    ["2 of a base that is a file", ["--base", "approved.json", "--head", "head"], 2],
    ["2 without a head", ["--base", base], 2],
    ["2 of a pull file that is not there", ["--base", base, "--head", "head", "--pull", "nowhere"], 2],
    ["2 of a pull file that is a directory", ["--base", base, "--head", "head", "--pull", "empty"], 2],
    ["2 of a pull file of another shape", ["--base", base, "--head", "head", "--pull", "shapeless.json"], 2],
    ["2 of a pull file that is no JSON", ["--base", base, "--head", "head", "--pull", "text.json"], 2],
    ["2 of another pull request", ["--base", base, "--head", "head", "--pull", "approved.json", "--number", "813"], 2],
    [
      "2 of another repository",
      ["--base", base, "--head", "head", "--pull", "approved.json", "--repository", "a/b"],
      2,
    ],
    ["2 of a plan that is none", ["--base", base, "--head", "head", "--plan", "text.json"], 2],
    ["2 of a plan that is not there", ["--base", base, "--head", "head", "--plan", "nowhere"], 2],
    ["2 of a zone that is none", ["--base", base, "--head", "head", "--zone", "Mars"], 2],
  ])("is %s", (_, words, expected) => {
    const { status, stdout, stderr } = review(...words);
    expect(status, stdout + stderr).toBe(expected);
    expect(stdout + stderr).not.toMatch(/^\s+at /m);
  });

  it("is that of the pull request that is asked for", () => {
    const words = ["--pull", "approved.json", "--repository", "acme/access", "--number", "812"];
    expect(of("head", ...words).status).toBe(0);
  });
});

describe("review", () => {
  it("says first whether it may be merged, and what it does", () => {
    const { stdout } = of("head", "--format", "markdown", "--zone", "Europe/Berlin");
    const [marker, heading] = stdout.split("\n");
    expect(marker).toBe("<!-- leasehold:review -->");
    expect(heading).toBe(
      "## Not approved yet: dana gains instance-operator in orders-prod until Tue 2026-11-24 10:30 UTC (11:30 Europe/Berlin); still to approve: platform-approvers",
    );
  });

  it("says why a review does not count", () => {
    expect(of("head", "--pull", "own.json").stdout).toMatch(/Does not count: .*dana.* is a requester/);
  });

  it("shows what is wrong with a head that is not governed", () => {
    const { stdout } = of("ungoverned", "--format", "markdown");
    expect(stdout).toMatch(/^<!-- leasehold:review -->\n## Not to be merged: the declaration has \d error/);
  });

  it("keeps the marker of its comment where nothing could be judged", () => {
    expect(of("head", "--format", "markdown", "--pull", "text.json").stdout).toMatch(/^<!-- leasehold:review -->\n/);
  });

  it("says in JSON what changes and what is asked", () => {
    const told = JSON.parse(of("head", "--format", "json", "--pull", "approved.json").stdout);
    const schema = JSON.parse(readFileSync("schemas/judgement.schema.json", "utf8"));
    const validate = new Ajv2020({ allErrors: true, validateFormats: false }).compile(schema);
    validate(told);
    expect(validate.errors ?? []).toEqual([]);
    expect(told).toMatchObject({
      version: 1,
      verdict: "pass",
      met: true,
      standing: { before: 3, after: 3 },
      pull: { repository: "acme/access", number: 812 },
    });
    expect(told.changes).toHaveLength(1);
    expect(told.changes[0].grant.is.window).toEqual({ start: "2026-11-24T09:00:00Z", end: "2026-11-24T10:30:00Z" });
    expect(told.requirements[0]).toMatchObject({ met: true, steps: [{ given: [{ identity: "frank" }] }] });
  });

  it("warns where less than half of a lease would be left", () => {
    const late = ["--now", "2026-11-24T09:50:00Z"];
    const words = ["review", "--base", base, "--head", "head", "--pull", "approved.json"];
    const { stdout, status } = leasehold.run([...words, ...late], { cwd: here });
    expect(status, stdout).toBe(0);
    expect(stdout).toMatch(/Warning: Grant "dana-restart-2026-11-24": only 40 min of it would be left/);
  });
});

describe("the evidence of a review", () => {
  const evidence = (name: string) => JSON.parse(readFileSync(join(here, name), "utf8"));

  it("says what was approved, and of what", () => {
    of("head", "--pull", "approved.json", "--evidence", "met.json");
    expect(evidence("met.json")).toMatchObject({ decision: "approved", head: { name: "acme", commit } });
    expect(evidence("met.json").grants.map(({ name }: { name: string }) => name)).toContain("dana-restart-2026-11-24");
  });

  it("is written also where it is no approval", () => {
    of("head", "--evidence", "unmet.json");
    expect(evidence("unmet.json")).toMatchObject({ decision: "not-approved" });
  });

  it("is not written where nothing could be compared", () => {
    of("ungoverned", "--evidence", "none.json");
    expect(existsSync(join(here, "none.json"))).toBe(false);
  });
});

describe("gate --require-approval", () => {
  const plan = resolve("examples/acme/plan.json");
  const gate = (...words: string[]) => leasehold.run(["gate", plan, "--now", now, ...words], { cwd: here });

  it.each<[string, string[]]>([
    ["without an estate", ["--require-approval", "approved.json"]],
    ["by a file that is no evidence", ["--estate", "head", "--require-approval", "approved.json"]],
    ["by a file that is no JSON", ["--estate", "head", "--require-approval", "text.json"]],
    ["by a file that is not there", ["--estate", "head", "--require-approval", "nowhere"]],
  ])("judges nothing %s", (_, words) => {
    const { status, stdout, stderr } = gate(...words);
    expect(status, stdout + stderr).toBe(2);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });

  it("refuses a plan by the evidence of what was not approved", () => {
    of("head", "--evidence", "refused.json");
    const { status, stdout } = gate("--estate", "head", "--require-approval", "refused.json");
    expect(status).toBe(1);
    expect(stdout).toContain("The evidence says that the change was not approved.");
  });
});

describe("review with a plan", () => {
  const plan = resolve("examples/acme/plan.json");

  it("says what the plan makes and ends", () => {
    const { status, stdout } = of("head", "--pull", "approved.json", "--plan", plan, "--format", "markdown");
    expect([0, 1], stdout).toContain(status);
    expect(stdout).toMatch(
      /### What the plan .*plan\.json does\n\nIt makes \d+ access(?:es)? and ends \d+\. Standing privileged access: \d+ before, \d+ after\./,
    );
    expect(stdout).toContain("(grant `ledger-batch-restart-2026-11-24`, not of this change)");
  });
});
