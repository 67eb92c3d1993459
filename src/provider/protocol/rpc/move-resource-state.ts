import { call, diagnosed } from "../call";
import { diagnostic } from "../messages";
import { diagnosticsOf } from "../told";
import { many, text } from "../wire/message";

/** Refused: nothing that another kind of resource holds could become one of these. */
export const moveResourceState = call({
  request: { source_type_name: text(2), target_type_name: text(5) },
  response: { diagnostics: many(2, diagnostic) },
  failed: diagnosed,
  answer: async (_, { source_type_name: from, target_type_name: to }) => ({
    diagnostics: diagnosticsOf([
      {
        severity: "error",
        summary: "A resource cannot be moved to another type",
        detail: `A ${from} cannot become a ${to}. Remove the \`moved\` block, and declare the ${to} beside it.`,
      },
    ]),
  }),
});
