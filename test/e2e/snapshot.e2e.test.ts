import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openSnapshot } from "../../src/snapshot/open";
import { parseInstant } from "../../src/time/instant";
import { enterAccount } from "./harness/aws-api";
import { type AwsCall, type AwsFaults, startAwsFaults } from "./harness/aws-faults";
import { emulated } from "./harness/drift";
import { type Emulator, startEmulator } from "./harness/emulator";
import { createIdentityCenter } from "./harness/identity-center";
import { scratch } from "./harness/terraform";
import { findTools } from "./harness/tools";

const tools = findTools();
const account = "111122223333";
const other = "444455556666";
const trust = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: account }, Action: "sts:AssumeRole" }],
};

interface Ran {
  readonly status: number | null;
  readonly said: string;
}

describe.skipIf(tools.emulator === undefined)("leasehold snapshot aws", () => {
  let emulator: Emulator;
  let aws: AwsFaults;
  let out: string;

  beforeAll(async () => {
    emulator = await startEmulator(tools);
    aws = await startAwsFaults(emulator.endpoint);
    for (const id of [account, other]) {
      const api = await enterAccount(emulator.endpoint, id);
      const document = JSON.stringify(trust);
      for (let count = 1; count <= 3; count += 1) {
        await api.call("CreateUser", { UserName: `user-${count}` });
        await api.call("CreateAccessKey", { UserName: `user-${count}` });
        const role = { RoleName: `role-${count}`, MaxSessionDuration: "7200" };
        await api.call("CreateRole", { ...role, AssumeRolePolicyDocument: document });
      }
      await api.call("CreateOpenIDConnectProvider", {
        Url: "https://ci.example",
        "ThumbprintList.member.1": "a".repeat(40),
      });
    }
    await createIdentityCenter(emulator.endpoint, account, "arn:aws:iam::aws:policy/AdministratorAccess");
  });
  beforeEach(() => {
    out = join(scratch("snapshot"), "found");
    aws.begin(() => "pass");
  });
  afterAll(async () => {
    await aws?.stop();
    await emulator?.stop();
  });

  /** Starts it; `accounts` are entered by assuming the deployer's role. */
  function start(
    parts: readonly string[] | "all",
    accounts: readonly string[],
  ): { child: ChildProcess; ended: Promise<Ran> } {
    const dist = resolve(process.env.LEASEHOLD_DIST ?? "dist");
    const child = spawn(
      process.execPath,
      [
        join(dist, "src/cli/cli.js"),
        ...["snapshot", "aws", "--out", out, "--region", "eu-central-1", "--assume-role", "leasehold-deployer"],
        ...accounts.flatMap((id) => ["--account", id]),
        ...(parts === "all" ? [] : ["--parts", parts.join(",")]),
      ],
      {
        stdio: ["ignore", "pipe", "pipe"],
        env: {
          PATH: process.env.PATH ?? "",
          HOME: scratch("home"),
          AWS_ENDPOINT_URL: aws.endpoint,
          AWS_ACCESS_KEY_ID: "outside",
          AWS_SECRET_ACCESS_KEY: "a-secret-of-the-test",
          LEASEHOLD_BACKOFF_MS: "5",
        },
      },
    );
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (said += text));
    const ended = new Promise<Ran>((done) => child.on("close", (status) => done({ status, said })));
    return { child, ended };
  }

  const run = (parts: readonly string[] | "all" = emulated, accounts: readonly string[] = [account]): Promise<Ran> =>
    start(parts, accounts).ended;

  const part = (name: string, id = account) => JSON.parse(readFileSync(join(out, "aws", id, `${name}.json`), "utf8"));

  /** What cannot be believed of the folder, as `drift` sees it; the folder alone where it is none at all. */
  async function unreadable(): Promise<readonly string[]> {
    const found: string[] = [];
    const now = parseInstant(new Date().toISOString().replace(/\.\d+/, ""));
    if (!("instant" in now)) throw new Error("now is a moment");
    try {
      for await (const one of openSnapshot(out, { now: now.instant }))
        found.push(...one.unreadable.map(({ what }) => what));
    } catch {
      return [out];
    }
    return found;
  }

  it("has every part of several accounts, and is believed", async () => {
    const { status, said } = await run(emulated, [account, other]);
    expect(said).toMatch(/12 of 12 parts answered/);
    expect(status).toBe(0);
    expect(await unreadable()).toEqual([]);
    const details = part("authorization-details-0001");
    expect(details.UserDetailList).toHaveLength(3);
    expect(details.RoleDetailList.map((role: { RoleName: string }) => role.RoleName)).toContain("role-1");
    expect(part("roles").Roles[0]).toMatchObject({ MaxSessionDuration: 7200 });
    expect(part("access-keys", other).Users).toHaveLength(3);
    expect(part("access-keys").Users[0].AccessKeys[0]).toMatchObject({ Status: "Active" });
    expect(part("identity-providers").OpenIDConnectProviders).toMatchObject([{ Url: "ci.example" }]);
    expect(part("identity-center")).toMatchObject({
      Assignments: [{ AccountId: account, PrincipalType: "USER" }],
      Users: [{ UserName: "mallory" }],
    });
    expect(part("organization")).toEqual({ Policies: [], DelegatedAdministrators: [] });
    expect(readFileSync(join(out, "manifest.json"), "utf8")).not.toContain("a-secret-of-the-test");
  });

  it("says which parts the emulator lacks, and keeps the others", async () => {
    const { status, said } = await run("all");
    expect(status).toBe(2);
    expect(said).toMatch(/roles-anywhere was not answered: rolesanywhere:ListTrustAnchors.*asked 6 times/);
    expect(said).toMatch(/access-analyzer was not answered/);
    expect(await unreadable()).toEqual([`${account}: roles-anywhere`, `${account}: access-analyzer`]);
  });

  it.each(["throttle", "reset", "cut", "break"] as const)(
    "completes although every third call meets: %s",
    async (fault) => {
      aws.begin(({ number }) => (number % 3 === 0 ? fault : "pass"));
      const { status, said } = await run();
      expect(said).toMatch(/6 of 6 parts answered/);
      expect(status).toBe(0);
      expect(await unreadable()).toEqual([]);
    },
  );

  it.each(["throttle", "reset", "cut", "break", "deny"] as const)(
    "says what is missing when one call always meets: %s",
    async (fault) => {
      aws.begin(({ operation }) => (operation === "ListUsers" ? fault : "pass"));
      const { status, said } = await run(["roles", "access-keys"]);
      expect(status).toBe(2);
      expect(said).toMatch(
        fault === "deny" ? /access-keys was denied: iam:ListUsers/ : /access-keys was not answered: iam:ListUsers/,
      );
      expect(await unreadable()).toEqual([`${account}: access-keys`]);
      aws.begin(() => "pass");
      expect((await run(["roles", "access-keys"])).status).toBe(0);
      expect(aws.calls.map(({ operation }) => operation)).not.toContain("ListRoles");
      expect(await unreadable()).toEqual([]);
    },
  );

  it("takes up new credentials when they expire in the middle", async () => {
    let first = "";
    aws.begin(({ operation, key, number }) => {
      if (operation === "GetCallerIdentity" && key !== "outside") first ||= key;
      return key === first && number > 8 ? "expire" : "pass";
    });
    const { status } = await run();
    expect(status).toBe(0);
    expect(aws.calls.filter(({ operation }) => operation === "AssumeRole")).toHaveLength(2);
    expect(await unreadable()).toEqual([]);
  });

  it("says that they expired when there are no newer ones", async () => {
    aws.begin(({ number }) => (number > 8 ? "expire" : "pass"));
    const { status, said } = await run();
    expect(status).toBe(2);
    expect(said).toMatch(/credentials expired in the middle/);
    expect(await unreadable()).not.toEqual([]);
    aws.begin(() => "pass");
    expect((await run()).status).toBe(0);
    expect(await unreadable()).toEqual([]);
  });

  it("is nothing whole whenever it is killed, and goes on from there", async () => {
    let rounds = 0;
    for (let moment = 1; ; moment += 2) {
      let { child, ended }: { child?: ChildProcess; ended?: Promise<Ran> } = {};
      const kill = ({ number }: AwsCall): void => {
        // Sometimes before the answer is taken in, sometimes while it is written.
        if (number === moment) setTimeout(() => child?.kill("SIGKILL"), moment % 4 === 1 ? 0 : 12);
      };
      aws.begin(() => "pass", kill);
      ({ child, ended } = start(emulated, [account]));
      const { status } = await ended;
      if (status !== null) {
        expect(status).toBe(0);
        break;
      }
      rounds += 1;
      if (existsSync(join(out, "manifest.json"))) {
        const { finished } = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
        if (finished === undefined) expect(await unreadable()).not.toEqual([]);
        else expect(await unreadable()).toEqual([]);
      }
    }
    expect(rounds).toBeGreaterThan(3);
    expect(await unreadable()).toEqual([]);
    expect(part("roles").Roles).toHaveLength(3);
  });
});
