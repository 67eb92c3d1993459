import { code } from "../../define";

const concern = "governance";

/** Law 7: what was declared and no cloud enforces, or leasehold does not yet. */
export const enforceability = {
  "isolation-shared-later": code<{ role: string }>({
    severity: "error",
    concern,
    controls: ["AC-3"],
    message: (p) => `Role "${p.role}" is \`isolation: shared\`, which comes with a later release (operate).`,
    fix: () => "Write `isolation: per-grant`, or remove `isolation`.",
  }),
  "pam-later": code<{ role: string }>({
    severity: "error",
    concern,
    controls: ["AC-3"],
    message: (p) =>
      `Role "${p.role}" is \`pam: true\`: entitlements of Privileged Access Manager come with a later release (operate).`,
    fix: () => "Remove `pam`; leases become conditional IAM members.",
  }),
  "gcp-basic-role": code<{ role: string; gcpRole: string }>({
    severity: "error",
    concern,
    controls: ["AC-6", "AC-2(2)", "NHI5"],
    message: (p) =>
      `Role "${p.role}" holds ${p.gcpRole}, on which GCP refuses conditions: access by it would never end.`,
    fix: () => "Take predefined roles that hold what is needed.",
  }),
  "owned-resources-without-owner-tag": code<{ role: string }>({
    severity: "error",
    concern,
    controls: ["AC-6", "CM-6"],
    message: (p) =>
      `Role "${p.role}" is limited to owned resources, but the estate does not say which tag marks ownership.`,
    fix: () => "Write `ownerTag: <tag key>` in `policy`, or remove `ownedResourcesOnly`.",
  }),
  "owned-resources-with-managed-policies": code<{ role: string }>({
    severity: "error",
    concern,
    controls: ["AC-6"],
    message: (p) => `Role "${p.role}" is limited to owned resources, but a managed policy cannot be limited so.`,
    fix: () =>
      "Write its permissions as `statements`, or split `managedPolicies` off into a role without `ownedResourcesOnly`.",
  }),
  "role-gives-nothing": code<{ role: string }>({
    severity: "warning",
    concern,
    controls: ["PR.AA-05", "ID.AM-08"],
    message: (p) => `Role "${p.role}" gives nothing.`,
    fix: () =>
      "Write what it gives: `statements` or `managedPolicies` in `aws`, or `roles` in `gcp`; or remove the role.",
  }),
};
