import { call, diagnosed } from "../call";
import { presentBlockFrom } from "../dynamic-value";
import { diagnostic, dynamicValue } from "../messages";
import { diagnosticsOf } from "../told";
import { typeOf } from "../types";
import { many, one, text } from "../wire/message";

/** Looks at a resource's configuration, in which anything may be unknown. */
export const validateResourceConfig = call({
  request: { type_name: text(1), config: one(2, dynamicValue) },
  response: { diagnostics: many(1, diagnostic) },
  failed: diagnosed,
  answer: async (session, asked) => {
    const resource = session.resource(asked.type_name);
    const told = await resource.validate(presentBlockFrom(resource.schema, asked.config));
    return { diagnostics: diagnosticsOf(told, typeOf(resource.schema)) };
  },
});
