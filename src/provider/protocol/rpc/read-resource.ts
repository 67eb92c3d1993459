import { call, diagnosed, taken } from "../call";
import { presentBlockFrom, sentBlock } from "../dynamic-value";
import { diagnostic, dynamicValue } from "../messages";
import { mustBeKnown } from "../promises";
import { diagnosticsOf } from "../told";
import { typeOf } from "../types";
import { bytes, many, one, text } from "../wire/message";

/** Refreshes a state; null says that there is nothing any more. */
export const readResource = call({
  request: { type_name: text(1), current_state: one(2, dynamicValue), private: bytes(3) },
  response: { new_state: one(1, dynamicValue), diagnostics: many(2, diagnostic), private: bytes(3) },
  failed: diagnosed,
  answer: async (session, asked) => {
    const resource = session.resource(asked.type_name);
    const state = presentBlockFrom(resource.schema, asked.current_state);
    const { told, result } = taken(await resource.read(state, session.configured()));
    const diagnostics = diagnosticsOf(told, typeOf(resource.schema));
    if (result === undefined) return { diagnostics };
    mustBeKnown(result);
    return { new_state: sentBlock(resource.schema, result), diagnostics, private: asked.private };
  },
});
