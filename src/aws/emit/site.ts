import type { Reporter } from "../../diagnostics/report";
import type { Estate } from "../../estate/types";
import type { Place } from "./arn";
import type { Naming } from "./names";

/** Where the emitter is at work: one estate, one target, one reporter. */
export interface Site {
  readonly estate: Estate;
  readonly place: Place;
  readonly naming: Naming;
  readonly reporter: Reporter;
}
