import { call, diagnosed, taken } from "../call";
import { presentBlockFrom, sentBlock } from "../dynamic-value";
import { diagnostic, dynamicValue } from "../messages";
import { mustBeKnown, mustKeepConfig } from "../promises";
import { diagnosticsOf } from "../told";
import { typeOf } from "../types";
import { many, one, text } from "../wire/message";

/** Gives what is kept nowhere. No time of renewal is given with it, so that none is asked for. */
export const openEphemeralResource = call({
  request: { type_name: text(1), config: one(2, dynamicValue) },
  response: { diagnostics: many(1, diagnostic), result: one(3, dynamicValue) },
  failed: diagnosed,
  answer: async (session, asked) => {
    const resource = session.ephemeralResource(asked.type_name);
    const config = presentBlockFrom(resource.schema, asked.config);
    const { told, result } = taken(await resource.open(config, session.configured()));
    const diagnostics = diagnosticsOf(told, typeOf(resource.schema));
    if (result === undefined) return { diagnostics };
    mustKeepConfig(resource.schema, config, result);
    mustBeKnown(result);
    return { diagnostics, result: sentBlock(resource.schema, result) };
  },
});
