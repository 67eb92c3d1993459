import { call, diagnosed, taken } from "../call";
import { blockFrom, sentBlock } from "../dynamic-value";
import { Unfit } from "../fault";
import { diagnostic, dynamicValue } from "../messages";
import { mustBeKnown, mustKeepPlan } from "../promises";
import { diagnosticsOf } from "../told";
import { typeOf } from "../types";
import { bytes, many, one, text } from "../wire/message";

/** Does what is planned. Where it fails the state stays what it was. */
export const applyResourceChange = call({
  request: {
    type_name: text(1),
    prior_state: one(2, dynamicValue),
    planned_state: one(3, dynamicValue),
    config: one(4, dynamicValue),
    planned_private: bytes(5),
  },
  response: { new_state: one(1, dynamicValue), private: bytes(2), diagnostics: many(3, diagnostic) },
  // Without a state in the answer Terraform keeps the one before.
  failed: diagnosed,
  answer: async (session, asked) => {
    const resource = session.resource(asked.type_name);
    const { schema } = resource;
    const request = {
      prior: blockFrom(schema, asked.prior_state),
      planned: blockFrom(schema, asked.planned_state),
      config: blockFrom(schema, asked.config),
    };
    const { told, result } = taken(await resource.apply(request, session.configured()));
    const diagnostics = diagnosticsOf(told, typeOf(schema));
    if (result === undefined) return { diagnostics };
    if (request.planned !== null && result === null) throw new Unfit("is gone, though it was to be made", []);
    if (request.planned === null && result !== null)
      throw new Unfit("is still there, though it was to be destroyed", []);
    mustKeepPlan(schema, request.planned, result);
    mustBeKnown(result);
    return { new_state: sentBlock(schema, result), private: asked.planned_private, diagnostics };
  },
});
