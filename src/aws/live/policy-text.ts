import type { JsonMap } from "../../terraform/instance";
import type { Json } from "../../terraform/json";
import { isObject, type Shape } from "../../terraform/shape";
import { Kept } from "../policy/kept";

/**
 * A policy as IAM's API gives it (percent-encoded, RFC 3986), as other APIs do (plain text), or as the AWS command
 * line prints it (an object).
 */
export type PolicyAnswer = string | { readonly [key: string]: Json };

export const aPolicy: Shape<PolicyAnswer> = (value) =>
  typeof value === "string" || isObject(value) ? undefined : { at: "", expected: "a policy: text or an object" };

const decoded = new Kept<string>(4_000_000);

/** Longer texts are hardly ever those of others too, and to look for one takes as long as to decode it. */
const shared = 4_000;

/** Its JSON text. What cannot be decoded stays as it is, and whoever reads it finds that it is no policy. */
export function policyText(answer: PolicyAnswer): string {
  if (typeof answer !== "string") return JSON.stringify(answer);
  // In an encoded text the first brace is `%7B`.
  if (!answer.includes("%") || /^\s*\{/.test(answer)) return answer;
  if (answer.length > shared) return decode(answer);
  const before = decoded.get(answer);
  if (before !== undefined) return before;
  const text = decode(answer);
  decoded.set(answer, text);
  return text;
}

/** Values with a policy among them, which is decoded only when somebody reads it: most of an account nobody does. */
export function withPolicy(values: JsonMap, name: string, answer: PolicyAnswer): JsonMap {
  let text: string | undefined;
  return Object.defineProperty(values, name, {
    enumerable: true,
    configurable: true,
    get: () => {
      text ??= policyText(answer);
      return text;
    },
  });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
