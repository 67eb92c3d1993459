import { parseInstant } from "../../../time/instant";
import type { Window } from "../../../time/window";
import type { Values } from "../../protocol/value";

/** The window that a state holds; undefined where it holds none that can be read. */
export function windowIn({ starts_at, ends_at }: Values): Window | undefined {
  if (typeof starts_at !== "string" || typeof ends_at !== "string") return undefined;
  const [start, end] = [parseInstant(starts_at), parseInstant(ends_at)];
  return "fault" in start || "fault" in end ? undefined : { start: start.instant, end: end.instant };
}
