import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { CommandLine } from "./command-line";

const leasehold = new CommandLine();
afterAll(() => leasehold.close());

const reason = "Restart of the stuck order workers";
const name = "dana-instance-operator-2026-11-23";
const asked = ["request", "instance-operator", "--ttl", "1h", "--ticket", "INC-7", "--reason", reason];

/** A day of the tests, at a time of it. */
const at = (time: string, day = "23"): string[] => ["--now", `2026-11-${day}T${time}Z`];

/** The starter estate without its grant; its role may be extended. */
function estate(files: Readonly<Record<string, string>> = {}): string {
  const directory = leasehold.initialised();
  rmSync(join(directory, "access", "grants"), { recursive: true });
  const role = join(directory, "access", "roles", "instance-operator.yaml");
  const text = readFileSync(role, "utf8");
  writeFileSync(role, text.replace("    maxTtl: 2h\n", "    maxTtl: 2h\n    extensions: { count: 1, upTo: 1h }\n"));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(directory, "access", path, ".."), { recursive: true });
    writeFileSync(join(directory, "access", path), content);
  }
  return directory;
}

/** Every file of an estate, hidden ones too, with its text. */
function contents(directory: string): Readonly<Record<string, string>> {
  const all = readdirSync(join(directory, "access"), { recursive: true, withFileTypes: true });
  const files = all.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.sort().map((file) => [file.slice(directory.length + 1), readFileSync(file, "latin1")]),
  );
}

const grant = (...lines: readonly string[]): string =>
  `version: 1\ngrants:\n  g:\n${["role: instance-operator", "identity: dana", "ttl: 1h", "ticket: INC-1", `justification: ${reason}`, ...lines].map((line) => `    ${line}\n`).join("")}`;

describe("the life of a lease", () => {
  it("is five commands, with an estate that passes after each", () => {
    const cwd = estate();
    const file = join(cwd, "access", "grants", `${name}.yaml`);
    const step = (words: readonly string[], time: string[]) => {
      const { status, stdout, stderr } = leasehold.run([...words, ...time], { cwd });
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      const check = leasehold.run(["check", ...time], { cwd });
      expect(check.stdout).toMatch(/passes: 0 errors, 0 warnings/);
      return stdout;
    };
    expect(
      step([...asked, "--as", "dana"], at("09:30:00")),
    ).toBe(`Wrote access/grants/${name}.yaml: grant ${name}, only requested
  who        dana
  role       instance-operator: moderate; Restart and repair of the order service's machines
  when       for 1 h from the moment at which it is activated
  where      orders-prod (AWS account 111122223333, production)
  what       write: ec2:StartInstances, ec2:StopInstances, ec2:RebootInstances
  approves   1 of platform-approvers: frank, gail
             never dana, or whoever writes the pull request
  outlives   the session itself, where it is taken as proof of who its holder is (at worst 12 h)
Next: commit it, and have it approved in a pull request, then: leasehold activate ${name}
`);
    expect(step(["activate", name], at("09:40:00"))).toBe(
      `Grant ${name} is active: dana holds instance-operator from 2026-11-23T09:40:00Z to 2026-11-23T10:40:00Z. Wrote access/grants/${name}.yaml; commit it.\n`,
    );
    expect(step(["extend", name, "--by", "30m"], at("10:30:00"))).toContain("until 2026-11-23T11:10:00Z.");
    expect(step(["complete", name], at("11:00:00"))).toContain("no longer than 2026-11-23T11:00:00Z");
    expect(readFileSync(file, "utf8")).toBe(`version: 1
grants:
  ${name}:
    role: instance-operator
    identity: dana
    start: 2026-11-23T09:40:00Z
    ttl: 1h
    ticket: INC-7
    justification: ${reason}
    extensions: [{ by: 30m, at: 2026-11-23T10:30:00Z }]
    completed: 2026-11-23T11:00:00Z
`);
    expect(step(["prune"], at("22:59:59"))).toBe("Nothing to prune: no grant ended 12 hours ago or earlier.\n");
    expect(step(["prune", "--dry-run"], at("23:00:00"))).toContain("Would remove 1 grant:");
    expect(readdirSync(join(cwd, "access", "grants"))).toEqual([`${name}.yaml`]);
    expect(step(["prune"], at("23:00:00"))).toContain(`access/grants/${name}.yaml, which is gone`);
    expect(readdirSync(join(cwd, "access", "grants"))).toEqual([]);
  });

  it("can be cut short, and be of another directory", () => {
    const cwd = estate({ "g.yaml": grant("start: 2026-11-23T09:00:00Z") });
    const { status, stdout } = leasehold.run(["revoke", "g", "./access/", ...at("09:30:00")], { cwd });
    expect(stdout).toContain(
      "dana holds instance-operator no longer than 2026-11-23T09:30:00Z, once it is applied. Wrote access/g.yaml",
    );
    expect(status).toBe(0);
    const withdrawn = estate({ "g.yaml": grant() });
    expect(leasehold.run(["revoke", "g", ...at("09:30:00")], { cwd: withdrawn }).stdout).toContain("it never begins");
  });
});

describe("who asks, where nobody says it, is told with where it was taken from", () => {
  const git = (cwd: string, email: string): void => {
    spawnSync("git", ["init", "-q"], { cwd });
    spawnSync("git", ["config", "user.email", email], { cwd });
  };

  it.each<[what: string, email: string, env: Readonly<Record<string, string>>, says: RegExp]>([
    ["git's address", "erin@example.com", {}, /who +erin \(git's user.email, erin@example.com\)/],
    [
      "the id in a private address",
      "1001+new-login@users.noreply.github.com",
      {},
      /who +dana \(git's user.email, 1001\+/,
    ],
    [
      "the CI's own, before git's",
      "erin@example.com",
      { GITHUB_ACTOR_ID: "1001" },
      /who +dana \(the GitHub user id 1001 \(GITHUB_ACTOR_ID\)\)/,
    ],
  ])("%s", (_, email, env, says) => {
    const cwd = estate();
    git(cwd, email);
    const { status, stdout } = leasehold.run([...asked, ...at("09:30:00")], { cwd, env });
    expect(stdout).toMatch(says);
    expect(status).toBe(0);
  });

  it.each<[what: string, email: string, env: Readonly<Record<string, string>>, says: RegExp]>([
    [
      "an unknown address",
      "nobody@example.com",
      {},
      /No identity of the estate has git's user.email, nobody@example.com\. .*--as/,
    ],
    ["a login alone", "dana-example@users.noreply.github.com", {}, /holds no id/],
    [
      "an unknown account of the CI, whatever git says",
      "dana@example.com",
      { GITLAB_USER_ID: "77" },
      /the GitLab user id 77/,
    ],
  ])("and refused for %s", (_, email, env, says) => {
    const cwd = estate();
    git(cwd, email);
    const before = contents(cwd);
    const { status, stdout, stderr } = leasehold.run([...asked, ...at("09:30:00")], { cwd, env });
    expect(stderr).toMatch(says);
    expect({ status, stdout, after: contents(cwd) }).toEqual({ status: 2, stdout: "", after: before });
  });
});

describe("bad input is one clear line, status 2, and nothing written", () => {
  const now = at("09:30:00");
  const request = (...words: readonly string[]): string[] => {
    const role = words[0]?.startsWith("-") ? "instance-operator" : (words[0] ?? "instance-operator");
    const rest = words[0]?.startsWith("-") ? words : words.slice(1);
    const defaults: Readonly<Record<string, string>> = {
      "--as": "dana",
      "--ttl": "1h",
      "--ticket": "INC-7",
      "--reason": reason,
    };
    const missing = Object.entries(defaults).filter(([option]) => !rest.includes(option));
    return ["request", role, ...missing.flat(), ...rest];
  };

  it.each<[what: string, words: string[], says: RegExp]>([
    [
      "an unknown role",
      request("instance-operater"),
      /no role named "instance-operater"\. Did you mean "instance-operator"\?/,
    ],
    ["an unknown identity", request("--as", "dama"), /no identity named "dama"\. Did you mean "dana"\?/],
    ["more than the maximum", request("--ttl", "3h"), /lasts PT3H; role "instance-operator" allows PT2H at most/],
    ["a start in the past", request("--start", "2026-11-23T09:00:00Z"), /2026-11-23T09:00:00Z is past/],
    ["a name that is taken", request("--name", "g"), /a grant named "g" already \(access\/g\.yaml:3\)/],
    ["a name that leads elsewhere", request("--name", "../../g"), /cannot be the name of a grant/],
    ["a name with control characters", request("--name", "a\u001b[2J"), /cannot be the name of a grant/],
    ["a lease over another", request("--start", "2026-11-23T09:30:00Z"), /overlap/],
    ["a ticket of another kind", request("--ticket", "JIRA-1"), /ticket/],
    ["a short reason", request("--reason", "because"), /7 characters; role "instance-operator" requires 20/],
    ["a reason of spaces", request("--reason", " ".repeat(30)), /gives no justification/],
    ["who is not eligible", request("--as", "hana"), /not eligible|no principal/],
    ["a directory that is not there", request("--dir", "nowhere"), /nowhere does not load.*it does not exist/],
    ["an unknown grant", ["revoke", "h"], /no grant "h"\. Did you mean "g"\?/],
    ["a second activation", ["activate", "g"], /active already/],
    [
      "an extension beyond what is allowed",
      ["extend", "g", "--by", "90m"],
      /lasts PT1H30M; role "instance-operator" allows PT1H/,
    ],
    ["the end of what ended", ["complete", "old"], /ended at 2026-11-22T10:00:00Z/],
    ["an unknown one who leaves", ["offboard", "dama"], /no identity named "dama"\. Did you mean "dana"\?/],
  ])("%s", (_, words, says) => {
    const old =
      "\n  old: { role: instance-operator, identity: dana, start: 2026-11-22T09:00:00Z, ttl: 1h, ticket: INC-1, justification: The same as every other week }\n";
    const cwd = estate({ "g.yaml": grant("start: 2026-11-23T09:00:00Z") + old });
    const before = contents(cwd);
    const { status, stdout, stderr } = leasehold.run([...words, ...now], { cwd });
    expect(stderr).toMatch(says);
    expect(
      stderr
        .split("\n")
        .slice(0, -1)
        .every((line) => line.startsWith("leasehold: ")),
    ).toBe(true);
    expect(stderr.split("\n").length).toBeLessThanOrEqual(words.includes("hana") || words.includes("90m") ? 3 : 2);
    expect(stderr).not.toMatch(/(?!\n)\p{Cc}/u);
    expect({ status, stdout, after: contents(cwd) }).toEqual({ status: 2, stdout: "", after: before });
  });

  it.each<[what: string, words: string[], says: RegExp]>([
    ["no ttl", ["request", "instance-operator"], /required option '--ttl <duration>'/],
    ["a ttl without a unit", ["request", "instance-operator", "--ttl", "90"], /has no unit/],
    ["a start without an offset", request("--start", "2026-11-23T10:00:00"), /needs an offset/],
    ["no role", ["request", "--ttl", "1h"], /missing required argument 'role'/],
    ["no grant", ["activate"], /missing required argument 'grant'/],
    ["an extension by nothing", ["extend", "g"], /required option '--by <duration>'/],
    ["a negative extension", ["extend", "g", "--by", "-30m"], /has no sign|argument missing/],
  ])("%s, which is usage", (_, words, says) => {
    const cwd = estate({ "g.yaml": grant() });
    const before = contents(cwd);
    const { status, stdout, stderr } = leasehold.run([...words, ...now], { cwd });
    expect(stderr).toMatch(says);
    expect({ status, stdout, after: contents(cwd) }).toEqual({ status: 2, stdout: "", after: before });
  });
});

describe("letting somebody go", () => {
  it("ends their leases, and is 0 where everything has somebody", () => {
    const cwd = estate({ "g.yaml": grant("start: 2026-11-23T09:00:00Z") });
    const dry = leasehold.run(["offboard", "dana", "--dry-run", ...at("09:30:00")], { cwd });
    expect(dry.stdout).toContain("Would revoke 1 lease");
    expect(readFileSync(join(cwd, "access", "g.yaml"), "utf8")).not.toContain("revoked");
    const { status, stdout } = leasehold.run(["offboard", "dana", ...at("09:30:00")], { cwd });
    expect(stdout).toMatch(/^Revoked 1 lease:\n {2}g {2}instance-operator .* access\/g\.yaml:3\n/);
    expect(stdout).toMatch(
      /access\/teams\.yaml:\d+: member of team "payments", which answers for role "instance-operator"/,
    );
    expect({ dry: dry.status, status }).toEqual({ dry: 0, status: 0 });
    expect(readFileSync(join(cwd, "access", "g.yaml"), "utf8")).toBe(
      grant("start: 2026-11-23T09:00:00Z", "revoked: 2026-11-23T09:30:00Z"),
    );
  });

  it("is 1 where something would be left without anybody", () => {
    const { status, stdout } = leasehold.run(["offboard", "hana", ...at("09:30:00")], { cwd: estate() });
    expect(stdout).toMatch(
      /nobody would answer for this:\n {2}access\/teams\.yaml:\d+: Team "security" answers for governance and has no person in it\.\n {4}Write /,
    );
    expect(status).toBe(1);
  });
});
