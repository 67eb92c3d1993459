import type { Change } from "../facts/provenance";
import type { Json } from "./json";

/** A map of a plan, a state or a configuration, by Terraform's names. */
export type JsonMap = { readonly [key: string]: Json };

/** An argument as the configuration writes it. */
export interface ConfiguredExpression {
  /** The text or value as written, where it refers to nothing; in JSON configurations also raw text with `${…}`. */
  readonly constant?: Json;
  /** What it refers to, the most exact first: `aws_iam_role.deploy.arn`, `var.account`, `each.value`. */
  readonly references: readonly string[];
}

/** The arguments of a block: an expression, or nested blocks of them. */
export type ConfiguredBlock = { readonly [argument: string]: ConfiguredExpression | readonly ConfiguredBlock[] };

/** One resource instance at one moment, whatever it was read from: plan, state, or synthesized configuration. */
export interface ResourceInstance {
  /** `module.app["eu.west"].aws_iam_role.deploy[0]`; shown, never split. */
  readonly address: string;
  /** The module's address; empty for the root. */
  readonly module: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  /**
   * The provider configuration that makes it, resolved through the modules to where it is declared: `aws`,
   * `aws.west`, `module.net:aws`. Two instances of different ones may be in different accounts.
   */
  readonly provider: string;
  readonly change: Change;
  /** Its arguments and attributes as known. */
  readonly values: JsonMap;
  /** Of the same shape: `true` where a value is not known before apply. */
  readonly unknown: Json;
  /** Of the same shape: `true` where a value must never be shown. */
  readonly sensitive: Json;
  /** What the configuration says of it; absent when it is in no configuration any more. */
  readonly configured?: ConfiguredBlock;
  readonly deposed?: string;
  /** Its `for_each`, where that refers to something: what `each.value` is. */
  readonly forEach?: ConfiguredExpression;
  /** It is of leasehold's own provider, by the provider's full source address: a type's name is anybody's. */
  readonly own?: true;
  /** Where it was before it was moved. */
  readonly previousAddress?: string;
  /** The path of the CDKTF construct that made it, where the configuration itself was read. */
  readonly construct?: string;
}

/** One provider configuration. */
export interface ProviderConfiguration {
  /** As `ResourceInstance.provider`. */
  readonly key: string;
  /** `hashicorp/aws`, without a host. */
  readonly source: string;
  readonly alias?: string;
  readonly configured: ConfiguredBlock;
}

/** All that may be about access at one moment: before a plan, after it, in a state, in a synthesized configuration. */
export interface Landscape {
  readonly moment: "before" | "after";
  /** Managed resources, and data sources that say who we are or what a policy is. */
  readonly instances: readonly ResourceInstance[];
  readonly providers: readonly ProviderConfiguration[];
  /**
   * Nothing is left to apply (a state, a refresh): what the provider computed is what is there, mirrors of other
   * resources too.
   */
  readonly settled?: boolean;
  /** Of what a plan leaves: what was there before it, and what somebody had changed behind Terraform's back. */
  readonly behind?: { readonly earlier: Landscape; readonly drifted: ReadonlySet<string> };
  /**
   * What a reference that stands in an instance's configuration leads to, through modules, `count` and `for_each`. With `alone`
   * every expression on the way must be one reference and nothing else, as far as the configuration shows it.
   */
  readonly resolve: (reference: string, from: ResourceInstance, alone?: boolean) => Resolution;
}

/** What a reference leads to. */
export type Resolution =
  /** Resource instances (more than one where the index cannot be told), and the attribute's path in them. */
  | {
      readonly kind: "instances";
      readonly instances: readonly ResourceInstance[];
      readonly attribute: readonly string[];
    }
  /** A value that is known. */
  | { readonly kind: "value"; readonly value: Json }
  /** A local, a function's result, a remote state: nobody can tell. */
  | { readonly kind: "unknown" };

/** One argument, as far as it can be known before apply. */
export type Argument =
  | { readonly kind: "known"; readonly value: Json }
  | { readonly kind: "absent" }
  /** `text`: raw text with `${…}` from a JSON configuration, from which much can be recovered. */
  | { readonly kind: "unknown"; readonly references: readonly string[]; readonly text?: string };
