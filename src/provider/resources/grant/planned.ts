import { formatInstant } from "../../../time/instant";
import type { Window } from "../../../time/window";
import { type Known, later } from "../../lease/links";
import { recordOf } from "../../protocol/record";
import { unknown, type Value, type Values } from "../../protocol/value";
import { computedNames, grantSchema } from "./schema";
import type { Supposed } from "./supposed";

/** When a lease holds; undefined where that is not known. */
export function windowOf({ grant: { start, ttl }, unknown: parts }: Supposed): Window | undefined {
  return start === undefined || parts.has("window") ? undefined : { start, end: start + ttl };
}

/** All attributes of a lease: those of the configuration as they stand there, the others as far as they are known. */
export function plannedOf(
  config: Values,
  known: {
    readonly name: Known<string>;
    readonly active: boolean;
    readonly window: Window | undefined;
    readonly outputs: Values | undefined;
  },
): Values {
  const name = known.name === later ? unknown : known.name;
  const computed: Values = {
    ...Object.fromEntries(computedNames.map((each): [string, Value] => [each, unknown])),
    ...known.outputs,
    ...(known.window === undefined
      ? {}
      : { starts_at: formatInstant(known.window.start), ends_at: formatInstant(known.window.end) }),
    id: name,
    name,
    active: known.active,
  };
  return recordOf(
    Object.keys(grantSchema.attributes).map((each): [string, Value] => [each, computed[each] ?? config[each] ?? null]),
  );
}

/** How the start of a lease that is kept stays written. */
export function startKept(config: Values, prior: Values): Values {
  return { start: config.start ?? prior.start ?? null, starts_at: prior.starts_at ?? null };
}
