import { call, diagnosed } from "../call";
import { presentBlockFrom } from "../dynamic-value";
import { diagnostic, dynamicValue } from "../messages";
import { diagnosticsOf } from "../told";
import { typeOf } from "../types";
import { many, one } from "../wire/message";

/** Looks at the provider's configuration before anything is known. */
export const validateProviderConfig = call({
  request: { config: one(1, dynamicValue) },
  response: { diagnostics: many(2, diagnostic) },
  failed: diagnosed,
  answer: async ({ provider }, asked) => {
    const told = await provider.validate(presentBlockFrom(provider.schema, asked.config));
    return { diagnostics: diagnosticsOf(told, typeOf(provider.schema)) };
  },
});
