import type { Seconds } from "../time/duration";
import type { Instant } from "../time/instant";
import type { Bound } from "./bound";
import type { Principal } from "./principal";
import type { Privilege } from "./privilege";
import type { Provenance } from "./provenance";

/** Where access lands, for people and for comparison: `account 111122223333`, `arn:aws:s3:::logs/*`, `projects/acme-prod`. */
export interface Scope {
  readonly cloud: "aws" | "gcp" | "azure";
  /** The AWS account or GCP resource container, where it is known. */
  readonly container?: string;
  readonly text: string;
}

/** What an access allows, in the cloud's own words, for comparison with a declaration. */
export interface Permission {
  /** AWS action patterns, or GCP roles. */
  readonly actions: readonly string[];
  /** The actions are those that are *not* allowed (`NotAction`). */
  readonly except: boolean;
  readonly resources: readonly string[];
  /** What has to hold besides, each in canonical form and without the time; absent where nothing has to. */
  readonly conditions?: readonly string[];
}

/** How a lease's two sides end; only on an access that a role's session carries. */
export interface SessionEnds {
  /** When the permissions end by themselves; absent when they do not. */
  readonly permissions?: Instant;
  /** When nobody can begin a session any more; absent when it does not end. */
  readonly trust?: Instant;
  /** The longest session that is declared, in seconds; absent when the default of an hour holds. */
  readonly maximum?: Seconds;
}

/** A principal may do something to a scope, for so long. */
export interface AccessFact {
  readonly kind: "access";
  readonly principal: Principal;
  /** The gravest class; absent when it cannot be told. */
  readonly privilege?: Privilege;
  /**
   * Of an escalation: it only starts, changes or hands on named things, whose own permissions bound it. So works software that
   * runs other software; in the hands of people it is an escalation like any other.
   */
  readonly indirect?: true;
  /** A few of the actions that make it so, or why it cannot be told; for the message. */
  readonly because: readonly string[];
  readonly permissions: readonly Permission[];
  readonly scope: Scope;
  readonly bound: Bound;
  readonly session?: SessionEnds;
  /** Persistence actions that a lease reaches and that nothing denies it (law 9). */
  readonly persistence?: readonly string[];
  /** It erases what it does not list: other holders of its role, or every access of its scope. */
  readonly authoritative?: "role" | "policy";
  /** Readable by anybody on purpose (public objects): a note. */
  readonly publicByDesign?: boolean;
  readonly from: Provenance;
}

/** What an identity provider's claim is held to: one value, all of one repository, more than one tenant, or nothing. */
export type Pin = "exact" | "one-tenant" | "many-tenants" | "missing";

/** Somebody may become a principal. */
export interface TrustFact {
  readonly kind: "trust";
  /** Who may. */
  readonly principal: Principal;
  /** What they become. */
  readonly becomes: Principal;
  /** How privileged that is, gravest class; absent when it cannot be told or is nothing. */
  readonly privilege?: Privilege;
  readonly bound: Bound;
  /** Who may, in full and without the time (`pinsText` of `src/aws/policy/pins.ts`): the same text for the same pins. */
  readonly pins?: string;
  readonly federation?: {
    readonly issuer: string;
    readonly audience: Pin;
    readonly subject: Pin;
    readonly said: string;
  };
  /** Open to everyone, or to a foreign account without an external id; `unsure` where the own account is not known. */
  readonly open?: { readonly to: "everyone" | "foreign-account"; readonly unsure?: boolean; readonly said: string };
  readonly from: Provenance;
}

/** A static key or secret. Its value is nowhere in the fact. */
export interface CredentialFact {
  readonly kind: "credential";
  readonly principal: Principal;
  /** What it is, for people: "an access key", "a service account key", "a literal secret key of the provider". */
  readonly credential: string;
  /** False for one that is made inactive. */
  readonly active: boolean;
  readonly from: Provenance;
}

/** Something that limits access; its removal or weakening is an escalation. */
export interface GuardrailFact {
  readonly kind: "guardrail";
  readonly guardrail:
    | "permissions-boundary"
    | "organization-policy"
    | "deny-policy"
    | "access-boundary"
    | "exclusive-management"
    | "guard"
    | "resource-control";
  /** What it limits, the same before and after a change: an ARN, a name, an address. */
  readonly protects: string;
  /** What it says, in canonical form, so that a weakening is seen; absent when it is not known. */
  readonly content?: string;
  readonly from: Provenance;
}

/** Tags or labels of something that takes part in access. */
export interface OwnershipFact {
  readonly kind: "ownership";
  readonly tags: Readonly<Record<string, string>>;
  /** Some tags are not known before apply. */
  readonly partial: boolean;
  readonly from: Provenance;
}

/** The clouds' own just-in-time access, and a declared role's: who may activate what, for how long, who approves. */
export interface EntitlementFact {
  readonly kind: "entitlement";
  /** The same before and after a change: an estate's role, or the cloud's own id. */
  readonly name: string;
  readonly eligible: readonly string[];
  readonly privilege?: Privilege;
  readonly scope: Scope;
  readonly maximum?: Seconds;
  /** Steps, each with how many must approve and who may; empty when nobody has to; absent when it cannot be told. */
  readonly approval?: readonly { readonly count: number; readonly approvers: readonly string[] }[];
  readonly bound: Bound;
  readonly from: Provenance;
}

/** What is true of access, in one form, whatever it was read from. */
export type Fact = AccessFact | TrustFact | CredentialFact | GuardrailFact | OwnershipFact | EntitlementFact;

/** The facts of one kind. */
export function ofKind<K extends Fact["kind"]>(facts: readonly Fact[], kind: K): readonly Extract<Fact, { kind: K }>[] {
  return facts.filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind);
}
