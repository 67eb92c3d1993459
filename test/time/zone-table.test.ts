import fc from "fast-check";
import { describe, expect, it } from "vitest";
import table from "../../src/time/data/zones.json";
import { askedSegments, zoneFault } from "../../src/time/zone";
import { isTabled, tabledSegments } from "../../src/time/zone-table";

const zones = table.zones.flatMap(([, names = ""]) => names.split(" "));
const changes = table.zones.flatMap(([runs = ""]) =>
  runs
    .split(" ")
    .map(Number)
    .filter((_, at) => at % 2 === 1),
);
const day = 86_400;
/** Edges of the table, moments about which clocks change, and any other. */
const moment = fc.oneof(
  fc.constantFrom(table.from, table.to),
  fc.tuple(fc.constantFrom(...changes), fc.integer({ min: -2, max: 2 })).map(([change, off]) => change + off),
  fc.integer({ min: table.from - 400 * day, max: table.to + 400 * day }),
);
const window = fc
  .tuple(moment, fc.oneof(fc.integer({ min: 1, max: 7 * day }), fc.integer({ min: 1, max: 700 * day })))
  .map(([start, length]) => ({ start, end: start + length }));

describe("the table of time zones", () => {
  it("is of the data that this Node goes by, or is not gone by", () => {
    expect(isTabled("Europe/Berlin")).toBe(process.versions.tz === table.tz);
  });

  it("names what Intl takes as a zone", () => {
    for (const zone of zones) {
      expect(() => new Intl.DateTimeFormat("en", { timeZone: zone }), zone).not.toThrow();
      expect(zoneFault(zone)).toBeUndefined();
    }
    expect(zones.length).toBeGreaterThan(400);
  });

  it.runIf(process.versions.tz === table.tz)("cuts windows as Intl does", () => {
    let told = 0;
    fc.assert(
      fc.property(fc.constantFrom(...zones), window, (zone, span) => {
        const found = tabledSegments(zone, span);
        if (found === undefined) {
          expect(span.start < table.from || span.end > table.to).toBe(true);
          return;
        }
        told++;
        expect(found).toEqual(askedSegments(zone, span));
      }),
      { numRuns: 1500 },
    );
    expect(told).toBeGreaterThan(500);
  });

  it.runIf(process.versions.tz === table.tz)(
    "holds every change of every zone",
    () => {
      for (const [, names = ""] of table.zones) {
        const [zone = ""] = names.split(" ");
        const whole = { start: table.from, end: table.to };
        expect(tabledSegments(zone, whole), zone).toEqual(askedSegments(zone, whole));
      }
    },
    60_000,
  );
});
