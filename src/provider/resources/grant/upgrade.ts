import { isPlain, type Plain } from "../../../terraform/plain-json";
import { valueFromParsed } from "../../protocol/json";
import type { Answer, Told } from "../../protocol/provider";
import { recordOf } from "../../protocol/record";
import type { Value, Values } from "../../protocol/value";
import { toldAt } from "../../told-of";
import { grantSchema } from "./schema";

/** Brings a state to the form of this version; what its own version did not have is made by the next apply. */
export function upgradeGrant(version: number, state: unknown): Answer<Values> {
  if (!isPlain(state)) return { told: [refused("It is no object.")] };
  if (version > grantSchema.version) {
    return {
      told: [refused(`It was written by a later version of the provider (${version}, not ${grantSchema.version}).`)],
    };
  }
  return read(version === 0 ? fromVersion0(state) : state);
}

/** Version 0 wrote the window as `starts` and `ends`, the condition as its expression alone, and no name but the id. */
function fromVersion0({ starts, ends, gcp_condition: _, ...same }: Plain): Plain {
  return { ...same, name: same.name ?? same.id, starts_at: starts, ends_at: ends };
}

function read(state: Plain): Answer<Values> {
  const { attributes } = grantSchema;
  const more = Object.keys(state).find((name) => !Object.hasOwn(attributes, name));
  if (more !== undefined) return { told: [refused(`It has an attribute that this version does not know: ${more}.`)] };
  const values = Object.entries(attributes).map(([name, { type }]): [string, Value] => [
    name,
    valueFromParsed(type, state[name] ?? null),
  ]);
  return { told: [], result: recordOf(values) };
}

function refused(message: string): Told {
  return toldAt(
    { summary: "The state of a lease cannot be read" },
    message,
    "Use the version of the provider that wrote it, or a later one.",
    undefined,
  );
}
