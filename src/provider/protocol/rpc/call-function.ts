import { call } from "../call";
import { sentValue, valueFrom } from "../dynamic-value";
import { Malformed } from "../fault";
import { dynamicValue, functionError } from "../messages";
import { holdsUnknown, mustBeKnownValue } from "../promises";
import { FunctionFault } from "../provider";
import type { Parameter } from "../schema";
import { unknown, type Value } from "../value";
import { many, one, text } from "../wire/message";

/** Calls a function; the process that it is called in may not be configured. */
export const callFunction = call({
  request: { name: text(1), arguments: many(2, dynamicValue) },
  response: { result: one(1, dynamicValue), error: one(2, functionError) },
  failed: ({ detail }) => ({ error: { text: clause(detail) } }),
  answer: async (session, asked) => {
    const called = session.function(asked.name);
    const { parameters, returns } = called.signature;
    if (asked.arguments.length !== parameters.length) {
      throw new Malformed(`${asked.name} has ${parameters.length} parameters and was given ${asked.arguments.length}`);
    }
    const given = parameters.map(({ type }, index) => valueFrom(type, asked.arguments[index]));
    const nothing = parameters.findIndex((parameter, index) => given[index] === null && parameter.allowNull !== true);
    if (nothing >= 0)
      return { error: { text: `${parameters[nothing]?.name} must not be null`, function_argument: nothing } };
    // Terraform does not call then; the answer would be the same.
    if (parameters.some((parameter, index) => unknownTo(parameter, given[index]))) {
      return { result: sentValue(returns, unknown) };
    }
    try {
      const result = await called.call(given);
      if (!given.some(holdsUnknown)) mustBeKnownValue(result);
      return { result: sentValue(returns, result) };
    } catch (thrown) {
      if (!(thrown instanceof FunctionFault)) throw thrown;
      return { error: { text: clause(thrown.message), function_argument: thrown.argument } };
    }
  },
});

/** Terraform puts a full stop after it. */
function clause(text: string): string {
  return text.replace(/\.$/, "");
}

function unknownTo(parameter: Parameter, value: Value | undefined): boolean {
  return value !== undefined && parameter.allowUnknown !== true && holdsUnknown(value);
}
