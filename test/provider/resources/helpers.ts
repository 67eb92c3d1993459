import type { Configured } from "../../../src/provider/configured";
import { leasehold } from "../../../src/provider/leasehold";
import type { Answer, Planned, Resource } from "../../../src/provider/protocol/provider";
import { recordOf } from "../../../src/provider/protocol/record";
import { unknown, type Value, type Values } from "../../../src/provider/protocol/value";

/** The estate of the example, at a moment at which its grant is still to come. */
export const acme = "examples/acme/access";
export const monday = "2026-11-23T08:00:00Z";

/** The resource that these tests are of. */
export const grant: Resource<Configured> = (() => {
  const found = leasehold.resources.leasehold_grant;
  if (found === undefined) throw new Error("the provider has no leasehold_grant");
  return found;
})();

/** The provider, configured. @throws Error where it is not to be had */
export async function configured(estate: Value = acme, now: Value = monday): Promise<Configured> {
  const { told, result } = await leasehold.configure(
    recordOf<Value>([
      ["estate", estate],
      ["now", now],
      ["region", null],
      ["profile", null],
      ["endpoint", null],
    ]),
  );
  if (result === undefined) throw new Error(JSON.stringify(told, undefined, 2));
  return result;
}

/** A configuration: what is given, and null for all else. */
export function config(given: Readonly<Record<string, Value>>): Values {
  return recordOf(Object.keys(grant.schema.attributes).map((name): [string, Value] => [name, given[name] ?? null]));
}

/** What Terraform proposes: the configuration, with what the provider makes as it was or, of something new, unknown. */
export function proposed(given: Values, prior: Values | null): Values {
  return recordOf(
    Object.entries(grant.schema.attributes).map(([name, { given: how }]): [string, Value] => {
      const isOpen = how === "computed" || (how === "optional-computed" && given[name] === null);
      return [name, (isOpen ? (prior === null ? unknown : prior[name]) : given[name]) ?? null];
    }),
  );
}

/** A plan, as Terraform asks for it. */
export function plan(
  given: Readonly<Record<string, Value>>,
  by: Configured,
  prior: Values | null = null,
): Promise<Answer<Planned>> {
  const whole = config(given);
  return grant.plan({ config: whole, prior, proposed: proposed(whole, prior) }, by);
}

/** A lease, planned and made. @throws Error where it is refused */
export async function made(given: Readonly<Record<string, Value>>, by: Configured): Promise<Values> {
  const planned = await plan(given, by);
  if (planned.result === undefined) throw new Error(JSON.stringify(planned.told, undefined, 2));
  const applied = await grant.apply({ config: config(given), prior: null, planned: planned.result.planned }, by);
  if (applied.result === undefined || applied.result === null)
    throw new Error(JSON.stringify(applied.told, undefined, 2));
  return applied.result;
}
