import { call, diagnosed, taken } from "../call";
import { sentBlock } from "../dynamic-value";
import { Malformed } from "../fault";
import { parseJson } from "../json";
import { diagnostic, dynamicValue, rawState } from "../messages";
import { mustBeKnown } from "../promises";
import { diagnosticsOf } from "../told";
import { typeOf } from "../types";
import { many, one, text, whole } from "../wire/message";

/** Brings what a state file holds to the present schema; asked for at every plan, of state of the present version too. */
export const upgradeResourceState = call({
  request: { type_name: text(1), version: whole(2), raw_state: one(3, rawState) },
  response: { upgraded_state: one(1, dynamicValue), diagnostics: many(2, diagnostic) },
  failed: diagnosed,
  answer: async (session, asked) => {
    const resource = session.resource(asked.type_name);
    const { schema } = resource;
    if (asked.version > schema.version) return { diagnostics: diagnosticsOf([tooNew(asked.version, schema.version)]) };
    const json = asked.raw_state?.json ?? new Uint8Array();
    if (json.length === 0) throw new Malformed("a state is not in the form of Terraform 0.12 and later");
    const { told, result } = taken(await resource.upgrade(asked.version, parseJson(json)));
    const diagnostics = diagnosticsOf(told, typeOf(schema));
    if (result === undefined) return { diagnostics };
    mustBeKnown(result);
    return { upgraded_state: sentBlock(schema, result), diagnostics };
  },
});

function tooNew(found: number, known: number) {
  return {
    severity: "error",
    summary: "The state was written by a newer version of the provider",
    detail: `It is of version ${found}, and this provider knows them up to ${known}. Use the newer provider.`,
  } as const;
}
