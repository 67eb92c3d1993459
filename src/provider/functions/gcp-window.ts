import type { ProviderFunction } from "../protocol/provider";
import { windowAt } from "./given";

/** `gcp_window(start, end)`: the condition that holds within a window, as the compiler writes it. */
export const gcpWindow: ProviderFunction = {
  signature: {
    summary: "The condition of a GCP lease",
    description:
      "The CEL expression of an IAM condition that holds from `start` until just before `end`, byte for byte as leasehold writes it for a grant " +
      "(`request.time >= timestamp(…) && request.time < timestamp(…)`). It ends by itself; nothing has to be removed for that.",
    parameters: [
      { name: "start", type: "string", description: "When it begins to hold: an RFC 3339 time, to the second." },
      { name: "end", type: "string", description: "From when on it holds no longer: an RFC 3339 time after `start`." },
    ],
    returns: "string",
  },
  async call(given) {
    const { expressionOf, withinWindow } = await import("../../gcp/emit/condition.js");
    return expressionOf(withinWindow(windowAt(given, 0, 1)));
  },
};
