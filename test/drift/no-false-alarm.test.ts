import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { landscapeOfAccount } from "../../src/aws/live/landscape";
import { drift } from "../../src/drift/drift";
import type { Found } from "../../src/drift/found";
import type { Estate } from "../../src/estate/types";
import { Declared } from "../../src/expect/declared";
import { containerOf } from "../../src/expect/leases";
import { emitGcp } from "../../src/gcp/emit/emit";
import { landscapeOfGcp } from "../../src/gcp/live/landscape";
import { lower } from "../../src/lease/lower";
import { samples } from "../aws/emit/leases";
import { estates } from "../constructs/random-estate";
import { at, estateWith } from "../helpers/estate";
import { SimulatedAccount } from "../snapshot/simulated-account";
import { simulatedProject } from "../snapshot/simulated-project";
import { everything, foundOf } from "./landscape";

const runs = Number(process.env.PROPERTY_RUNS ?? 100);
const moments = [at("2026-01-01T00:00:00Z"), at("2026-06-15T12:00:00Z")];

/** Every account and project of an estate as its APIs would show it, documents in other words that say the same. */
function live(estate: Estate, seed: number): readonly Found[] {
  const common = {
    source: "snapshot",
    file: "snapshot",
    covers: new Set(everything),
    unreadable: [],
    notAsked: [],
  } as const;
  const accounts = SimulatedAccount.of(estate).map(
    (account): Found => ({
      ...common,
      cloud: "aws",
      container: account.id,
      landscape: landscapeOfAccount(account.answers({ seed, pageSize: 3, coding: "mixed", disguise: true })),
    }),
  );
  const projects = lower(estate)
    .filter(({ target }) => target.cloud.kind === "gcp")
    .map((leases): Found => {
      const container = containerOf(leases.target);
      const landscape = landscapeOfGcp(simulatedProject(emitGcp(leases, estate).resources, { container }));
      return { ...common, cloud: "gcp", container, landscape };
    });
  return [...accounts, ...projects];
}

/** What was found, but for leases that have long ended and wait to be pruned. */
function alarms(estate: Estate, found: readonly Found[], now: number): readonly string[] {
  const { findings, unreadable } = drift({ declared: [new Declared(estate)], found, now });
  expect(unreadable).toEqual([]);
  return findings
    .filter(({ rule, severity }) => rule !== "prune-due" && severity !== "note")
    .map(({ rule, message }) => `${rule}: ${message}`);
}

describe("an estate that is applied and left alone", () => {
  it("gives no finding by the clouds' APIs, whatever it declares and however they tell it", () => {
    fc.assert(
      fc.property(estates, fc.integer(), fc.constantFrom(...moments), (made, seed, now) => {
        const estate = estateWith(JSON.stringify(made));
        expect(alarms(estate, live(estate, seed), now)).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  it("gives none by its states", () => {
    fc.assert(
      fc.property(estates, fc.constantFrom(...moments), (made, now) => {
        const estate = estateWith(JSON.stringify(made));
        expect(alarms(estate, foundOf(estate, "state"), now)).toEqual([]);
      }),
      { numRuns: runs / 2 },
    );
  });

  it("gives none for any way in which an identity comes", () => {
    fc.assert(
      fc.property(samples(), fc.integer(), (sample, seed) => {
        const { estate, start, end } = sample;
        for (const now of [start - 1, start, end - 1, end, end + 12 * 3600 - 1]) {
          expect(alarms(estate, live(estate, seed), now)).toEqual([]);
        }
      }),
      { numRuns: runs },
    );
  });
});
