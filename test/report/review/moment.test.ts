import { describe, expect, it } from "vitest";
import { momentText, windowText } from "../../../src/report/review/moment";
import { at } from "../../helpers/estate";

describe("a window, for people", () => {
  it.each<[string, string, string, string | undefined, string]>([
    ["of one day", "2026-11-23T09:00:00Z", "2026-11-23T10:30:00Z", undefined, "Mon 2026-11-23 09:00 to 10:30 UTC"],
    [
      "over midnight",
      "2026-11-23T22:00:00Z",
      "2026-11-24T01:00:00Z",
      undefined,
      "Mon 2026-11-23 22:00 to Tue 2026-11-24 01:00 UTC",
    ],
    [
      "in a zone besides",
      "2026-11-23T09:00:00Z",
      "2026-11-23T10:30:00Z",
      "Europe/Berlin",
      "Mon 2026-11-23 09:00 to 10:30 UTC (10:00 to 11:30 Europe/Berlin)",
    ],
    [
      "in a zone where it is another day",
      "2026-11-23T23:30:00Z",
      "2026-11-23T23:50:00Z",
      "Asia/Tokyo",
      "Mon 2026-11-23 23:30 to 23:50 UTC (Tue 2026-11-24 08:30 to 08:50 Asia/Tokyo)",
    ],
    [
      "in which the zone's clocks are set back",
      "2026-10-25T00:30:00Z",
      "2026-10-25T02:00:00Z",
      "Europe/Berlin",
      "Sun 2026-10-25 00:30 to 02:00 UTC (02:30 to 03:00 Europe/Berlin)",
    ],
    [
      "in a zone of half hours",
      "2026-11-23T09:00:00Z",
      "2026-11-23T10:00:00Z",
      "Asia/Kolkata",
      "Mon 2026-11-23 09:00 to 10:00 UTC (14:30 to 15:30 Asia/Kolkata)",
    ],
    ["with seconds", "2026-11-23T09:00:01Z", "2026-11-23T10:00:00Z", undefined, "Mon 2026-11-23 09:00:01 to 10:00 UTC"],
  ])("%s", (_, start, end, zone, expected) => {
    expect(windowText({ start: at(start), end: at(end) }, zone)).toBe(expected);
  });
});

describe("a moment, for people", () => {
  it.each<[string, string | undefined, string]>([
    ["1970-01-01T00:00:00Z", undefined, "Thu 1970-01-01 00:00 UTC"],
    ["2026-11-22T23:30:00Z", "Europe/Berlin", "Sun 2026-11-22 23:30 UTC (Mon 2026-11-23 00:30 Europe/Berlin)"],
  ])("%s in %s", (instant, zone, expected) => {
    expect(momentText(at(instant), zone)).toBe(expected);
  });
});
