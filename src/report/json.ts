import type { Judgement } from "./judgement";
import { plainJson } from "./plain";

/** The judgement as the published JSON. */
export function json(judgement: Judgement): string {
  return plainJson(judgement);
}
