import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ownershipLabels } from "../../../src/gcp/emit/labels";
import type { Ownership } from "../../../src/lease/types";

const ownership: Ownership = {
  estate: "acme",
  role: "orders-reader",
  grant: "dana-1",
  owner: "payments",
  platformOwner: "platform",
  maxTtl: 9000,
  approvers: ["first", "second"],
  sensitivity: "moderate",
  ends: Date.parse("2026-11-23T10:30:00Z") / 1000,
  digest: "0123456789abcdef0123456789abcdef",
};

describe("ownership as labels of Google Cloud", () => {
  it("has DESIGN's keys behind the prefix, and the company's own", () => {
    expect(ownershipLabels(ownership, "leasehold", "team")).toEqual({
      team: "payments",
      leasehold_estate: "acme",
      leasehold_role: "orders-reader",
      leasehold_grant: "dana-1",
      leasehold_owner: "payments",
      "leasehold_platform-owner": "platform",
      "leasehold_max-ttl": "pt2h30m",
      leasehold_approvers: "first_second",
      leasehold_sensitivity: "moderate",
      leasehold_ends: "2026-11-23t10-30-00z",
      leasehold_digest: "0123456789abcdef0123456789abcdef",
    });
  });

  it("keeps to Google's alphabet and lengths, whatever the names", () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,62}$/);
    fc.assert(
      fc.property(
        fc.array(name, { maxLength: 5 }),
        fc.string({ minLength: 1, maxLength: 128 }),
        name,
        (approvers, tag, owner) => {
          const labels = ownershipLabels({ ...ownership, approvers, owner }, "p", tag);
          for (const [key, value] of Object.entries(labels)) {
            expect(key).toMatch(/^[a-z][a-z0-9_-]{0,62}$/);
            expect(value).toMatch(/^[a-z0-9_-]{0,63}$/);
          }
          expect(labels.p_owner).toBe(owner);
        },
      ),
    );
  });

  it("tells long lists of approvers apart", () => {
    const of = (last: string) =>
      ownershipLabels({ ...ownership, approvers: ["a".repeat(63), last] }, "leasehold").leasehold_approvers;
    expect(of("b")).not.toBe(of("c"));
  });
});
