import { call, diagnosed, taken } from "../call";
import { presentBlockFrom } from "../dynamic-value";
import { diagnostic, dynamicValue } from "../messages";
import { diagnosticsOf } from "../told";
import { typeOf } from "../types";
import { many, one } from "../wire/message";

/** Makes of the configuration what resources work with. */
export const configureProvider = call({
  request: { config: one(2, dynamicValue) },
  response: { diagnostics: many(1, diagnostic) },
  failed: diagnosed,
  answer: async (session, asked) => {
    const { schema } = session.provider;
    const { told, result } = taken(await session.provider.configure(presentBlockFrom(schema, asked.config)));
    if (result !== undefined) session.configure(result);
    return { diagnostics: diagnosticsOf(told, typeOf(schema)) };
  },
});
