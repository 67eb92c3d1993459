import { code } from "../define";

const concern = "governance";

/** Grants in a sentence; at most five are spelled out. */
function list(grants: readonly string[]): string {
  const shown = grants.slice(0, 5).map((name) => `"${name}"`);
  return grants.length > shown.length
    ? `${shown.join(", ")} and ${grants.length - shown.length} more`
    : shown.join(", ");
}

/** What GCP cannot hold or enforce: quotas, conditions, places. */
export const gcp = {
  "gcp-condition-too-complex": code<{ grant: string; count: number; limit: number }>({
    severity: "error",
    concern,
    controls: ["CM-6"],
    message: (p) => `The condition of grant "${p.grant}" comes to ${p.count} logical operators; GCP allows ${p.limit}.`,
    fix: () => "Split the role, so that each part needs fewer conditions.",
  }),
  "gcp-too-many-conditions": code<{
    place: string;
    gcpRole: string;
    identity: string;
    count: number;
    limit: number;
    grants: readonly string[];
  }>({
    severity: "error",
    concern,
    controls: ["CM-6"],
    message: (p) =>
      `Identity "${p.identity}" comes to ${p.count} bindings of ${p.gcpRole} with different conditions on ${p.place}; GCP allows ${p.limit}. ` +
      `First to end: ${list(p.grants)}.`,
    fix: () => "Run `leasehold prune` to remove the grants that have ended.",
  }),
  "gcp-too-many-principals": code<{ place: string; count: number; limit: number; grants: readonly string[] }>({
    severity: "error",
    concern,
    controls: ["CM-6"],
    message: (p) =>
      `The policy of ${p.place} comes to ${p.count} principals by leases alone; GCP allows ${p.limit} in all. First to end: ${list(p.grants)}.`,
    fix: () => "Run `leasehold prune` to remove the grants that have ended, or lease in narrower targets.",
  }),
  "gcp-many-conditional-bindings": code<{ place: string; count: number; limit: number; grants: readonly string[] }>({
    severity: "warning",
    concern,
    waivable: true,
    controls: ["CM-6"],
    message: (p) =>
      `The policy of ${p.place} comes to ${p.count} conditional bindings; Google advises ${p.limit} at most, beyond which it may grow too large. ` +
      `First to end: ${list(p.grants)}.`,
    fix: () => "Run `leasehold prune` to remove the grants that have ended, or lease in narrower targets.",
  }),
  "gcp-custom-role-elsewhere": code<{ role: string; gcpRole: string; target: string; because: string }>({
    severity: "error",
    concern,
    controls: ["AC-3", "CM-6"],
    message: (p) => `Role "${p.role}" cannot hold ${p.gcpRole} in target "${p.target}": ${p.because}.`,
    fix: () => "Take a custom role of that place or of its organization, or another target.",
  }),
  "gcp-may-grant-no-limit": code<{ role: string; granted: string; because: string }>({
    severity: "error",
    concern,
    controls: ["AC-6", "AC-2(2)", "NHI5"],
    message: (p) =>
      `Role "${p.role}" may grant ${p.granted}, which makes \`mayGrant\` no limit: ${p.because}, so a holder could keep it for good.`,
    fix: (p) =>
      `Remove ${p.granted} from \`mayGrant\`; single permissions other than setting policies can be opened by \`persistence: { allow: [...], because: "…" }\`.`,
  }),
  "gcp-may-grant-indeterminate": code<{ role: string; granted: string }>({
    severity: "error",
    concern,
    waivable: true,
    controls: ["AC-6", "AC-2(2)", "NHI5"],
    message: (p) =>
      `Whether ${p.granted}, which role "${p.role}" may grant, makes \`mayGrant\` no limit cannot be told: it is not in leasehold's data.`,
    fix: (p) =>
      `List predefined roles; or have a waiver accepted with \`rule: gcp-may-grant-indeterminate\` and \`resource: roles.${p.role}\`.`,
  }),
  "gcp-place-twice": code<{ target: string; other: string; place: string }>({
    severity: "error",
    concern,
    controls: ["CM-6"],
    message: (p) =>
      `Targets "${p.other}" and "${p.target}" are both the ${p.place}: two Terraform roots would make, and remove, the same bindings.`,
    fix: () => "Declare the place once.",
  }),
  "gcp-address-twice": code<{ address: string; target: string; grants: readonly string[] }>({
    severity: "error",
    concern,
    controls: ["CM-6"],
    message: (p) => `The address ${p.address} in target "${p.target}" is claimed twice, by ${list(p.grants)}.`,
    fix: () => "Rename one of the grants.",
  }),
  "gcp-bucket-uniform-access": code<{ target: string; bucket: string }>({
    severity: "note",
    concern,
    controls: ["AC-3", "CM-6"],
    message: (p) =>
      `Leases in target "${p.target}" need uniform bucket-level access: bucket ${p.bucket} refuses conditions without it.`,
    fix: () => "Set `uniform_bucket_level_access = true` where the bucket is declared.",
  }),
};
