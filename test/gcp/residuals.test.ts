import { describe, expect, it } from "vitest";
import { gcpResiduals } from "../../src/gcp/residuals";
import { gcpRole, role } from "../lease/sample";

const of = (roles: readonly string[], parts: Parameters<typeof gcpRole>[2] = {}, mayGrant?: readonly string[]) =>
  gcpResiduals(gcpRole("r", { roles, ...(mayGrant ? { mayGrant } : {}) }, parts));

describe("what outlives a lease on GCP", () => {
  it("is nothing where a role grants nothing there", () => {
    expect(gcpResiduals(role("r"))).toEqual([]);
  });

  it("is, for every role, a revocation that has not yet spread", () => {
    expect(of(["roles/browser"])).toEqual([
      {
        what: "access after a revocation before the end",
        because: expect.stringMatching(/2 to 7 minutes/),
        atWorst: 420,
      },
    ]);
  });

  it.each([
    ["roles/iam.serviceAccountKeyAdmin", /service account keys/, "until-removed"],
    ["roles/storage.hmacKeyAdmin", /HMAC keys/, "until-removed"],
    ["roles/iam.serviceAccountTokenCreator", /^tokens of service accounts/, 43_200],
    ["roles/iam.serviceAccountTokenCreator", /^signed URLs/, 604_800],
    ["roles/iam.serviceAccountUser", /^workloads started/, "until-removed"],
    ["roles/compute.instanceAdmin.v1", /^SSH keys/, "until-removed"],
    ["roles/resourcemanager.projectIamAdmin", /^access granted to others/, "until-removed"],
    ["roles/cloudsql.admin", /^database users/, "until-removed"],
    ["roles/cloudsql.instanceUser", /^open database sessions/, "until-removed"],
    ["roles/compute.osLogin", /^open SSH sessions/, "until-removed"],
    ["roles/secretmanager.secretAccessor", /^secrets read/, "until-removed"],
    ["projects/acme/roles/repair", /^whatever projects\/acme\/roles\/repair/, "until-removed"],
  ])("%s: %s", (gcpRole, what, atWorst) => {
    const found = of([gcpRole]).find((residual) => what.test(residual.what));
    expect(found?.atWorst).toBe(atWorst);
    expect(found?.through).toContain(gcpRole.startsWith("roles/") ? gcpRole : "not in leasehold's data");
  });

  it("names what limits it, and why it was opened", () => {
    const [, granted] = of(["roles/resourcemanager.projectIamAdmin"], {}, ["roles/viewer.a"]);
    expect(granted?.through).toMatch(/limited to roles\/viewer\.a$/);
    const persistence = {
      kind: "allow",
      actions: ["iam.serviceAccounts.actAs"],
      because: "deploys run as it",
    } as const;
    const [, acting] = of(["roles/iam.serviceAccountUser"], { persistence });
    expect(acting?.through).toMatch(/iam\.serviceAccounts\.actAs is opened because: deploys run as it$/);
  });
});
