import type { ProviderFunction } from "../protocol/provider";
import { faultOf, textAt } from "./given";

/** `duration_seconds("4h")`: a duration as leasehold reads durations everywhere, in seconds. */
export const durationSeconds: ProviderFunction = {
  signature: {
    summary: "A duration in seconds",
    description:
      "The length of an ISO 8601 duration (`PT4H`, `P7D`) or of a short one (`4h`, `90m`, `1h30m`, `7d`) in seconds, read as an estate's " +
      "`ttl` is. A day is 24 hours. Months and years, which have no fixed length, are refused; so are zero, fractions, negative durations and " +
      "anything over ten years.",
    parameters: [
      { name: "duration", type: "string", description: "The duration, such as `4h`, `90m`, `7d` or `PT4H`." },
    ],
    returns: "number",
  },
  async call(given) {
    const { parseDuration } = await import("../../time/duration.js");
    const parsed = parseDuration(textAt(given, 0));
    if ("fault" in parsed) throw faultOf(0, parsed.fault);
    return parsed.seconds;
  },
};
