import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadEstate } from "../../src/estate/load";
import { Declared } from "../../src/expect/declared";
import type { Fact } from "../../src/facts/fact";
import { type GateOutcome, gate } from "../../src/gate/gate";
import type { Finding } from "../../src/rules/finding";
import type { Plan } from "../../src/terraform/plan/plan";
import { readPlan } from "../../src/terraform/plan/read";
import { formatInstant, parseInstant } from "../../src/time/instant";

/** What a scenario expects of a fact; what is absent is not asked. */
export interface ExpectedFact {
  readonly kind: Fact["kind"];
  readonly address: string;
  readonly principal?: string;
  readonly privilege?: string;
  readonly bound?: { readonly kind: string; readonly until?: string };
}

/** What a scenario expects of a finding. */
export interface ExpectedFinding {
  readonly rule: string;
  readonly severity: Finding["severity"];
  readonly address?: string;
  readonly principal?: string;
}

/** A folder with a configuration, the plan that was made of it, and what is true of it. */
export interface Scenario {
  /** `group/name` */
  readonly name: string;
  readonly folder: string;
  readonly about: string;
  readonly made: string;
  readonly now: string;
  readonly expect: {
    readonly facts?: readonly ExpectedFact[];
    /** Every error and warning, and such notes as matter. */
    readonly findings?: readonly ExpectedFinding[];
    /** The code of the error with which the plan is refused. */
    readonly refused?: string;
  };
  readonly decidedBy: string;
}

const root = __dirname;

/** All scenarios, by group and name. */
export function scenarios(): readonly Scenario[] {
  return folders(root).flatMap((group) =>
    folders(join(root, group)).map((name) => {
      const folder = join(root, group, name);
      const scenario = JSON.parse(readFileSync(join(folder, "scenario.json"), "utf8"));
      return { ...scenario, name: `${group}/${name}`, folder };
    }),
  );
}

function folders(directory: string): readonly string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** The bytes of a scenario's plan. */
export function planOf({ folder }: Scenario): Buffer {
  return readFileSync(join(folder, "plan.json"));
}

async function* pieces(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

/** Reads a plan from its bytes. */
export function readBytes(bytes: Uint8Array): Promise<Plan> {
  return readPlan(pieces(bytes));
}

/** Judges a plan as a scenario is judged: at its time, and by its estate where it has one. */
export async function judge(scenario: Scenario, bytes: Uint8Array): Promise<GateOutcome> {
  const { before, after } = await readBytes(bytes);
  const declared = estateOf(scenario, "estate");
  const base = estateOf(scenario, "base");
  return gate({
    before,
    after,
    now: instant(scenario.now),
    ...(declared === undefined ? {} : { declared }),
    ...(base === undefined ? {} : { base }),
  });
}

const estates = new Map<string, Declared>();

function estateOf({ folder }: Scenario, part: "estate" | "base"): Declared | undefined {
  const directory = join(folder, part);
  if (!existsSync(directory)) return undefined;
  const known = estates.get(directory);
  if (known) return known;
  const { estate, diagnostics } = loadEstate(directory);
  if (estate === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const declared = new Declared(estate);
  estates.set(directory, declared);
  return declared;
}

function instant(text: string): number {
  const parsed = parseInstant(text);
  if ("fault" in parsed) throw new Error(`${text}: ${parsed.fault}`);
  return parsed.instant;
}

/** A finding in one line, as a scenario writes it. */
export function line({ rule, severity, address }: ExpectedFinding | Finding): string {
  return `${severity} ${rule}${address === undefined ? "" : ` ${address}`}`;
}

/** A fact in one line; only what `like` asks for. */
export function factLine(fact: Fact | ExpectedFact, like: ExpectedFact): string {
  const expected = "from" in fact ? shown(fact) : fact;
  const { kind, address, principal, privilege, bound } = expected;
  return [
    kind,
    address,
    ...(like.principal === undefined ? [] : [principal]),
    ...(like.privilege === undefined ? [] : [privilege]),
    ...(like.bound === undefined ? [] : [bound?.kind]),
    ...(like.bound?.until === undefined ? [] : [bound?.until]),
  ].join(" ");
}

function shown(fact: Fact): ExpectedFact {
  const bound = "bound" in fact ? fact.bound : undefined;
  return {
    kind: fact.kind,
    address: fact.from.address,
    ...("principal" in fact ? { principal: fact.principal.name } : {}),
    ...("privilege" in fact && fact.privilege !== undefined ? { privilege: fact.privilege } : {}),
    ...(bound === undefined
      ? {}
      : {
          bound: { kind: bound.kind, ...(bound.kind === "leased" ? { until: formatInstant(bound.until) } : {}) },
        }),
  };
}
