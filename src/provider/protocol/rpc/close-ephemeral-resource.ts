import { call, diagnosed } from "../call";
import { diagnostic } from "../messages";
import { many } from "../wire/message";

/** Nothing is held open, so that nothing is to be closed. */
export const closeEphemeralResource = call({
  request: {},
  response: { diagnostics: many(1, diagnostic) },
  failed: diagnosed,
  answer: async () => ({}),
});
