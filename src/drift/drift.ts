import { basename, dirname } from "node:path";
import { Declared } from "../expect/declared";
import type { TargetPromise } from "../expect/promise";
import { withGrants } from "../expect/resource-grants";
import { applyWaivers } from "../gate/waivers";
import type { Finding } from "../rules/finding";
import type { Instant } from "../time/instant";
import { ClearedRoles } from "./cleared";
import type { Coverage, Found, Unreadable } from "./found";
import { type Ground, Grounds } from "./ground";
import { bindingKey, judgeFound, leaseKey, targetKey } from "./judge-found";
import { type DriftJudged, graver, judgedAs } from "./judged";
import { type DriftKindName, driftKindNamed } from "./kinds";
import { missingLease, policyFindings } from "./lease-findings";
import type { Repair } from "./repair";
import { grantsInState } from "./state-grants";
import type { TrailUses } from "./trail/uses";

/** What is compared, and by what. */
export interface DriftInput {
  /** The estates; what any of them explains is explained. */
  readonly declared: readonly Declared[];
  readonly found: Iterable<Found>;
  readonly now: Instant;
  /** What trails tell of the leases. */
  readonly trail?: readonly TrailUses[];
}

/** One place that was compared. */
export interface Covered {
  readonly source: Found["source"];
  readonly cloud: Found["cloud"];
  readonly file: string;
  readonly container?: string;
  /** When it was asked for, and by whom, where the source says so. */
  readonly asked?: string;
  readonly by?: string;
  /** IAM roles (AWS) or bindings (GCP). */
  readonly size: number;
  readonly parts: readonly Coverage[];
}

/** What was found to differ. */
export interface DriftOutcome {
  readonly findings: readonly Finding[];
  /** What could not be told: with any of it nothing passes. */
  readonly unreadable: readonly Unreadable[];
  /** The next step for each finding that is no note. */
  readonly repairs: readonly { readonly finding: Finding; readonly repair: Repair }[];
  readonly covered: readonly Covered[];
  /** What it was compared with. */
  readonly compared: {
    readonly estates: readonly string[];
    readonly targets: number;
    readonly leases: number;
    readonly policies: number;
  };
}

/**
 * Compares what is declared with what is there.
 *
 * @throws Error where an estate is not what `check` lets pass
 */
export function drift({ declared, found, now, trail }: DriftInput): DriftOutcome {
  const comparison = new Drift(declared, now);
  for (const one of found) comparison.add(one);
  return comparison.finish(trail);
}

/** A comparison that is given one place at a time, and keeps nothing of it but what it found. */
export class Drift {
  #grounds: Grounds;
  #cleared: ClearedRoles;
  readonly #roots = new Map<string, string>();
  /** States and plans, which may declare grants that explain what others show. */
  #waiting: Found[] = [];
  readonly #judged = new Map<string, DriftJudged>();
  readonly #reserved: DriftJudged[] = [];
  readonly #seen = new Set<string>();
  readonly #targets = new Set<string>();
  readonly #asked = new Map<string, Set<string>>();
  readonly #unreadable: Unreadable[] = [];
  readonly #covered: Covered[] = [];
  #centred = false;
  /** A snapshot of which not even the place is known. */
  #unknown = false;

  constructor(
    private readonly declared: readonly Declared[],
    private readonly now: Instant,
  ) {
    this.#grounds = new Grounds(declared);
    this.#cleared = new ClearedRoles(this.#grounds, now);
  }

  /** Takes in one place. Give states and plans first, so that what they declare explains what snapshots show. */
  add(found: Found): void {
    this.#unreadable.push(...found.unreadable);
    for (const what of found.notAsked) this.#note(`${what} was not asked for, and so it was not compared.`, found.file);
    if (found.source === "snapshot") {
      this.#flush();
      // Nothing of it is believed, and that has been said.
      if (found.covers.size === 0 && found.container === undefined && found.unreadable.length > 0) this.#unknown = true;
      else this.#judge(found);
      return;
    }
    this.#waiting.push(found);
    for (const { target } of this.#grounds.all.flatMap(({ targets }) => targets)) {
      const root = dirname(found.file);
      if (basename(root) === target.name) this.#roots.set(target.name, root);
    }
  }

  /** Takes in that something could not be read at all. */
  miss(unreadable: Unreadable): void {
    this.#unreadable.push(unreadable);
    this.#unknown = true;
  }

  /** Says what differs. */
  finish(trail: readonly TrailUses[] = []): DriftOutcome {
    this.#flush();
    if (!this.#centred) for (const one of this.#reserved) this.#put(one);
    this.#findMissing();
    this.#findUncovered();
    for (const uses of trail) this.#takeTrail(uses);
    const judged = [...this.#judged.values()];
    const repairs = new Map(judged.map(({ finding, repair }) => [finding, repair]));
    const { findings, origin } = this.#waive(judged);
    const targets = this.#grounds.all.flatMap((ground) => ground.targets);
    return {
      findings,
      unreadable: [...new Map(this.#unreadable.map((one) => [`${one.what}\n${one.message}`, one])).values()],
      repairs: findings.flatMap((finding) => {
        const repair = repairs.get(origin.get(finding) ?? finding);
        return repair === undefined || finding.severity === "note" ? [] : [{ finding, repair }];
      }),
      covered: this.#covered,
      compared: {
        estates: this.#grounds.all.map(({ estate }) => estate.name),
        targets: targets.length,
        leases: targets.reduce((sum, { leases }) => sum + leases.length, 0),
        policies: targets.reduce(
          (sum, { expected }) => sum + expected.filter(({ policy }) => policy !== undefined).length,
          0,
        ),
      },
    };
  }

  #flush(): void {
    if (this.#waiting.length === 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#declareFrom(waiting);
    for (const found of waiting) this.#judge(found);
  }

  /** What a state's own `leasehold_grant`s declare explains access by its meaning; nothing is promised by it. */
  #declareFrom(states: readonly Found[]): void {
    const grounds = this.#grounds.all.map((ground): Ground => {
      const { estate } = ground.declared;
      const grants = states.flatMap(({ landscape }) => grantsInState(landscape, estate, this.now));
      return grants.length === 0 ? ground : { ...ground, declared: new Declared(withGrants(estate, grants)) };
    });
    if (grounds.some((ground, position) => ground !== this.#grounds.all[position])) {
      this.#grounds = this.#grounds.with(grounds);
      this.#cleared = new ClearedRoles(this.#grounds, this.now);
    }
  }

  #judge(found: Found): void {
    const { judged, reserved, seen, targets, size } = judgeFound({
      found,
      grounds: this.#grounds,
      now: this.now,
      roots: this.#roots,
      cleared: this.#cleared,
    });
    for (const one of judged) this.#put(one);
    this.#reserved.push(...reserved);
    for (const key of seen) this.#seen.add(key);
    for (const key of targets) this.#targets.add(key);
    if (found.covers.has("identity-center")) this.#centred = true;
    const asked = this.#asked.get(`${found.source} ${found.cloud}`);
    if (asked) asked.add(found.container ?? "");
    else this.#asked.set(`${found.source} ${found.cloud}`, new Set([found.container ?? ""]));
    this.#covered.push({
      source: found.source,
      cloud: found.cloud,
      file: found.file,
      ...(found.container === undefined ? {} : { container: found.container }),
      ...(found.asked === undefined ? {} : { asked: found.asked }),
      ...(found.by === undefined ? {} : { by: found.by }),
      size,
      parts: [...found.covers].sort(),
    });
  }

  #put(one: DriftJudged): void {
    const known = this.#judged.get(one.key);
    this.#judged.set(one.key, known === undefined ? one : graver(known, one));
  }

  #note(message: string, group: string): void {
    const text = "Nothing, if that was meant.";
    this.#put(judgedAs("not-asked", { severity: "note", message }, { group, text }, message));
  }

  /** What is declared and in no source that would have shown it. */
  #findMissing(): void {
    for (const ground of this.#grounds.all) {
      for (const target of ground.targets) {
        if (this.#targets.has(targetKey(ground.estate.name, target.target.name))) this.#missingIn(ground, target);
      }
    }
  }

  #missingIn(ground: Ground, target: TargetPromise): void {
    const of = { ground, target };
    const elsewhere = (grant: string) => this.#seen.has(leaseKey(ground.estate.name, target.target.name, grant));
    for (const { arn, address, lease } of target.expected) {
      if (lease === undefined || this.now >= lease.window.end || this.#seen.has(arn) || elsewhere(lease.grant.name))
        continue;
      this.#put(missingLease(of, lease, arn, arn, address, this.#roots));
    }
    for (const promised of target.bindings) {
      const { lease, binding } = promised;
      if (this.now >= lease.window.end || this.#seen.has(bindingKey(promised)) || elsewhere(lease.grant.name)) continue;
      this.#put(missingLease(of, lease, binding.role, binding.member, binding.instance.address, this.#roots));
    }
    for (const { arn, address, policy } of target.expected) {
      if (policy === undefined) continue;
      const over = target.leases.some(
        ({ grant: { name }, window }) => name === policy.grant && (this.now >= window.end || elsewhere(name)),
      );
      if (this.#seen.has(arn) || over) continue;
      const said = "is not there, so that nobody can be given what it permits";
      const deviation = { kind: "permissions-changed", said, mend: address } as const;
      for (const one of policyFindings(of, policy, arn, [deviation], this.#roots)) this.#put(one);
    }
  }

  /** A snapshot that should have covered a target and does not is no pass; of a state nobody expects more than its own root. */
  #findUncovered(): void {
    for (const { estate, targets } of this.#grounds.all) {
      for (const { target, container } of targets) {
        const snapshots = this.#asked.get(`snapshot ${target.cloud.kind}`);
        if (this.#targets.has(targetKey(estate.name, target.name)) || snapshots?.has(container) === true) continue;
        const what = `target "${target.name}" of estate "${estate.name}" (${container})`;
        if (this.#unknown) continue;
        if (snapshots === undefined)
          this.#note(`Nothing that was given tells of ${what}; it was not compared.`, estate.name);
        else {
          this.#unreadable.push({
            what: `target ${target.name}`,
            message: `No snapshot covers ${what}, so that nobody can say what is there.`,
            fix: `Take a snapshot of ${container} too, and give it with --snapshot.`,
          });
        }
      }
    }
  }

  #takeTrail({ verdicts, notes, unreadable }: TrailUses): void {
    this.#unreadable.push(...unreadable);
    for (const note of notes) this.#note(note, "trail");
    for (const { kind, severity, message, fix, ...about } of verdicts) {
      const said = { ...about, severity, message };
      const key = `${about.address ?? ""}\n${message}`;
      this.#put(judgedAs(kind satisfies DriftKindName, said, { group: "trail", text: fix }, key));
    }
  }

  /** The waivers of every estate apply; of those that waive nothing here only the ones that are about drift are said. */
  #waive(judged: readonly DriftJudged[]): {
    readonly findings: readonly Finding[];
    readonly origin: ReadonlyMap<Finding, Finding>;
  } {
    const origin = new Map<Finding, Finding>();
    let left: readonly DriftJudged[] = judged;
    const faults: Finding[] = [];
    for (const { declared } of this.declared.map((one) => ({ declared: one }))) {
      const waived = applyWaivers(left, declared.estate, this.now, {
        sameRule: (rule, name) => rule === name || (driftKindNamed(name)?.rules.includes(rule) ?? false),
        resources: ({ address, addresses = [], principal }) => [address, ...addresses, principal],
        unused: (rule) => driftKindNamed(rule) !== undefined,
      });
      left = left.map((one, position) => {
        const finding = waived[position] ?? one.finding;
        if (finding !== one.finding) origin.set(finding, origin.get(one.finding) ?? one.finding);
        return { ...one, finding };
      });
      faults.push(...waived.slice(left.length));
    }
    return { findings: [...left.map(({ finding }) => finding), ...faults], origin };
  }
}
