import { call, diagnosed } from "../call";
import { diagnostic } from "../messages";
import { diagnosticsOf } from "../told";
import { many, text } from "../wire/message";

/** Refused: renewing gives Terraform no new values, so that whatever has ended would be used on. */
export const renewEphemeralResource = call({
  request: { type_name: text(1) },
  response: { diagnostics: many(1, diagnostic) },
  failed: diagnosed,
  answer: async (_, { type_name: type }) => ({
    diagnostics: diagnosticsOf([
      {
        severity: "error",
        summary: "An ephemeral resource is not renewed",
        detail: `What ${type} gave ends when it said. Ask for one that lasts long enough, or run Terraform again.`,
      },
    ]),
  }),
});
