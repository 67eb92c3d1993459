import { describe, expect, it } from "vitest";
import { Declared } from "../../src/expect/declared";
import type { AccessFact, Fact } from "../../src/facts/fact";
import { at, estateWith } from "../helpers/estate";
import { access, leased, principal, trust } from "../rules/facts";

const estate = `
identities:
  ci:
    kind: workload
    aws:
      oidc:
        issuer: token.actions.githubusercontent.com
        audience: sts.amazonaws.com
        subject: "repo:acme/orders:environment:production"
  erin: { aws: { user: null, identityCenter: { permissionSet: Engineer, userName: erin@acme.example } } }
roles:
  operator: { eligible: [dana, erin, ci, bot], limits: { agent: 30m }, aws: { targets: [prod, stage] } }
grants:
  first: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h }
  second: { role: operator, identity: dana, start: 2026-11-24T09:00:00Z, ttl: 2h }
  pipeline: { role: operator, identity: ci, start: 2026-11-23T09:00:00Z, ttl: 1h }
  centre: { role: operator, identity: erin, start: 2026-11-23T09:00:00Z, ttl: 1h }
  repair: { role: operator, identity: bot, task: restart, start: 2026-11-23T09:00:00Z, ttl: 30m }
  asked: { role: operator, identity: dana, ttl: 1h }
  viewing: { role: viewer, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h }`;
const declared = new Declared(estateWith(estate));
const lease = (name: string, account = "111122223333") => {
  const found = declared.leasesIn(account).find(({ grant }) => grant.name === name);
  if (!found) throw new Error(name);
  return found;
};

describe("what an estate promises", () => {
  it.each([
    ["of an account", "111122223333", ["centre", "first", "pipeline", "repair", "second"]],
    ["of another account", "444455556666", ["centre", "first", "pipeline", "repair", "second"]],
    ["of a project", "acme-prod", ["viewing"]],
    ["of an account that it does not know", "999988887777", []],
  ])("%s", (_, container, names) => {
    expect(
      declared
        .leasesIn(container)
        .map(({ grant }) => grant.name)
        .sort(),
    ).toEqual(names);
  });

  it("is everything where the account is not known, and nothing of what is only requested", () => {
    const names = declared.leasesIn(undefined).map(({ grant }) => grant.name);
    expect(names).toHaveLength(11);
    expect(names).not.toContain("asked");
  });

  it("ends when its window ends, in the form in which access is found", () => {
    for (const { access: promised, window } of declared.leasesIn(undefined)) {
      expect(promised.length).toBeGreaterThan(0);
      for (const { bound } of promised)
        expect(bound).toMatchObject({ kind: "leased", from: window.start, until: window.end });
    }
  });

  it("reaches no persistence action", () => {
    for (const { access: promised } of declared.leasesIn("111122223333")) {
      for (const { persistence = [] } of promised) expect(persistence).toEqual([]);
    }
  });

  it("lasts as its kind of identity may", () => {
    expect(lease("first").maximum).toBe(4 * 3600);
    expect(lease("repair").maximum).toBe(1800);
  });
});

describe("which lease an access is", () => {
  const found = (name: string, change: Partial<AccessFact> = {}): { fact: AccessFact; facts: readonly Fact[] } => {
    const { access: promised, trust: trusts } = lease(name);
    const [first] = promised;
    if (!first) throw new Error(name);
    // As a plan would hold it: another name of the role, its trust among all others.
    const holder = principal("unknown", "aws_iam_role.as_the_plan_names_it");
    const fact = { ...first, principal: holder, ...change };
    return { fact, facts: [fact, ...trusts.map((each) => ({ ...each, becomes: holder }))] };
  };
  const leaseOf = ({ fact, facts }: ReturnType<typeof found>) => declared.leaseOf(fact, facts)?.grant.name;

  it.each(["pipeline", "centre", "repair"])("is told by who may become its role: %s", (name) => {
    expect(leaseOf(found(name))).toBe(name);
  });

  it.each([
    ["2026-11-23T10:00:00Z", "first"],
    ["2026-11-23T09:30:00Z", "first"],
    ["2026-11-24T11:00:00Z", "second"],
    ["2026-11-30T00:00:00Z", "second"],
  ])("is told, of several of one holder, by when it ends: %s", (until, name) => {
    const end = at(until);
    const change = { bound: leased(until), session: { permissions: end, trust: end } };
    expect(leaseOf(found("first", change))).toBe(name);
  });

  it("is none for somebody else", () => {
    const { fact, facts } = found("first");
    const others = facts.map((each) => (each.kind === "trust" ? { ...each, pins: "somebody else's" } : each));
    expect(leaseOf({ fact, facts: others })).toBeUndefined();
  });

  it("is none where nobody is known to become its role", () => {
    const { fact } = found("first");
    expect(leaseOf({ fact, facts: [fact] })).toBeUndefined();
  });

  it("is none for more than one lease gives, though two together would", () => {
    const [one] = found("repair").fact.permissions;
    expect(one).toBeDefined();
    const change = {
      permissions: [
        {
          actions: ["ec2:RebootInstances", "ec2:StartInstances"],
          except: false,
          resources: ["arn:aws:ec2:*:*:instance/*"],
        },
      ],
    };
    expect(leaseOf(found("repair", change))).toBeUndefined();
    expect(leaseOf(found("pipeline", change))).toBe("pipeline");
  });
});

describe("which identity stands behind an access", () => {
  const role = principal("unknown", "aws_iam_role.some");
  const behind = (fact: AccessFact, ...trusts: Fact[]) => {
    const { known, others } = declared.identities.behind(fact, trusts);
    return { known: known.map(({ name }) => name), others: others.map(({ name }) => name) };
  };
  const trusted = (name: string) => lease(name).trust.map((each) => ({ ...each, becomes: role }));

  it.each([
    ["a user", principal("person", "arn:aws:iam::111122223333:user/dana"), "dana"],
    ["a role", principal("ci", "arn:aws:iam::111122223333:role/deploy"), "deploy"],
    ["a member", principal("person", "user:dana@acme.example"), "dana"],
  ])("by itself: %s", (_, holder, name) => {
    expect(behind(access({ principal: holder }))).toEqual({ known: [name], others: [] });
  });

  it.each([
    ["a user", "first", "dana"],
    ["a pipeline", "pipeline", "ci"],
    ["a user of a permission set", "centre", "erin"],
    ["an agent's role", "repair", "bot"],
  ])("by a trust of %s", (_, grant, name) => {
    expect(behind(access({ principal: role }), ...trusted(grant))).toEqual({ known: [name], others: [] });
  });

  it("is others, beside those who are known", () => {
    const stranger = trust({ becomes: role, principal: principal("ci", "repo:evil/x"), pins: "other pins" });
    expect(behind(access({ principal: role }), ...trusted("first"), stranger)).toEqual({
      known: ["dana"],
      others: ["repo:evil/x"],
    });
  });

  it("is the principal itself where nobody is known to become it", () => {
    expect(behind(access({ principal: role }))).toEqual({ known: [], others: ["aws_iam_role.some"] });
  });
});
