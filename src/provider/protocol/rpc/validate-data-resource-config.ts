import { call, diagnosed } from "../call";
import { presentBlockFrom } from "../dynamic-value";
import { diagnostic, dynamicValue } from "../messages";
import { diagnosticsOf } from "../told";
import { typeOf } from "../types";
import { many, one, text } from "../wire/message";

/** Looks at a data source's configuration, in which anything may be unknown. */
export const validateDataResourceConfig = call({
  request: { type_name: text(1), config: one(2, dynamicValue) },
  response: { diagnostics: many(1, diagnostic) },
  failed: diagnosed,
  answer: async (session, asked) => {
    const source = session.dataSource(asked.type_name);
    const told = await source.validate(presentBlockFrom(source.schema, asked.config));
    return { diagnostics: diagnosticsOf(told, typeOf(source.schema)) };
  },
});
