import { holds } from "../../../time/window";
import type { Configured } from "../../configured";
import type { Answer } from "../../protocol/provider";
import type { Values } from "../../protocol/value";
import { windowIn } from "./state";

/** The lease as it is now: nothing of it changes by itself but whether it holds. */
export function readGrant(state: Values, { clock }: Configured): Answer<Values> {
  const window = windowIn(state);
  if (clock === undefined || window === undefined) return { told: [], result: state };
  return { told: [], result: { ...state, active: holds(window, clock.now()) } };
}
