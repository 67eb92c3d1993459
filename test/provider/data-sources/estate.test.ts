import { describe, expect, it } from "vitest";
import { loadEstate } from "../../../src/estate";
import { unknown } from "../../../src/provider/protocol/value";
import { estateIn } from "../resources/estates";
import { acme, configured } from "../resources/helpers";
import { dataSource, read } from "./helpers";

const estate = dataSource("leasehold_estate");

describe("leasehold_estate", () => {
  it("says in short what the estate declares", async () => {
    const { told, result } = await read(estate, {}, await configured(estateIn()));
    expect(told).toEqual([]);
    expect(result).toMatchObject({
      name: "acme",
      prefix: "leasehold",
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      teams: { payments: { contact: null, review: null, members: ["dana", "erin"], escalation: [] } },
      roles: {
        operator: {
          description: "",
          sensitivity: "moderate",
          max_ttl: "PT4H",
          eligible: ["dana", "deploy", "bot"],
          targets: ["prod"],
          entitlement_owner: "payments",
          business_owner: "payments",
        },
        viewer: { targets: ["cloud"], business_owner: null },
      },
    });
  });

  it("gives the digest by which the verdicts name the estate", async () => {
    const { result } = await read(estate, {}, await configured());
    expect(result?.digest).toBe(loadEstate(acme).digest());
  });

  it.each([null, unknown])("needs an estate", async (directory) => {
    const { told, result } = await read(estate, {}, await configured(directory));
    expect(result).toBeUndefined();
    expect(told).toMatchObject([{ severity: "error" }]);
  });
});
