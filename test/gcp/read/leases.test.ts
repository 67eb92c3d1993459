import { describe, expect, it } from "vitest";
import { ofKind } from "../../../src/facts/fact";
import { emitGcp } from "../../../src/gcp/emit/emit";
import { readGcp } from "../../../src/gcp/read/read";
import { lower } from "../../../src/lease/lower";
import type { Json } from "../../../src/terraform/json";
import { toJson } from "../../../src/terraform/json";
import { landscapeOfSynthesized } from "../../../src/terraform/synthesized";
import { estate, gcpRole, gcpTarget, grant } from "../../lease/sample";

describe("a lease that leasehold compiles", () => {
  it("is read as what it is: leased, from its start until its end", () => {
    const target = gcpTarget("orders-gcp");
    const role = gcpRole("reader", {
      targets: [target],
      roles: ["roles/cloudsql.viewer"],
      mayGrant: ["roles/run.invoker"],
    });
    const of = estate({
      targets: [target],
      roles: [role],
      grants: [grant("g", role, { start: 1_795_424_400, ttl: 5400 })],
    });
    const resource: Record<string, Record<string, Json>> = {};
    for (const leases of lower(of)) {
      for (const { type, name, attributes } of emitGcp(leases, of).resources) {
        resource[type] = { ...resource[type], [name]: toJson(attributes) };
      }
    }
    const found = ofKind(readGcp(landscapeOfSynthesized({ provider: { google: [{}] }, resource })), "access");
    expect(found.map(({ bound, scope, permissions }) => ({ bound, scope: scope.container, permissions }))).toEqual([
      {
        bound: expect.objectContaining({ kind: "leased", from: 1_795_424_400, until: 1_795_429_800 }),
        scope: target.cloud.kind === "gcp" ? target.cloud.id : "",
        permissions: [expect.objectContaining({ actions: ["roles/cloudsql.viewer"] })],
      },
    ]);
  });
});
