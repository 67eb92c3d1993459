import { call, diagnosed, taken } from "../call";
import { blockFrom, sentBlock } from "../dynamic-value";
import { Unfit } from "../fault";
import { attributePath, diagnostic, dynamicValue } from "../messages";
import { mustKeepConfig } from "../promises";
import type { Planned, PlanRequest } from "../provider";
import type { Schema } from "../schema";
import { diagnosticsOf, pathOf } from "../told";
import { typeOf } from "../types";
import { bytes, many, one, text } from "../wire/message";

/** What a resource will be, and whether another takes its place. */
export const planResourceChange = call({
  request: {
    type_name: text(1),
    prior_state: one(2, dynamicValue),
    proposed_new_state: one(3, dynamicValue),
    config: one(4, dynamicValue),
    prior_private: bytes(5),
  },
  response: {
    planned_state: one(1, dynamicValue),
    requires_replace: many(2, attributePath),
    planned_private: bytes(3),
    diagnostics: many(4, diagnostic),
  },
  failed: diagnosed,
  answer: async (session, asked) => {
    const resource = session.resource(asked.type_name);
    const { schema } = resource;
    const request = {
      prior: blockFrom(schema, asked.prior_state),
      proposed: blockFrom(schema, asked.proposed_new_state),
      config: blockFrom(schema, asked.config),
    };
    const { told, result } = taken(await resource.plan(request, session.configured()));
    const diagnostics = diagnosticsOf(told, typeOf(schema));
    if (result === undefined) return { diagnostics };
    mustBePlannable(schema, request, result);
    return {
      planned_state: sentBlock(schema, result.planned),
      requires_replace: (result.requiresReplace ?? []).map((path) => pathOf(path, typeOf(schema))),
      planned_private: asked.prior_private,
      diagnostics,
    };
  },
});

/** What Terraform would otherwise refuse in words that name no fault. */
function mustBePlannable(schema: Schema, { config, prior, proposed }: PlanRequest, { planned }: Planned): void {
  if (proposed === null && planned !== null) throw new Unfit("is planned to stay, though it is to be destroyed", []);
  if (proposed === null || config === null) return;
  if (planned === null) throw new Unfit("is planned to be nothing, though it is configured", []);
  mustKeepConfig(schema, config, planned, prior);
}
