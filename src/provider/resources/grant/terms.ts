import type { Identity, Role, Target, Task } from "../../../estate/types";
import type { Seconds } from "../../../time/duration";
import type { Instant } from "../../../time/instant";
import type { DeclaredEstate } from "../../configured";
import { instantOf, type Known, linksOf, secondsOf, textOf } from "../../lease/links";
import type { Told } from "../../protocol/provider";
import type { Values } from "../../protocol/value";
import { validateGrant } from "./validate";

/** What is asked of a lease, each name linked to what it names. */
export interface Terms {
  readonly role: Known<Role>;
  readonly identity: Known<Identity>;
  readonly ttl: Known<Seconds>;
  readonly start: Known<Instant | undefined>;
  readonly ticket: Known<string | undefined>;
  readonly justification: Known<string | undefined>;
  readonly task: Known<Task | undefined>;
  readonly target: Known<Target | undefined>;
  /** As it is configured; undefined where it is for the provider to make. */
  readonly name: Known<string | undefined>;
}

/** The terms of a configuration, or why it has none; it is looked at anew, since some of it may only be known now. */
export function termsOf(
  config: Values,
  declared: DeclaredEstate,
): { readonly terms: Terms } | { readonly told: readonly Told[] } {
  const wrong = validateGrant(config);
  if (wrong.length > 0) return { told: wrong };
  const { role, identity, task, target, told } = linksOf(config, declared);
  const ttl = secondsOf(config.ttl);
  if (told.length > 0) return { told };
  if (role === undefined || identity === undefined || ttl === undefined) {
    throw new Error("fault in leasehold: a configuration that was found in order names no role, identity or ttl");
  }
  const terms: Terms = {
    role,
    identity,
    task,
    target,
    ttl,
    start: instantOf(config.start),
    ticket: textOf(config.ticket),
    justification: textOf(config.justification),
    name: textOf(config.name),
  };
  return { terms };
}
