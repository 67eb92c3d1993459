import type { ProviderFunction } from "../protocol/provider";
import { boundOf } from "./bound-of";
import { durationSeconds } from "./duration-seconds";
import { gcpWindow } from "./gcp-window";
import { spiffePrincipal } from "./spiffe-principal";
import { timeBoundPolicy } from "./time-bound-policy";

/** The provider's functions by the names that a configuration calls them by: `provider::leasehold::bound_of(…)`. */
export const functions: Readonly<Record<string, ProviderFunction>> = {
  bound_of: boundOf,
  duration_seconds: durationSeconds,
  gcp_window: gcpWindow,
  spiffe_principal: spiffePrincipal,
  time_bound_policy: timeBoundPolicy,
};
