import { call, diagnosed, taken } from "../call";
import { presentBlockFrom, sentBlock } from "../dynamic-value";
import { diagnostic, dynamicValue } from "../messages";
import { mustBeKnown, mustKeepConfig } from "../promises";
import { diagnosticsOf } from "../told";
import { typeOf } from "../types";
import { many, one, text } from "../wire/message";

/** Looks something up. */
export const readDataSource = call({
  request: { type_name: text(1), config: one(2, dynamicValue) },
  response: { state: one(1, dynamicValue), diagnostics: many(2, diagnostic) },
  failed: diagnosed,
  answer: async (session, asked) => {
    const source = session.dataSource(asked.type_name);
    const config = presentBlockFrom(source.schema, asked.config);
    const { told, result } = taken(await source.read(config, session.configured()));
    const diagnostics = diagnosticsOf(told, typeOf(source.schema));
    if (result === undefined) return { diagnostics };
    mustKeepConfig(source.schema, config, result);
    mustBeKnown(result);
    return { state: sentBlock(source.schema, result), diagnostics };
  },
});
