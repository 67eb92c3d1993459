import { plain } from "../../report/plain";
import { formatInstant, type Instant, parseInstant } from "../../time/instant";
import type { Window } from "../../time/window";
import { FunctionFault } from "../protocol/provider";
import type { Value } from "../protocol/value";

/** A fault of one argument, on one line that no terminal acts on. Terraform names the argument, and ends the sentence. */
export function faultOf(argument: number, message: string): FunctionFault {
  return new FunctionFault(plain(message), argument);
}

/** The text at a position. Terraform sees to it that there is one, known and not null; nothing here relies on it. */
export function textAt(given: readonly Value[], argument: number): string {
  const value = given[argument];
  if (typeof value !== "string") throw faultOf(argument, "a text that is known is needed here");
  return value;
}

/** The window of two RFC 3339 times, `start` before `end`. */
export function windowAt(given: readonly Value[], start: number, end: number): Window {
  const window = { start: instantAt(given, start), end: instantAt(given, end) };
  if (window.start < window.end) return window;
  const [from, until] = [formatInstant(window.start), formatInstant(window.end)];
  throw faultOf(end, `a window ends after it starts, and ${until} is not after ${from}`);
}

function instantAt(given: readonly Value[], argument: number): Instant {
  const parsed = parseInstant(textAt(given, argument));
  if ("fault" in parsed) throw faultOf(argument, parsed.fault);
  return parsed.instant;
}
