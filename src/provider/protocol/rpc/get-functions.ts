import { call, diagnosed } from "../call";
import { describeFunction } from "../describe";
import { diagnostic, providerFunction } from "../messages";
import { many, named } from "../wire/message";

/** The functions' signatures alone. */
export const getFunctions = call({
  request: {},
  response: { functions: named(1, providerFunction), diagnostics: many(2, diagnostic) },
  failed: diagnosed,
  answer: async ({ provider }) => ({
    functions: new Map(
      Object.entries(provider.functions).map(([name, { signature }]) => [name, describeFunction(signature)]),
    ),
  }),
});
