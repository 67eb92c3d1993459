import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Estate, Target } from "../../../src/estate/types";
import { containerOf, declaredLeases } from "../../../src/expect/leases";
import { type AccessFact, ofKind } from "../../../src/facts/fact";
import { emitGcp } from "../../../src/gcp/emit/emit";
import { landscapeOfGcp } from "../../../src/gcp/live/landscape";
import { readGcp } from "../../../src/gcp/read/read";
import { lower } from "../../../src/lease/lower";
import { estate, gcpRole, gcpTarget, grant, person } from "../../lease/sample";
import { type Simulation, simulatedProject } from "../../snapshot/simulated-project";

const targets: readonly Target[] = [
  gcpTarget("orders", { id: "acme-orders-prod" }),
  gcpTarget("domain", { id: "acme.example:ledger" }),
  gcpTarget("team", { scope: "folder", id: "120034005600" }),
  gcpTarget("whole", { scope: "organization", id: "900800700" }),
  gcpTarget("logs", { scope: "bucket", id: "acme-audit.logs" }),
];
const members = [
  "user:dana@acme.example",
  "user:Erin.O'Neill@acme.example",
  "group:oncall@acme.example",
  "serviceAccount:ci@acme-orders-prod.iam.gserviceaccount.com",
  "principal://iam.googleapis.com/projects/417000111222/locations/global/workloadIdentityPools/ci/subject/repo:acme/orders:ref:refs/heads/main",
];
const roleNames = [
  "roles/cloudsql.viewer",
  "roles/storage.objectViewer",
  "roles/compute.instanceAdmin.v1",
  "roles/resourcemanager.projectIamAdmin",
  "roles/nobody.knowsThis",
];
const subset = <T>(of: readonly T[]): fc.Arbitrary<T[]> => fc.uniqueArray(fc.constantFrom(...of), { minLength: 1 });

const estates: fc.Arbitrary<Estate> = fc
  .tuple(
    fc.array(
      fc.record({
        roles: subset(roleNames),
        targets: subset(targets),
        mayGrant: fc.option(subset(roleNames), { nil: undefined }),
        owned: fc.boolean(),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    fc.array(
      fc.record({
        of: fc.nat(),
        member: fc.constantFrom(...members),
        start: fc.integer({ min: 1_795_000_000, max: 1_796_000_000 }),
        ttl: fc.integer({ min: 60, max: 4 * 3600 }),
      }),
      { maxLength: 8 },
    ),
  )
  .map(([drawn, grants]) => {
    const roles = drawn.map(({ roles: names, targets: places, mayGrant, owned }, n) =>
      gcpRole(`role-${n}`, {
        targets: places,
        roles: names,
        ...(mayGrant === undefined ? {} : { mayGrant }),
        ...(owned ? { ownedResourcesOnly: "900800700" } : {}),
      }),
    );
    return estate({
      targets,
      roles,
      grants: grants.flatMap(({ of, member, start, ttl }, n) => {
        const role = roles[of % roles.length];
        return role === undefined ? [] : [grant(`grant-${n}`, role, { identity: person(`p${n}`, member), start, ttl })];
      }),
      policy: { ownerTag: "team" },
    });
  });

/** An access by its meaning. Whose a service account is hangs on which projects are known to be ours, and is left out. */
function meaning({ principal, privilege, because, permissions, scope, bound, persistence }: AccessFact): string {
  return JSON.stringify({ key: principal.key, privilege, because, permissions, scope, bound, persistence });
}

function containersAsked(target: Target): string {
  // A bucket's policies are found in the project in which it lies.
  return target.cloud.kind === "gcp" && target.cloud.scope === "bucket" ? "acme-shared" : containerOf(target);
}

describe("what Google answers of an estate that is applied", () => {
  it("reads back as the access that the estate promises, in every order and spelling of the API", () => {
    fc.assert(
      fc.property(
        estates,
        fc.record({
          seed: fc.integer(),
          byNumber: fc.boolean(),
          pageSize: fc.integer({ min: 1, max: 3 }),
          cloudMade: fc.boolean(),
        }),
        (of, { seed, byNumber, pageSize, cloudMade }) => {
          for (const leases of lower(of)) {
            const { target } = leases;
            const simulation: Simulation = {
              container: containersAsked(target),
              byNumber,
              pageSize,
              cloudMade,
              shuffle: shuffled(seed),
            };
            const live = landscapeOfGcp(simulatedProject(emitGcp(leases, of).resources, simulation));
            expect(live.unreadable).toEqual([]);
            const found = ofKind(readGcp(live), "access").map(meaning).sort();
            const promised = declaredLeases(of, (one) => one === target)
              .flatMap(({ access }) => access)
              .map(meaning);
            expect(found).toEqual(promised.sort());
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

/** Sorts by a hash of each element's text and the seed. */
function shuffled(seed: number): <T>(list: readonly T[]) => readonly T[] {
  const rank = (value: unknown): number => {
    let hash = seed;
    for (const character of JSON.stringify(value) ?? "") hash = (hash * 31 + character.charCodeAt(0)) | 0;
    return hash;
  };
  return (list) => [...list].sort((a, b) => rank(a) - rank(b));
}
