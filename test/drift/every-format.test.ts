import { mkdtempSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type Random, seeded } from "../../bench/random";
import { Drift } from "../../src/drift/drift";
import type { Found } from "../../src/drift/found";
import { ownRoles, PlainRoles } from "../../src/drift/plain-roles";
import { foundInPlan } from "../../src/drift/sources/plan";
import { foundInState } from "../../src/drift/sources/state";
import type { Estate } from "../../src/estate/types";
import { Declared } from "../../src/expect/declared";
import { openForComparing, openSnapshot } from "../../src/snapshot/open";
import { readPlan } from "../../src/terraform/plan/read";
import { readStateFile } from "../../src/terraform/state/read";
import { formatInstant } from "../../src/time/instant";
import type { SimulatedAccount } from "../snapshot/simulated-account";
import { SimulatedAccount as Account } from "../snapshot/simulated-account";
import { dawn, randomEstate } from "./random-estate";
import {
  type AppliedRoot,
  appliedRoots,
  googleAnswers,
  rawState,
  refreshOnlyPlan,
  shownState,
  snapshotFolder,
  written,
} from "./told";

/** LEASEHOLD_CASES=200 tries what CI tries with fewer; LEASEHOLD_SEED tries one case again. */
const cases = Number(process.env.LEASEHOLD_CASES ?? 25);
const first = Number(process.env.LEASEHOLD_SEED ?? 4711);

const root = mkdtempSync(join(tmpdir(), "leasehold-formats-"));
afterAll(() => rmSync(root, { recursive: true, force: true }), 120_000);
let folders = 0;
const directory = () => join(root, `case-${folders++}`);

async function* states(roots: readonly AppliedRoot[], write: (root: AppliedRoot) => string): AsyncIterable<Found> {
  const here = directory();
  for (const each of roots) {
    const file = written(here, join(each.target.name, "terraform.tfstate"), write(each));
    yield* foundInState(file, await readStateFile(file));
  }
}

/** Times of a file that a cloud's command line made are all that it tells of its age. */
async function* alone(name: string, content: unknown, now: number): AsyncIterable<Found> {
  const file = written(directory(), name, JSON.stringify(content));
  utimesSync(file, now - 60, now - 60);
  yield* openSnapshot(file, { now });
}

interface Format {
  readonly told: (estate: Estate, random: Random, now: number, silent: PlainRoles) => AsyncIterable<Found>;
  /** What it cannot tell is unreadable. */
  readonly partial?: boolean;
}

const formats: Readonly<Record<string, Format>> = {
  "a snapshot's folder": {
    async *told(estate, random, now) {
      const path = directory();
      snapshotFolder(estate, path, now - 3600, random, (account) => surround(account, estate));
      yield* openSnapshot(path, { now });
    },
  },
  "a snapshot's folder, without the roles of which nothing would be said": {
    async *told(estate, random, now, silent) {
      const path = directory();
      snapshotFolder(estate, path, now - 3600, random, (account) => surround(account, estate));
      yield* openForComparing(path, { now, silent });
    },
  },
  "a file of `aws iam get-account-authorization-details`": {
    partial: true,
    async *told(estate, random, now) {
      for (const account of Account.of(estate)) {
        surround(account, estate);
        const telling = { seed: random.below(1 << 30), coding: "object", disguise: true } as const;
        const { IsTruncated: _, ...page } = account.authorization(telling)[0] ?? {};
        yield* alone("details.json", page, now);
      }
    },
  },
  "a file of `gcloud asset search-all-iam-policies`": {
    partial: true,
    async *told(estate, random, now) {
      const results = googleAnswers(estate, random).flatMap(({ iamPolicies = [] }) =>
        iamPolicies.flatMap((page) => (page as { results?: readonly unknown[] }).results ?? []),
      );
      yield* alone("policies.json", results, now);
    },
  },
  "`terraform show -json` of states": {
    told: (estate, random) => states(appliedRoots(estate), (each) => shownState(each, random)),
  },
  "state files": { told: (estate, random) => states(appliedRoots(estate), (each) => rawState(each, random)) },
  "refresh-only plans": {
    async *told(estate, random) {
      for (const each of appliedRoots(estate)) {
        const text = refreshOnlyPlan(each, random);
        const plan = await readPlan(
          (async function* () {
            yield Buffer.from(text);
          })(),
        );
        yield* foundInPlan(`${each.target.name}/plan.json`, plan);
      }
    },
  },
};

/** What stands in any account beside the leases: the cloud's own roles, the deployer, and whatever identities come by. */
function surround(account: SimulatedAccount, estate: Estate): void {
  const trusting = (Principal: unknown, Action = "sts:AssumeRole") =>
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal, Action }] });
  const administrator = `arn:${account.partition}:iam::aws:policy/AdministratorAccess`;
  const linked = "/aws-service-role/autoscaling.amazonaws.com/";
  account
    .addRole("AWSServiceRoleForAutoScaling", linked, trusting({ Service: "autoscaling.amazonaws.com" }))
    .attached.add(`arn:${account.partition}:iam::aws:policy/aws-service-role/AutoScalingServiceRolePolicy`);
  const provider = `arn:${account.partition}:iam::${account.id}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE`;
  account
    .addRole(
      "AWSReservedSSO_Admin_0123456789abcdef",
      "/aws-reserved/sso.amazonaws.com/eu-central-1/",
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Federated: provider },
            Action: ["sts:AssumeRoleWithSAML", "sts:TagSession"],
            Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
          },
        ],
      }),
    )
    .inline.set("x", '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"ec2:Describe*","Resource":"*"}}');
  account
    .addRole("function", "/service-role/", trusting({ Service: "lambda.amazonaws.com" }))
    .inline.set("x", '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"dynamodb:*","Resource":"*"}}');
  account
    .addRole("audit", "/", trusting({ AWS: `arn:${account.partition}:iam::${account.id}:root` }))
    .inline.set("x", '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"ec2:Describe*","Resource":"*"}}');
  const mine = `arn:${account.partition}:iam::${account.id}:`;
  for (const { cloud } of estate.targets.values()) {
    if (cloud.kind !== "aws" || !cloud.assumeRole?.startsWith(mine) || account.roles.has("deployer")) continue;
    account.addRole("deployer", "/", trusting({ AWS: `${mine}role/ci/terraform` })).attached.add(administrator);
  }
  for (const { aws } of estate.identities.values()) {
    const [, path = "", name = ""] =
      aws !== undefined && "arn" in aws && aws.arn.startsWith(mine)
        ? (/:(?:user|role)(\/.*?)([^/]+)$/.exec(aws.arn) ?? [])
        : [];
    const assuming =
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}]}';
    if (aws?.kind === "user" && name !== "") account.addUser(name, path).inline.set("assume", assuming);
    if (aws?.kind === "role" && name !== "") {
      account.addRole(name, path, trusting({ AWS: `${mine}user/somebody` })).inline.set("assume", assuming);
    }
    if (aws?.kind === "saml" && aws.provider.startsWith(mine)) account.saml.push({ Arn: aws.provider });
  }
}

/** Whatever is no note; unreadable parts are expected of what is only a part. */
async function alarms(
  { told, partial = false }: Format,
  seed: number,
  now: number,
): Promise<{ readonly said: readonly string[]; readonly seen: number }> {
  const random = seeded(seed);
  const estate = randomEstate(random);
  const declared = [new Declared(estate)];
  const comparison = new Drift(declared, now);
  const silent = new PlainRoles(ownRoles(declared), now);
  for await (const found of told(estate, random, now, silent)) comparison.add(found);
  const { findings, unreadable, covered } = comparison.finish();
  const grave = findings
    .filter(({ severity }) => severity !== "note")
    .map(({ rule, severity, message }) => `${severity} ${rule}: ${message}`);
  const unread = partial ? [] : unreadable.map(({ what, message }) => `unreadable ${what}: ${message}`);
  return { said: [...grave, ...unread], seen: covered.reduce((sum, { size }) => sum + size, 0) };
}

/** Seconds; no lease has been over for twelve hours at any of these. */
const after = (seed: number): number => [-3600, 3 * 3600, 5 * 3600 + 7][seed % 4] ?? 11 * 3600;

const seeds = Array.from({ length: cases }, (_, n) => first + n);

describe.each(Object.entries(formats))("estates that are applied and left alone, told by %s", (name, format) => {
  it("give no finding before, within and after their windows", { timeout: 600_000 }, async () => {
    const failed: string[] = [];
    let told = 0;
    for (const seed of seeds) {
      const now = dawn + after(seed);
      const { said, seen } = await alarms(format, seed, now);
      told += seen;
      failed.push(...said.map((each) => `LEASEHOLD_CASES=1 LEASEHOLD_SEED=${seed} at ${formatInstant(now)}: ${each}`));
    }
    console.log(`${name}: ${cases} estates from seed ${first}, ${told} roles and bindings, ${failed.length} alarms`);
    expect(failed.slice(0, 10)).toEqual([]);
  });

  it("are at most due for pruning long after", { timeout: 600_000 }, async () => {
    const failed: string[] = [];
    for (const seed of seeds.slice(0, Math.max(5, cases / 4))) {
      const { said } = await alarms(format, seed, dawn + 48 * 3600);
      failed.push(...said.filter((each) => !each.startsWith("warning prune-due: ")).map((each) => `${seed}: ${each}`));
    }
    expect(failed.slice(0, 10)).toEqual([]);
  });
});
