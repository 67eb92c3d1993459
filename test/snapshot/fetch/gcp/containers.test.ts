import { describe, expect, it } from "vitest";
import { gcpContainers } from "../../../../src/snapshot/fetch/gcp/containers";
import type { GoogleRequests } from "../../../../src/snapshot/fetch/gcp/request";

describe("containers", () => {
  const requests: GoogleRequests = {
    get: async () => ({ status: 500, text: "" }),
    renew: async () => {},
    who: async () => undefined,
  };
  const ids = async (...containers: readonly string[]) =>
    (await gcpContainers({ containers, now: () => 0, requests: async () => requests })).map(({ id }) => id);

  it("are projects by id, folders and organizations by number", async () => {
    expect(await ids("acme-prod", "projects/acme-prod", "acme.example:ledger", "folders/1", "organizations/2")).toEqual(
      ["acme-prod", "acme.example:ledger", "folders/1", "organizations/2"],
    );
  });

  it.each(["", "../x", "folders/a", "acme prod", "billingAccounts/1", "https://x"])(
    "are refused: %j",
    async (container) => {
      await expect(ids(container)).rejects.toMatchObject({ name: "SnapshotRefusal", code: "usage" });
    },
  );
});
