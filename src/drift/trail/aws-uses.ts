import { namingOf } from "../../aws/emit/names";
import { type AwsCall, isAssumption } from "../../aws/trail/call";
import { assumedRole, callerName, type Sameness, sameCaller, sameSession } from "../../aws/trail/caller";
import type { AwsBinding, AwsTarget, Estate } from "../../estate/types";
import type { DeclaredLease } from "../../expect/leases";
import { holds } from "../../time/window";
import { LeaseTally } from "./lease-tally";
import type { Counted } from "./tally";

interface Followed {
  readonly tally: LeaseTally;
  readonly binding: AwsBinding;
  readonly target: AwsTarget;
}

/** One asking for a lease's role; another account's record of it may say more. */
interface Asking {
  readonly followed: Followed;
  readonly call: Counted;
  readonly sameness: Sameness;
}

/** Follows the roles of leases through CloudTrail: who asked for them, and what was done with their sessions. */
export class AwsUses {
  readonly tallies: readonly LeaseTally[];
  /** Roles of the estate's path that no lease declares, and how often they were used: leases that were pruned. */
  readonly pruned = new Map<string, number>();
  readonly #byArn = new Map<string, Followed>();
  readonly #bySession = new Map<string, Followed>();
  readonly #askings = new Map<string, Asking>();
  readonly #seen = new Set<string>();
  readonly #path: string;
  #count = 0;

  constructor(leases: readonly DeclaredLease[], estate: Pick<Estate, "name" | "policy">) {
    const naming = namingOf(estate);
    this.#path = `:role${naming.path}`;
    this.tallies = leases.flatMap((lease) => {
      const { cloud } = lease.target;
      const binding = lease.identity.aws;
      if (cloud.kind !== "aws" || !binding) return [];
      const name = naming.role(lease.grant.name);
      const arn = `arn:${cloud.partition}:iam::${cloud.account}:role${naming.path}${name}`;
      const followed = { tally: new LeaseTally(lease, arn), binding, target: cloud };
      this.#byArn.set(arn, followed);
      this.#bySession.set(`${cloud.account}/${name}`, followed);
      return [followed.tally];
    });
  }

  add(call: AwsCall): void {
    if (call.asksFor !== undefined && isAssumption(call)) this.#asking(call, call.asksFor);
    const session = assumedRole(call.caller.arn);
    if (call.caller.type !== "AssumedRole") return;
    const { issuer } = call.caller;
    const followed =
      (issuer === undefined ? undefined : this.#byArn.get(issuer)) ??
      (session && this.#bySession.get(`${session.account}/${session.role}`));
    if (followed) this.#session(followed, call, session?.session);
    else if (issuer !== undefined) this.#notePruned(issuer);
  }

  /** Call it once, when all is added. */
  end(): void {
    for (const { followed, call, sameness } of this.#askings.values()) {
      if (sameness === "untold") {
        followed.tally.cannotTell(
          `who asked for its role is not in the trail${call.by === undefined ? "" : `: ${call.by}`}`,
        );
      }
      count(followed, call, sameness);
    }
    this.#askings.clear();
  }

  #asking(call: AwsCall, role: string): void {
    const followed = this.#byArn.get(role);
    if (!followed) {
      this.#notePruned(role);
      return;
    }
    const sameness = sameCaller(followed.binding, followed.target, call);
    this.#count += 1;
    const key = `${call.sharedId ?? call.id ?? `#${this.#count}`} ${role}`;
    const known = this.#askings.get(key);
    if (known && (known.sameness !== "untold" || sameness === "untold")) return;
    this.#askings.set(key, {
      followed,
      sameness,
      call: {
        at: call.at,
        outcome: call.outcome,
        by: callerName(call.caller),
        sourceIdentity: call.asksAs,
        what: actionOf(call),
      },
    });
  }

  #session(followed: Followed, call: AwsCall, session: string | undefined): void {
    if (call.id !== undefined) {
      if (this.#seen.has(call.id)) return;
      this.#seen.add(call.id);
    }
    const undeniable =
      call.outcome === "succeeded" &&
      ((call.service === "sts.amazonaws.com" && call.name === "GetCallerIdentity") ||
        call.service === "signin.amazonaws.com");
    const counted: Counted = {
      at: call.at,
      outcome: undeniable ? "undeniable" : call.outcome,
      by: session === undefined ? undefined : `session ${session}`,
      sourceIdentity: call.caller.sourceIdentity,
      what: actionOf(call),
    };
    count(followed, counted, sameSession(followed.binding, call.caller));
  }

  #notePruned(role: string): void {
    if (role.includes(this.#path)) this.pruned.set(role, (this.pruned.get(role) ?? 0) + 1);
  }
}

function count({ tally }: Followed, call: Counted, sameness: Sameness): void {
  if (sameness === "another") tally.byAnother.add(call);
  else if (holds(tally.window, call.at)) tally.inside.add(call);
  else tally.outside.add(call);
}

/** `ec2:StartInstances` */
function actionOf({ service, name }: AwsCall): string {
  return `${service.replace(/\.amazonaws\.com(\.cn)?$/, "")}:${name}`;
}
