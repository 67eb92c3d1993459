import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Aspect, Direction } from "../../../src/review/change";
import { differenceOf } from "../../../src/review/difference/difference";
import { at, linked } from "../../helpers/estate";
import { type Plain, pairs } from "./random-pair";
import { now } from "./specify";

// What is gained is found here from the plain declarations alone, by other means than those that are tested.

interface Role {
  readonly eligible: readonly string[];
  readonly owners: { readonly entitlement: string };
  readonly maxTtl: string;
  readonly limits?: { readonly agent?: string };
  readonly approval: { readonly steps?: readonly { readonly group: string }[] };
  readonly aws: {
    readonly targets: readonly string[];
    readonly statements: readonly {
      readonly actions: readonly string[];
      readonly resources: readonly string[];
      readonly conditions: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
    }[];
    readonly managedPolicies?: readonly string[];
    readonly ownedResourcesOnly: boolean;
  };
}

const operatorOf = (plain: Plain): Role => (plain.roles as { readonly operator: Role }).operator;

function opened(plain: Plain, names: readonly string[]): ReadonlySet<string> {
  const identities = plain.identities as Record<string, { kind: string; members?: string[]; membership?: string }>;
  const found = new Set<string>();
  const visit = (name: string): void => {
    const identity = identities[name];
    if (identity?.kind !== "group" || identity.membership === "external") found.add(name);
    for (const member of identity?.members ?? []) visit(member);
  };
  for (const name of names) visit(name);
  return found;
}

interface Told {
  readonly subject: string;
  readonly direction: Direction;
  readonly aspect: Aspect;
  readonly text: string;
}

function told(base: Plain, head: Plain): readonly Told[] {
  const [was, is] = [linked(base).estate, linked(head).estate];
  if (!was || !is) throw new Error("the estates do not link");
  return differenceOf(was, is, { now }).changes.flatMap(({ subject, effects }) =>
    effects.map((effect) => ({ subject: `${subject.part}.${subject.name}`, ...effect })),
  );
}

const word = (name: string): RegExp => new RegExp(`\\b${name}\\b`);

function holds(check: (base: Plain, head: Plain, effects: readonly Told[]) => void): void {
  fc.assert(
    fc.property(pairs, ({ base, head }) => check(base, head, told(base, head))),
    { numRuns: 300 },
  );
}

describe("nothing is widened without being told", () => {
  it("names everybody who may ask for a role from then on, by whatever group", () => {
    holds((base, head, effects) => {
      const before = opened(base, operatorOf(base).eligible);
      for (const name of opened(head, operatorOf(head).eligible)) {
        if (before.has(name)) continue;
        const said = effects.filter(
          ({ direction, aspect, text }) =>
            direction === "widens" && aspect === "eligibility" && word("operator").test(text),
        );
        expect(
          said.some(({ text }) => word(name).test(text)),
          name,
        ).toBe(true);
      }
    });
  });

  it("names everybody who may approve from then on, by whatever group", () => {
    const approvers = (plain: Plain): ReadonlySet<string> => {
      const groups = plain.approvalGroups as Record<string, { members: string[] }>;
      const people = opened(plain, groups.approvers?.members ?? []);
      return new Set([...people].filter((name) => name !== "deploy"));
    };
    holds((base, head, effects) => {
      if ((operatorOf(base).approval.steps ?? []).length === 0 || (operatorOf(head).approval.steps ?? []).length === 0)
        return;
      const before = approvers(base);
      for (const name of approvers(head)) {
        if (before.has(name)) continue;
        const said = effects.filter(
          ({ direction, aspect, text }) =>
            direction === "widens" && aspect === "approval" && word("operator").test(text),
        );
        expect(
          said.some(({ text }) => word(name).test(text)),
          name,
        ).toBe(true);
      }
    });
  });

  it("tells of each longer maximum", () => {
    const minutes = (text: string): number => Number(text.slice(0, -1)) * (text.endsWith("h") ? 60 : 1);
    const maximum = (plain: Plain): number => minutes(operatorOf(plain).maxTtl);
    const ofAgents = (plain: Plain): number =>
      Math.min(maximum(plain), minutes(operatorOf(plain).limits?.agent ?? "99h"));
    holds((base, head, effects) => {
      if (maximum(head) <= maximum(base) && ofAgents(head) <= ofAgents(base)) return;
      expect(
        effects.some(
          ({ subject, direction, aspect }) =>
            subject === "roles.operator" && direction === "widens" && aspect === "maximum",
        ),
      ).toBe(true);
    });
  });

  it("tells of each action, resource and condition that a role gains", () => {
    const requests = [
      "ec2:StartInstances",
      "ec2:StopInstances",
      "ec2:RunInstances",
      "s3:GetObject",
      "s3:GetBucketAcl",
      "dynamodb:GetItem",
    ].flatMap((action) =>
      ["arn:aws:s3:::logs/a", "arn:aws:s3:::logs/b", "arn:aws:ec2:eu-west-1:1:instance/i", "arn:aws:other"].flatMap(
        (resource) =>
          [undefined, "payments", "platform"].flatMap((team) =>
            ["payments", undefined].map((squad) => ({ action, resource, team, squad })),
          ),
      ),
    );
    holds((base, head, effects) => {
      const gained = requests.filter((request) => isAllowed(head, request) && !isAllowed(base, request));
      if (gained.length === 0) return;
      const said = effects.filter(
        ({ direction, aspect }) =>
          ["unguards", "widens"].includes(direction) && ["privilege", "scope"].includes(aspect),
      );
      expect(
        said.filter(({ subject }) => subject === "roles.operator" || subject === "policy.policy"),
        JSON.stringify(gained[0]),
      ).not.toEqual([]);
    });
  });

  it("tells of every second that somebody may use a role and could not before", () => {
    holds((base, head, effects) => {
      const before = leaseOf(base);
      const gained = [...leaseOf(head)].filter((second) => !before.has(second));
      if (gained.length === 0) return;
      const said = effects.filter(
        ({ direction, aspect }) =>
          ["unguards", "gains", "widens"].includes(direction) && ["access", "scope"].includes(aspect),
      );
      expect(
        said.filter(({ subject }) => subject === "grants.lease" || subject === "roles.operator"),
        gained[0],
      ).not.toEqual([]);
    });
  });
});

interface Request {
  readonly action: string;
  readonly resource: string;
  readonly team: string | undefined;
  readonly squad: string | undefined;
}

function isAllowed(plain: Plain, { action, resource, team, squad }: Request): boolean {
  const { aws, owners } = operatorOf(plain);
  const { ownerTag } = plain.policy as { readonly ownerTag: string };
  const owner = ownerTag === "team" ? team : squad;
  const isOwned = !aws.ownedResourcesOnly || owner === owners.entitlement;
  const matches = (pattern: string, text: string): boolean =>
    new RegExp(`^${pattern.replaceAll(".", "\\.").replaceAll("*", ".*")}$`, "i").test(text);
  const byStatement = aws.statements.some(({ actions, resources, conditions }) => {
    if (!actions.some((one) => matches(one, action)) || !resources.some((one) => matches(one, resource))) return false;
    return Object.entries(conditions).every(([operator, keys]) => {
      const values = Object.values(keys).flat();
      return operator === "StringEquals"
        ? team !== undefined && values.includes(team)
        : team === undefined || !values.includes(team);
    });
  });
  const byPolicy = (aws.managedPolicies ?? []).length > 0 && action === "dynamodb:GetItem";
  return (byStatement && isOwned) || (byPolicy && !aws.ownedResourcesOnly);
}

/** Each quarter of an hour in which somebody holds the role somewhere, from now on. */
function leaseOf(plain: Plain): ReadonlySet<string> {
  const { lease } = plain.grants as {
    readonly lease?: {
      readonly identity: string;
      readonly start?: string;
      readonly ttl: string;
      readonly revoked?: string;
      readonly targets?: readonly string[];
    };
  };
  const found = new Set<string>();
  if (lease?.start === undefined) return found;
  const start = at(lease.start);
  const end = Math.min(
    start + (lease.ttl === "1h" ? 3600 : 5400),
    lease.revoked === undefined ? Number.POSITIVE_INFINITY : at(lease.revoked),
  );
  for (let moment = start; moment < end; moment += 900) {
    for (const target of lease.targets ?? operatorOf(plain).aws.targets)
      found.add(`${lease.identity} ${target} ${moment}`);
  }
  return found;
}
