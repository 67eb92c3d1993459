import { functions } from "../../../src/provider/functions";
import { FunctionFault } from "../../../src/provider/protocol/provider";
import type { Value } from "../../../src/provider/protocol/value";

/** Calls a function of the provider by its name. */
export async function call(name: string, ...given: readonly Value[]): Promise<Value> {
  const found = functions[name];
  if (found === undefined) throw new Error(`there is no function ${name}`);
  return await found.call(given);
}

/** What a function says of arguments that it does not take: of which, by name, and why. */
export async function faultOf(name: string, ...given: readonly Value[]): Promise<string> {
  try {
    await call(name, ...given);
  } catch (thrown) {
    if (!(thrown instanceof FunctionFault)) throw thrown;
    const { argument } = thrown;
    const parameter = argument === undefined ? undefined : functions[name]?.signature.parameters[argument];
    return `${parameter?.name}: ${thrown.message}`;
  }
  throw new Error(`${name} took ${JSON.stringify(given)}`);
}

/** Texts that somebody might give to break what prints, parses or looks them up. */
export const hostile = [
  "",
  " ",
  "\u0000",
  "\u001b[31mred\u001b[0m",
  "\u202egnp.exe",
  "__proto__",
  "constructor",
  "${aws:username}",
  "%{ if true }x%{ endif }",
  '") || true || ("',
  "::error::forged",
  "##[command]forged",
  "\ud800",
  "null",
  "[]",
  "0",
  "x".repeat(200_000),
  `${"[".repeat(50_000)}${"]".repeat(50_000)}`,
] as const;

/** A message that moves no terminal, takes no order from a log, and is not as long as what was given. */
export function isPlain(message: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what it is for
  return message.length < 600 && !/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff]/.test(message);
}
