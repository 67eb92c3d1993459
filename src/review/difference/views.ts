import { awsResiduals } from "../../aws/residuals";
import { targetsOf, targetsOfGrant } from "../../estate/targets";
import type { Approval, BreakGlass, Estate, Grant, PermissionStatement, Role, Target, Team } from "../../estate/types";
import { graver } from "../../facts/privilege";
import { gcpResiduals } from "../../gcp/residuals";
import { residualText } from "../../lease/residual";
import { windowOf } from "../../lease/window";
import { amount } from "../../rules/words";
import type { AmountView, ApprovalView, GrantView, OwnersView, PlaceView, RoleView } from "../change";
import { type Allowance, Amounts, type Held, heldByBreakGlass, heldByGrant, heldByRole } from "./amount";
import { lengthOf } from "./estate-facts";
import { approverNames, everyone, namesIn } from "./people";
import { namesOf, placeText } from "./words";

/** Puts grants and roles of two estates into the form in which people are told of them. */
export class Views {
  readonly #amounts = new Amounts();
  readonly #residuals = new Map<string, readonly string[]>();

  constructor(
    private readonly base: Estate,
    private readonly head: Estate,
  ) {}

  grant(grant: Grant): GrantView {
    const { role, identity, start, task, actions, ticket, justification, revoked, completed } = grant;
    const targets = [...new Set(targetsOfGrant(grant))];
    const window = windowOf(grant);
    const sponsor = identity.kind === "agent" ? identity.sponsor?.name : undefined;
    const endedAt = Math.min(revoked ?? Number.POSITIVE_INFINITY, completed ?? Number.POSITIVE_INFINITY);
    const how = endedAt === completed ? "completed" : "revoked";
    return {
      role: role.name,
      identity: identity.name,
      kind: identity.kind,
      ...(sponsor === undefined ? {} : { sponsor }),
      ...(task === undefined ? {} : { task: task.name }),
      ...(actions === undefined ? {} : { actions: [...actions].sort() }),
      places: places(targets),
      ...(window === undefined ? {} : { window }),
      requested: start === undefined && revoked === undefined && completed === undefined,
      length: lengthOf(grant),
      ...(Number.isFinite(endedAt) ? { ended: { how, at: endedAt } as const } : {}),
      amount: this.amount(heldByGrant(grant), targets),
      sensitivity: role.sensitivity,
      ...(ticket === undefined ? {} : { ticket }),
      ...(justification === undefined ? {} : { justification }),
      owners: ownersView(role.owners, targets),
      approval: this.#approvalOf(role, identity.name),
      residuals: this.#residualsOf(role, targets, task?.statements),
    };
  }

  role(role: Role): RoleView {
    const targets = targetsOf(role);
    return {
      description: role.description,
      places: places(targets),
      amount: this.amount(heldByRole(role), targets),
      eligible: namesIn(role.eligible),
      owners: ownersView(role.owners, targets),
      maximum: role.maxTtl,
      sensitivity: role.sensitivity,
      approval: this.#approvalOf(role),
      residuals: this.#residualsOf(role, targets),
    };
  }

  breakGlass(role: BreakGlass): RoleView {
    return {
      description: role.description,
      places: places([role.target]),
      amount: this.amount(heldByBreakGlass(role), [role.target]),
      eligible: [...everyone(role.people).keys()].sort(),
      owners: ownersView(role.owners, [role.target]),
      residuals: [],
    };
  }

  /** What is held in the clouds of some targets together. */
  amount(held: Held, targets: readonly Target[]): AmountView {
    const clouds = new Set(targets.map(({ cloud }) => cloud.kind));
    const parts: Allowance[] = [];
    if (clouds.has("aws")) parts.push(this.#amounts.inAws(held));
    if (clouds.has("gcp")) parts.push(this.#amounts.inGcp(held, ""));
    const [first, second] = parts;
    if (first === undefined) return { text: amount("read"), privilege: "read", because: ["it lands nowhere"] };
    const all = second === undefined ? first : both(first, second);
    const { privilege, because } = all;
    return { ...(privilege === undefined ? {} : { privilege }), text: amount(privilege), because };
  }

  /** The base's rule decides (law 10); of a new role there is only the head's. */
  #approvalOf(role: Role, identity?: string): ApprovalView {
    const before = this.base.roles.get(role.name);
    const of = before === undefined ? "head" : "base";
    return approvalView((before ?? this.head.roles.get(role.name) ?? role).approval, of, identity);
  }

  #residualsOf(role: Role, targets: readonly Target[], ofTask?: readonly PermissionStatement[]): readonly string[] {
    const clouds = new Set(targets.map(({ cloud }) => cloud.kind));
    const aws = role.aws && ofTask ? { ...role.aws, statements: ofTask, managedPolicies: [] } : role.aws;
    const { gcp, persistence } = role;
    const key = JSON.stringify([
      clouds.has("aws") && aws && [aws.statements, aws.managedPolicies],
      clouds.has("gcp") && gcp && [gcp.roles, gcp.mayGrant],
      persistence,
    ]);
    const known = this.#residuals.get(key);
    if (known !== undefined) return known;
    const found = [
      ...(clouds.has("aws") ? awsResiduals({ ...role, ...(aws === undefined ? {} : { aws }) }) : []),
      ...(clouds.has("gcp") ? gcpResiduals(role) : []),
    ].map(residualText);
    this.#residuals.set(key, found);
    return found;
  }
}

function both(a: Allowance, b: Allowance): Pick<Allowance, "privilege" | "because"> {
  if (a.privilege === "administrative" || b.privilege === "administrative") {
    return {
      privilege: "administrative",
      because: [a, b].flatMap((one) => (one.privilege === "administrative" ? one.because : [])),
    };
  }
  if (a.privilege === undefined || b.privilege === undefined) {
    return { because: [a, b].flatMap((one) => (one.privilege === undefined ? one.because : [])) };
  }
  const privilege = graver(a.privilege, b.privilege);
  return { privilege, because: [a, b].flatMap((one) => (one.privilege === privilege ? one.because : [])) };
}

function places(targets: readonly Target[]): readonly PlaceView[] {
  return [...targets]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((target) => ({
      target: target.name,
      ...(target.environment === undefined ? {} : { environment: target.environment }),
      text: placeText(target),
    }));
}

function ownersView(
  {
    entitlement,
    platform,
    business,
  }: { readonly entitlement?: Team; readonly platform?: Team; readonly business?: Team },
  targets: readonly Target[],
): OwnersView {
  return {
    ...(entitlement === undefined ? {} : { entitlement: entitlement.name }),
    platform: platform === undefined ? namesOf(targets.map(({ owner }) => owner)) : [platform.name],
    ...(business === undefined ? {} : { business: business.name }),
  };
}

function approvalView(approval: Approval | undefined, of: "base" | "head", identity?: string): ApprovalView {
  const { none, steps = [], auto } = approval ?? {};
  const names = auto === undefined ? [] : namesIn(auto.for);
  return {
    of,
    ...(none === undefined ? {} : { none }),
    steps: steps.map(({ group, count }) => ({ group: group.name, count, approvers: approverNames(group) })),
    ...(auto === undefined || (identity !== undefined && !names.includes(identity))
      ? {}
      : { auto: { for: names, when: auto.when } }),
  };
}
