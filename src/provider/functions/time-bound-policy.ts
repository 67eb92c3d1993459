import type { Window } from "../../time/window";
import type { ProviderFunction } from "../protocol/provider";
import { faultOf, textAt, windowAt } from "./given";
import type { Block } from "./tightened";

/** `time_bound_policy(policy, start, end)`: what a policy allows, within a window and at no other time. */
export const timeBoundPolicy: ProviderFunction = {
  signature: {
    summary: "A policy that ends by itself",
    description:
      "The policy with every `Allow` bounded to the window: it allows at each moment from `start` until just before `end` what it allowed then, and " +
      "nothing at any other. A `Deny` stays as it is. Conditions are kept, and where one bounds the same time already the tighter one stays. The result is JSON " +
      "without white space, in the order of what was given. For any kind of IAM policy: of an identity, of a resource, or a trust policy (which ends the " +
      "assuming of a role; sessions that began before live on, so bound the role's permissions too).",
    parameters: [
      { name: "policy", type: "string", description: "The JSON text of the policy." },
      { name: "start", type: "string", description: "When it begins to allow: an RFC 3339 time, to the second." },
      { name: "end", type: "string", description: "From when on it allows nothing: an RFC 3339 time after `start`." },
    ],
    returns: "string",
  },
  async call(given) {
    const text = textAt(given, 0);
    const window = windowAt(given, 1, 2);
    const [{ mustBePolicy }, { parsePolicy }] = await Promise.all([
      import("./policy-text.js"),
      import("../../aws/policy/parse.js"),
    ]);
    mustBePolicy(text, 0);
    const { doubts } = parsePolicy(text);
    if (doubts.length > 0) {
      throw faultOf(0, `AWS would not take this policy, or not as it is meant: ${doubts.slice(0, 3).join("; ")}`);
    }
    const number = inexactNumber(text);
    if (number !== undefined) throw faultOf(0, `the number ${number} cannot be kept exactly: write it in quotes`);
    return await bounded(JSON.parse(text), window);
  },
};

/** A policy in the shapes that `parsePolicy` has found in it. */
interface Policy {
  readonly Statement: Statement | readonly Statement[];
}

interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Condition?: Block;
}

async function bounded(policy: Policy, window: Window): Promise<string> {
  const { NotCertain, tightened } = await import("./tightened.js");
  const one = (statement: Statement, position: number): Statement => {
    if (statement.Effect === "Deny") return statement;
    try {
      return { ...statement, Condition: tightened(statement.Condition ?? {}, window) };
    } catch (thrown) {
      if (thrown instanceof NotCertain) throw faultOf(0, `statement ${position + 1}: ${thrown.message}`);
      throw thrown;
    }
  };
  const { Statement: given } = policy;
  return JSON.stringify({ ...policy, Statement: isList(given) ? given.map(one) : one(given, 0) });
}

function isList(value: Policy["Statement"]): value is readonly Statement[] {
  return Array.isArray(value);
}

/** A number that JavaScript would write otherwise than it stands in the text. */
function inexactNumber(text: string): string | undefined {
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g)) {
    if (!token.startsWith('"') && String(Number(token)) !== token) return token.slice(0, 40);
  }
  return undefined;
}
