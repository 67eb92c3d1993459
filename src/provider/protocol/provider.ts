import type { Schema, Signature } from "./schema";
import type { Value, Values } from "./value";

/** What is told to whoever runs Terraform. An attribute's path holds names, keys (text) and positions (numbers). */
export interface Told {
  readonly severity: "error" | "warning";
  /** One line, without a full stop. */
  readonly summary: string;
  /** What is wrong, where, and what to write there. */
  readonly detail: string;
  readonly path?: readonly (string | number)[];
}

/** A result and what is told beside it; with an error among that the result is not used. */
export interface Answer<T> {
  readonly told: readonly Told[];
  readonly result?: T;
}

/**
 * A provider, as the protocol asks for it. Whatever takes time to load is loaded by the methods, when they are called: all that
 * Terraform asks of most of its four processes is the schema. No method ever prints.
 *
 * @typeParam C what configuring gives to the methods of resources
 */
export interface Provider<C> {
  readonly schema: Schema;
  readonly resources: { readonly [type: string]: Resource<C> };
  readonly dataSources: { readonly [type: string]: DataSource<C> };
  readonly ephemeralResources: { readonly [type: string]: EphemeralResource<C> };
  /** Called in a process that is not configured. */
  readonly functions: { readonly [name: string]: ProviderFunction };
  /** Looks at the configuration, in which anything may be unknown. */
  validate(config: Values): Promise<readonly Told[]>;
  /** With values that are unknown as yet this may succeed, so that nothing but what needs them fails. */
  configure(config: Values): Promise<Answer<C>>;
}

/** What the state keeps beside the attributes, unseen by people. */
export type Private = Uint8Array;

/** A kind of resource that Terraform makes, changes and destroys. */
export interface Resource<C> {
  readonly schema: Schema;
  /** Looks at the configuration alone, in which anything may be unknown. */
  validate(config: Values): Promise<readonly Told[]>;
  /** Brings a state of an older (or the same) version, in its JSON form, to the schema's. */
  upgrade(version: number, state: unknown): Promise<Answer<Values>>;
  /** The state as it is now; `null` when there is nothing any more. */
  read(state: Values, configured: C): Promise<Answer<Values | null>>;
  plan(asked: PlanRequest, configured: C): Promise<Answer<Planned>>;
  /** Makes, changes or (`planned` is null) destroys. Nothing in the result is unknown, and all known in the plan is as planned. */
  apply(asked: ApplyRequest, configured: C): Promise<Answer<Values | null>>;
  import(id: string, configured: C): Promise<Answer<Values>>;
}

/** What a plan is asked for: `prior` is null on creation, `proposed` and `config` on destruction. */
export interface PlanRequest {
  readonly config: Values | null;
  readonly prior: Values | null;
  /** The configuration, with computed attributes from `prior` (unknown on creation). */
  readonly proposed: Values | null;
}

/** What will be: null when destroyed. */
export interface Planned {
  readonly planned: Values | null;
  /** Attributes whose change can only be met by another one in its place. */
  readonly requiresReplace?: readonly (readonly (string | number)[])[];
}

/** What is to be done. */
export interface ApplyRequest {
  readonly config: Values | null;
  readonly prior: Values | null;
  readonly planned: Values | null;
}

/** Something to look up. */
export interface DataSource<C> {
  readonly schema: Schema;
  validate(config: Values): Promise<readonly Told[]>;
  read(config: Values, configured: C): Promise<Answer<Values>>;
}

/** Something that is had while Terraform runs, and kept nowhere. */
export interface EphemeralResource<C> {
  readonly schema: Schema;
  validate(config: Values): Promise<readonly Told[]>;
  /** Its attributes. It is never renewed: renewing gives no new values. */
  open(config: Values, configured: C): Promise<Answer<Values>>;
}

/** A function. It is pure: the same arguments give the same result, whatever the time and the machine. */
export interface ProviderFunction {
  readonly signature: Signature;
  /** @throws {@link FunctionFault} for arguments that it cannot take */
  call(given: readonly Value[]): Promise<Value>;
}

/** What a function says of its arguments, and of which (from 0). */
export class FunctionFault extends Error {
  constructor(
    message: string,
    readonly argument?: number,
  ) {
    super(message);
  }
}
