import fc from "fast-check";
import { expect, it } from "vitest";
import { check, checkGrants } from "../../src/check/check";
import type { Diagnostic } from "../../src/diagnostics/diagnostic";
import { loadEstate } from "../../src/estate";
import type { Estate, Grant } from "../../src/estate/types";

const { estate: loaded } = loadEstate("examples/acme/access");
if (loaded === undefined) throw new Error("the example does not load");
const estate = loaded;
const now = 1_795_420_800;

/** The example with its grants spoilt: longer, later, to others, without reasons, of other actions. */
const spoilt = fc.array(
  fc.record(
    {
      ttl: fc.integer({ min: 1, max: 20 * 3600 }),
      start: fc.integer({ min: now - 86_400, max: now + 10 * 86_400 }),
      identity: fc.constantFrom(...estate.identities.values()),
      ticket: fc.constantFrom("INC-1", "none", ""),
      justification: fc.constantFrom("because", "A reason that is long enough for anybody"),
      task: fc.constantFrom(...estate.tasks.values()),
      targets: fc.constantFrom([...estate.targets.values()].slice(0, 1), [...estate.targets.values()].slice(1, 3)),
      actions: fc.constantFrom(["ec2:RebootInstances"], ["iam:PassRole"]),
    },
    { requiredKeys: [] },
  ),
  { minLength: estate.grants.size, maxLength: estate.grants.size },
);

function withGrants(changes: readonly Partial<Grant>[]): Estate {
  const grants = [...estate.grants.values()].map((grant, position): Grant => ({ ...grant, ...changes[position] }));
  return { ...estate, grants: new Map(grants.map((grant) => [grant.name, grant])) };
}

const ofGrants = (found: readonly Diagnostic[]): ReadonlySet<string> =>
  new Set(
    found
      .filter(({ path, severity }) => path[0] === "grants" && severity === "error")
      .map(({ code, path, message }) => JSON.stringify([code, path, message])),
  );

it("what is said of grants alone is what is said of them in the whole", () => {
  let said = 0;
  fc.assert(
    fc.property(spoilt, fc.constantFrom(now, undefined), (changes, when) => {
      const changed = withGrants(changes);
      const options = when === undefined ? {} : { now: when };
      const whole = ofGrants(check(changed, { ...options, remarks: false }));
      said += whole.size;
      expect(ofGrants(checkGrants(changed, options))).toEqual(whole);
    }),
    { numRuns: 60 },
  );
  expect(said).toBeGreaterThan(100);
});
