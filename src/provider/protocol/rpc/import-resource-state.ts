import { call, diagnosed, taken } from "../call";
import { sentBlock } from "../dynamic-value";
import { diagnostic, dynamicValue } from "../messages";
import { mustBeKnown } from "../promises";
import { diagnosticsOf } from "../told";
import { typeOf } from "../types";
import { bytes, many, one, text } from "../wire/message";

/** The state of something that is there already, by its id. */
export const importResourceState = call({
  request: { type_name: text(1), id: text(2) },
  response: {
    imported_resources: many(1, { type_name: text(1), state: one(2, dynamicValue), private: bytes(3) }),
    diagnostics: many(2, diagnostic),
  },
  failed: diagnosed,
  answer: async (session, asked) => {
    const resource = session.resource(asked.type_name);
    const { told, result } = taken(await resource.import(asked.id, session.configured()));
    const diagnostics = diagnosticsOf(told, typeOf(resource.schema));
    if (result === undefined) return { diagnostics };
    mustBeKnown(result);
    const state = sentBlock(resource.schema, result);
    return { imported_resources: [{ type_name: asked.type_name, state }], diagnostics };
  },
});
