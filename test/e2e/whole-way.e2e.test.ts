import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AwsAccount, enterAccount } from "./harness/aws-api";
import { driftOf, snapshotOf } from "./harness/drift";
import { type Emulator, startEmulator } from "./harness/emulator";
import { fixture, runCommandLine, synthesize } from "./harness/estate";
import { mayAssume, mayDo } from "./harness/judge";
import { type Account, bot, type GivenReview, person, pullFile, webFlow } from "./harness/pull-request";
import { Repository } from "./harness/repository";
import { openRoot, type PlannedChange, type Root, scratch } from "./harness/terraform";
import { findTools } from "./harness/tools";

const tools = findTools();
const account = "111122223333";

const erin = person("erin", 583232);
const frank = person("frank", 583233);
const gail = person("gail", 583234);
const hana = person("hana", 583235);
const agent = bot("repair-agent[bot]", 990001);
const mergeJob = bot("github-actions[bot]", 41898282);
const accounts = [erin, frank, gail, hana, agent, mergeJob, webFlow];

/** Who asks, and by which pull request. */
const ofErin = { grant: "erin-order-repair-2026-11-23", branch: "erin/order-repair", number: 812, author: erin };
const ofAgent = { grant: "repair-agent-order-repair-2026-11-23", branch: "agent/restart", number: 813, author: agent };
const ofPrune = { branch: "prune", number: 814, author: mergeJob };

const reboot = {
  action: "ec2:RebootInstances",
  resource: `arn:aws:ec2:eu-central-1:${account}:instance/i-0a1b2c3d4e5f60718`,
  context: { "aws:ResourceTag/team": "payments" },
  account,
};

/** Who may use each lease, and moments in and around its window. */
const leases = [
  {
    ...ofErin,
    holder: `arn:aws:iam::${account}:user/erin`,
    allowed: ["2026-11-23T09:00:00Z", "2026-11-23T10:29:59Z"],
    denied: ["2026-11-23T08:59:59Z", "2026-11-23T10:30:00Z", "2026-11-23T22:30:00Z", "2036-01-01T00:00:00Z"],
  },
  {
    ...ofAgent,
    holder: `arn:aws:iam::${account}:role/agents/repair`,
    allowed: ["2026-11-23T12:00:00Z", "2026-11-23T12:19:59Z"],
    denied: ["2026-11-23T11:59:59Z", "2026-11-23T12:20:00Z", "2026-11-24T00:20:00Z", "2036-01-01T00:00:00Z"],
  },
] as const;

describe.skipIf(tools.missing.length > 0)("a lease's whole way", () => {
  let emulator: Emulator;
  let aws: AwsAccount;
  let root: Root;
  let repository: Repository;
  /** What stands in `main` at each step. */
  const at = { first: "", erin: "", both: "" };
  const evidence = { unmet: "", erin: "", agent: "" };
  const approval = (by: Account, commit: string): GivenReview => {
    return { by, commit, state: "APPROVED", at: "2026-11-23T08:20:00Z" };
  };

  /** A command as it is given at the top of the repository: nothing of this machine says who asks. */
  function leasehold(now: string, words: readonly string[]) {
    const surroundings = { GITHUB_ACTOR_ID: "", GITLAB_USER_ID: "" };
    const run = runCommandLine([...words, "--now", now], surroundings, repository.directory);
    return { status: run.status, said: `${run.stdout}${run.stderr}` };
  }
  function must(now: string, words: readonly string[]): string {
    const { status, said } = leasehold(now, words);
    if (status !== 0) throw new Error(`${words.join(" ")} ended with ${status}:\n${said}`);
    return said;
  }
  const estate = (revision: string): string => join(repository.at(revision), "access");

  /** What CI says of a pull request with these reviews. */
  function review(now: string, pull: Omit<typeof ofPrune, "author"> & { author: Account }, ...reviews: GivenReview[]) {
    const base = repository.git(["rev-parse", "main"]);
    const file = join(scratch("evidence"), "evidence.json");
    const run = leasehold(now, [
      ...["review", "--base", estate(base), "--head", estate(repository.merged(pull.branch))],
      ...["--pull", pullFile(repository, { ...pull, base, reviews, accounts })],
      ...["--repository", "acme/infrastructure", "--number", String(pull.number), "--evidence", file],
    ]);
    return { ...run, evidence: file };
  }
  /** Plans what a commit of `main` declares, as the job does that runs when it is merged. */
  async function planOf(revision: string): Promise<readonly PlannedChange[]> {
    synthesize(estate(revision), join(root.directory, ".."));
    return root.plan();
  }
  const file = (name: string): string => join(root.directory, name);
  /** What the gate says of the plan that was just made, and the messages of what it refuses. */
  function gate(now: string, { head, base, by }: { head: string; base: string; by: string }) {
    const run = leasehold(now, [
      ...["gate", file("plan.json"), "--estate", estate(head), "--base", estate(base), "--require-approval", by],
      ...["--binary", file("plan.bin"), "--format", "json", "--out", file("verdict.json")],
    ]);
    const { findings }: { findings: { rule: string; message: string }[] } = JSON.parse(
      readFileSync(file("verdict.json"), "utf8"),
    );
    return { status: run.status, findings: findings.map(({ rule, message }) => `${rule}: ${message}`) };
  }
  /** Applies the very plan that was let through. */
  async function apply(): Promise<void> {
    const verified = runCommandLine(["gate", "--verify", file("verdict.json"), file("plan.bin")]);
    expect(verified.status, verified.stderr).toBe(0);
    const run = await root.run(["apply", "-input=false", "-no-color", "plan.bin"]);
    expect(run.status, run.output).toBe(0);
  }
  function drift(now: string): readonly string[] {
    const snapshot = snapshotOf(emulator.endpoint, [account], now);
    return driftOf(estate("main"), ["--snapshot", snapshot, "--now", now]);
  }

  beforeAll(async () => {
    emulator = await startEmulator(tools);
    aws = await enterAccount(emulator.endpoint, account);
    repository = new Repository().as(hana);
    renameSync(fixture("whole-way"), join(repository.directory, "access"));
    at.first = repository.commit("Say who may have what", "2026-11-20T09:00:00Z");
    must("2026-11-20T09:00:00Z", ["check"]);
    const roots = synthesize(estate(at.first));
    root = openRoot(tools, tools.binaries[0]?.path ?? "terraform", join(roots, "orders-prod"), emulator.endpoint);
    await root.init();
    await root.serve();
    await root.apply();
  });
  afterAll(async () => {
    await root?.close();
    await emulator?.stop();
  });

  it("begins on a branch, and nothing comes of it yet", () => {
    repository.as(erin).git(["switch", "--quiet", "--create", ofErin.branch]);
    const reason = "Restart of the stuck order workers after the failover";
    const said = must("2026-11-23T08:00:00Z", [
      ...["request", "order-repair", "--ttl", "2h", "--ticket", "INC-4711", "--reason", reason],
    ]);
    expect(said).toContain("1 of platform-approvers: frank, gail");
    expect(said).toContain(`leasehold activate ${ofErin.grant}`);
    repository.commit("Ask for a repair of the order service", "2026-11-23T08:00:10Z");
    const written = join(repository.directory, "access/grants", `${ofErin.grant}.yaml`);
    writeFileSync(written, readFileSync(written, "utf8").replace("ttl: 2h", "ttl: 90m"));
    repository.commit("An hour and a half will do", "2026-11-23T08:05:00Z");
    must("2026-11-23T08:06:00Z", ["check"]);
    const roots = synthesize(estate(ofErin.branch));
    expect(readFileSync(join(roots, "orders-prod/main.tf.json"), "utf8")).toBe(
      readFileSync(file("main.tf.json"), "utf8"),
    );
  });

  it("is not approved by nobody, by who asks, by who is of no approval group, or by who saw another commit", () => {
    const now = "2026-11-23T08:30:00Z";
    const [first = "", last = ""] = repository.commits("main", ofErin.branch).map(({ sha }) => sha);
    expect(review(now, ofErin).status).toBe(1);
    const came = review(now, ofErin, approval(erin, last), approval(hana, last), approval(frank, first));
    expect(came.status).toBe(1);
    expect(came.said).toContain("erin is a requester");
    expect(came.said).toContain("hana is not of the approval group platform-approvers at the base");
    expect(came.said).toContain(`frank approved ${first.slice(0, 7)}, and not the head commit ${last.slice(0, 7)}`);
    evidence.unmet = came.evidence;
  });

  it("is approved by an approver who saw what is to be merged", () => {
    const head = repository.git(["rev-parse", ofErin.branch]);
    const came = review("2026-11-23T08:40:00Z", ofErin, approval(frank, head));
    expect(came.status, came.said).toBe(0);
    evidence.erin = came.evidence;
    expect(JSON.parse(readFileSync(came.evidence, "utf8"))).toMatchObject({
      decision: "approved",
      head: { commit: head, tree: repository.git(["rev-parse", `${repository.merged(ofErin.branch)}^{tree}`]) },
      pull: { repository: "acme/infrastructure", number: ofErin.number, head },
    });
  });

  it("is approved for an agent's task by the role's own condition, and by nobody where that does not hold", () => {
    repository.as(agent).git(["switch", "--quiet", "--create", ofAgent.branch, "main"]);
    const reason = "Three order workers have lost their heartbeat";
    must("2026-11-23T08:10:00Z", [
      ...["request", "order-repair", "--as", "repair-agent", "--task", "restart-orders", "--ttl", "25m"],
      ...["--ticket", "CHG-2291", "--reason", reason, "--start", "2026-11-23T12:00:00Z"],
    ]);
    repository.commit("Ask for a restart", "2026-11-23T08:10:10Z");
    const long = review("2026-11-23T08:11:00Z", ofAgent);
    expect(long.status, long.said).toBe(1);
    const written = join(repository.directory, "access/grants", `${ofAgent.grant}.yaml`);
    writeFileSync(written, readFileSync(written, "utf8").replace("ttl: 25m", "ttl: 20m"));
    repository.commit("Ask for less", "2026-11-23T08:12:00Z");
    const short = review("2026-11-23T08:13:00Z", ofAgent);
    expect(short.status, short.said).toBe(0);
    evidence.agent = short.evidence;
    const { requirements } = JSON.parse(readFileSync(short.evidence, "utf8"));
    expect(requirements).toMatchObject([
      { met: true, automatic: { decision: "approved", inputs: { identity: "repair-agent", task: "restart-orders" } } },
    ]);
  });

  it("begins when it is merged, and not when it was asked for", () => {
    const now = "2026-11-23T09:00:00Z";
    repository.merge(ofErin.branch, now, { author: erin, committer: webFlow });
    repository.as(mergeJob);
    must(now, ["activate", ofErin.grant]);
    at.erin = repository.commit(`Activate ${ofErin.grant}`, now);
    at.both = repository.merge(ofAgent.branch, now, { author: agent, committer: webFlow });
  });

  it("is refused together with what other evidence is of", async () => {
    const now = "2026-11-23T09:00:20Z";
    await planOf(at.both);
    const refusal = (grant: string) =>
      `lease-not-approved: The plan makes or changes the lease "${grant}": the evidence does not name it.`;
    const judged = (by: string) => gate(now, { head: at.both, base: at.first, by });
    expect(judged(evidence.erin)).toEqual({ status: 1, findings: [refusal(ofAgent.grant)] });
    expect(judged(evidence.agent)).toEqual({ status: 1, findings: [refusal(ofErin.grant)] });
  });

  it("is applied by the evidence of what was approved, and by no other", async () => {
    const now = "2026-11-23T09:00:30Z";
    const changes = await planOf(at.erin);
    expect(new Set(changes.map(({ actions }) => actions.join()))).toEqual(new Set(["create"]));
    expect(changes.filter(({ address }) => !address.includes(ofErin.grant))).toEqual([]);
    const judged = (by: string) => gate(now, { head: at.erin, base: at.first, by });
    expect(judged(file("none.json")).status).toBe(2);
    expect(judged(evidence.unmet)).toEqual({
      status: 1,
      findings: ["lease-not-approved: The evidence says that the change was not approved."],
    });
    expect(judged(evidence.agent).status).toBe(1);
    expect(judged(evidence.erin)).toEqual({ status: 0, findings: [] });
    await apply();
  });

  it("is applied for the agent when its turn comes", async () => {
    const changes = await planOf(at.both);
    expect(changes.filter(({ address }) => !address.includes(ofAgent.grant))).toEqual([]);
    const judged = gate("2026-11-23T09:02:00Z", { head: at.both, base: at.erin, by: evidence.agent });
    expect(judged).toEqual({ status: 0, findings: [] });
    await apply();
  });

  it.each(leases)("lets $author.name alone work, inside of the window", async ({ grant, holder, allowed, denied }) => {
    const role = await aws.role(`leasehold-acme-${grant}`);
    const enters = (caller: string, now: string) => mayAssume(role, caller, { account, at: now });
    const works = (now: string) => mayDo(aws, role, { ...reboot, at: now });
    for (const now of allowed) {
      expect([now, await enters(holder, now), await works(now)]).toEqual([now, true, true]);
      expect([now, await enters(`arn:aws:iam::${account}:user/dana`, now)]).toEqual([now, false]);
    }
    for (const now of denied) {
      expect([now, await enters(holder, now), await works(now)]).toEqual([now, false, false]);
    }
  });

  it("gives the agent its task, and nothing else of the role", async () => {
    const role = await aws.role(`leasehold-acme-${ofAgent.grant}`);
    const stop = { ...reboot, action: "ec2:StopInstances", at: "2026-11-23T12:10:00Z" };
    expect(await mayDo(aws, role, stop)).toBe(false);
    const erins = await aws.role(`leasehold-acme-${ofErin.grant}`);
    expect(await mayDo(aws, erins, { ...stop, at: "2026-11-23T10:10:00Z" })).toBe(true);
  });

  it.each([
    ["at its end nothing is wrong", "2026-11-23T10:30:00Z", []],
    ["twelve hours later it is due to be pruned, and nothing else", "2026-11-23T22:30:00Z", ["prune-due"]],
  ])("is over: %s", (_, now, expected) => {
    expect(drift(now)).toEqual(expected);
  });

  it("is pruned without anybody's approval, and gone", async () => {
    const now = "2026-11-23T22:30:00Z";
    repository.git(["switch", "--quiet", "--create", ofPrune.branch]);
    expect(must("2026-11-23T22:29:59Z", ["prune"])).toContain("Nothing to prune");
    must(now, ["prune"]);
    repository.commit("Prune", now);
    const came = review(now, ofPrune);
    expect(came.status, came.said).toBe(0);
    const pruned = repository.merge(ofPrune.branch, now, { author: gail, committer: webFlow });
    const changes = await planOf(pruned);
    expect(new Set(changes.map(({ actions }) => actions.join()))).toEqual(new Set(["delete"]));
    expect(changes.filter(({ address }) => !address.includes(ofErin.grant))).toEqual([]);
    expect(gate(now, { head: pruned, base: at.both, by: came.evidence })).toEqual({ status: 0, findings: [] });
    await apply();
    await expect(aws.role(`leasehold-acme-${ofErin.grant}`)).rejects.toThrow("NoSuchEntity");
    expect(await aws.roleNames("/leasehold/acme/")).toEqual([`leasehold-acme-${ofAgent.grant}`]);
    expect(drift(now)).toEqual([]);
  });
});
