import { targetsOfGrant } from "../../estate/targets";
import type { BreakGlass, Estate, Grant, Identity, Policy, Role, Target, Team, Waiver } from "../../estate/types";
import { defaultCeilings, type Sensitivity } from "../../estate/types";
import type { AccessFact, Fact, GuardrailFact, OwnershipFact } from "../../facts/fact";
import { windowOf } from "../../lease/window";
import { formatDuration } from "../../time/duration";
import { formatInstant } from "../../time/instant";
import type { Subject } from "../change";
import { type Allowance, Amounts, heldByBreakGlass, heldByGrant } from "./amount";
import { subjectsOf } from "./entries";
import { limitsIn } from "./limits";
import { everyone } from "./people";
import { principalOf } from "./principal";
import { declaredAt, factsOfRole, scopeOf } from "./role-facts";
import { leavesStanding } from "./standing";
import { namesOf } from "./words";

/** What an estate declares, in the form of facts; worked out for those entries that are asked for. */
export class EstateFacts {
  readonly #amounts = new Amounts();

  constructor(readonly estate: Estate) {}

  /** The facts that come of one entry; none where there is no such entry. */
  of({ part, name }: Subject): readonly Fact[] {
    const { estate } = this;
    switch (part) {
      case "name":
      case "tasks":
        return [];
      case "policy":
        return factsOfPolicy(estate.policy);
      case "teams":
        return these(estate.teams.get(name), ownershipOfTeam);
      case "identities":
        return these(estate.identities.get(name), ownershipOfIdentity);
      case "approvalGroups":
        return these(estate.approvalGroups.get(name), ({ team }) =>
          ownership(`approvalGroups.${name}`, "approvalGroup", { team: team.name }),
        );
      case "targets":
        return these(estate.targets.get(name), factsOfTarget);
      case "roles":
        return these(estate.roles.get(name), (role) => factsOfRole(role, estate.policy.ownerTag, this.#amounts));
      case "grants":
        return these(estate.grants.get(name), (grant) => this.#ofGrant(grant));
      case "breakGlass":
        return these(estate.breakGlass.get(name), (role) => this.#ofBreakGlass(role));
      case "waivers":
        return these(estate.waivers.get(name), factsOfWaiver);
    }
  }

  #ofGrant(grant: Grant): readonly AccessFact[] {
    const { name, role, identity, start } = grant;
    const window = windowOf(grant);
    const ended = grant.revoked !== undefined || grant.completed !== undefined;
    if (window === undefined && (start !== undefined || ended)) return [];
    const maximum = lengthOf(grant);
    const bound: AccessFact["bound"] =
      window === undefined
        ? { kind: "eligible", maximum, because: `grant "${name}" is requested, and begins when it is activated` }
        : {
            kind: "leased",
            from: window.start,
            until: window.end,
            because: `grant "${name}" ends at ${formatInstant(window.end)}`,
          };
    const addresses = [`roles.${role.name}`, ...(grant.task === undefined ? [] : [`tasks.${grant.task.name}`])];
    return [...new Set(targetsOfGrant(grant))].map((target) =>
      access(target, identity, this.#inTarget(grant, target), {
        bound,
        from: declaredAt(`grants.${name}`, "grant", target, addresses),
        ...(role.persistence.kind === "allow" ? { persistence: [...role.persistence.actions].sort() } : {}),
      }),
    );
  }

  #inTarget(grant: Grant, target: Target): Allowance {
    const held = heldByGrant(grant);
    const limits = limitsIn(grant.role, target, this.estate.policy.ownerTag);
    return target.cloud.kind === "aws"
      ? this.#amounts.inAws(held, limits)
      : this.#amounts.inGcp(held, scopeOf(target).text, limits);
  }

  #ofBreakGlass(role: BreakGlass): readonly Fact[] {
    const { name, target, people } = role;
    const held = heldByBreakGlass(role);
    const allowance =
      target.cloud.kind === "aws" ? this.#amounts.inAws(held) : this.#amounts.inGcp(held, scopeOf(target).text);
    const because = `break-glass role "${name}" asks nobody, and is open at any time`;
    const address = `breakGlass.${name}`;
    const content = JSON.stringify([
      role.alarm?.sns ?? null,
      role.alarm?.channel ?? null,
      formatDuration(role.reviewWithin),
    ]);
    return [
      ...[...everyone(people).values()].map((person) =>
        access(target, person, allowance, {
          bound: { kind: "standing", because },
          from: declaredAt(address, "breakGlass", target),
        }),
      ),
      { kind: "guardrail", guardrail: "guard", protects: address, content, from: declaredAt(address, "breakGlass") },
      ...ownership(address, "breakGlass", ownerTags(role.owners)),
    ];
  }
}

/** All that an estate declares, as facts; the same for the same declaration, however it is spread over files. */
export function estateFacts(estate: Estate): readonly Fact[] {
  const facts = new EstateFacts(estate);
  return [...subjectsOf(estate)].flatMap((subject) => facts.of(subject));
}

function these<T>(entry: T | undefined, facts: (entry: T) => readonly Fact[]): readonly Fact[] {
  return entry === undefined ? [] : facts(entry);
}

/** How long a grant lasts as it is asked for, extensions included. */
export function lengthOf({ ttl, extensions }: Pick<Grant, "ttl" | "extensions">): number {
  return extensions.reduce((sum, { by }) => sum + by, ttl);
}

function access(
  target: Target,
  identity: Identity,
  { privilege, because, permissions }: Allowance,
  rest: Pick<AccessFact, "bound" | "from" | "persistence">,
): AccessFact {
  return {
    kind: "access",
    principal: principalOf(identity, target),
    ...(privilege === undefined ? {} : { privilege }),
    because,
    permissions,
    scope: scopeOf(target),
    ...rest,
  };
}

function ownership(address: string, type: string, tags: Readonly<Record<string, string>>): readonly OwnershipFact[] {
  return [{ kind: "ownership", tags, partial: false, from: declaredAt(address, type) }];
}

function ownerTags({ entitlement, platform, business }: Role["owners"]): Readonly<Record<string, string>> {
  return texts({ owner: entitlement?.name, "platform-owner": platform?.name, "business-owner": business?.name });
}

function texts(tags: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [key, value] of Object.entries(tags)) if (value !== undefined) found[key] = value;
  return found;
}

function ownershipOfTeam({ name, contact, review, members, escalation }: Team): readonly OwnershipFact[] {
  const those = { members: namesOf(members).join(" "), escalation: escalation.map((team) => team.name).join(" ") };
  return ownership(`teams.${name}`, "team", texts({ contact, review, ...those }));
}

function ownershipOfIdentity(identity: Identity): readonly OwnershipFact[] {
  const team = identity.kind === "agent" || identity.kind === "workload" ? identity.team?.name : undefined;
  const sponsor = identity.kind === "agent" ? identity.sponsor?.name : undefined;
  const tags = texts({ team, sponsor });
  return Object.keys(tags).length === 0 ? [] : ownership(`identities.${identity.name}`, "identity", tags);
}

function factsOfTarget(target: Target): readonly Fact[] {
  const address = `targets.${target.name}`;
  const boundary = target.cloud.kind === "aws" ? target.cloud.permissionsBoundary : undefined;
  const from = declaredAt(address, "target");
  const guardrails: readonly GuardrailFact[] =
    boundary === undefined
      ? []
      : [{ kind: "guardrail", guardrail: "permissions-boundary", protects: address, content: boundary, from }];
  return [...guardrails, ...ownership(address, "target", { owner: target.owner.name })];
}

function factsOfPolicy(policy: Policy): readonly Fact[] {
  const levels: readonly Sensitivity[] = ["critical", "high", "moderate", "low"];
  const from = declaredAt("policy", "policy");
  const limit = (protects: string, content: string): GuardrailFact => ({
    kind: "guardrail",
    guardrail: "organization-policy",
    protects,
    content,
    from,
  });
  return [
    ...levels.map((level) =>
      limit(`policy.ceilings.${level}`, formatDuration(policy.ceilings[level] ?? defaultCeilings[level])),
    ),
    limit("policy.cooldown", formatDuration(policy.cooldown)),
    limit("policy.maxAdvance", formatDuration(policy.maxAdvance)),
    ...ownership("policy", "policy", texts({ governance: policy.governance.name, ownerTag: policy.ownerTag })),
  ];
}

/** Access that no lease explains, and that a waiver lets stand. */
function factsOfWaiver(waiver: Waiver): readonly AccessFact[] {
  if (!leavesStanding(waiver)) return [];
  const { name, rule, resource, expires } = waiver;
  return [
    {
      kind: "access",
      principal: { kind: "unknown", name: resource, key: `waiver ${resource}` },
      because: [],
      permissions: [],
      scope: { cloud: /(^|\.)google_/.test(resource) ? "gcp" : "aws", text: resource },
      bound: { kind: "standing", because: `waiver "${name}" of ${rule} lets it stand until ${formatInstant(expires)}` },
      from: declaredAt(`waivers.${name}`, "waiver"),
    },
  ];
}
