import { code } from "../define";

const list = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ");

/** What AWS cannot hold or enforce: quotas, characters, partitions, persistence. */
export const aws = {
  "aws-trust-too-large": code<{ grant: string; size: number; limit: number }>({
    severity: "error",
    concern: "governance",
    waivable: true,
    controls: ["CM-6"],
    message: (p) => `The trust policy of grant "${p.grant}" has ${p.size} characters; AWS allows ${p.limit}.`,
    fix: () => "Shorten the identity's claims or names, or have AWS raise the account's quota and waive this.",
  }),
  "aws-guard-too-large": code<{ grants: readonly string[]; role: string; size: number; limit: number }>({
    severity: "error",
    concern: "governance",
    controls: ["CM-6"],
    message: (p) =>
      `The guard of ${list(p.grants)} has ${p.size} characters; AWS allows ${p.limit} for a role's inline policies together.`,
    fix: (p) =>
      `Shorten what role "${p.role}" adds to its guard: \`persistence\`, \`ownedResourcesOnly\`, narrower actions.`,
  }),
  "aws-policy-too-large": code<{ what: string; grants: readonly string[]; size: number; limit: number }>({
    severity: "error",
    concern: "governance",
    controls: ["CM-6"],
    message: (p) =>
      `One statement of ${p.what} has ${p.size} characters with a single action and resource; a managed policy may have ${p.limit}` +
      `${p.grants.length > 0 ? ` (it is part of ${list(p.grants)})` : ""}.`,
    fix: () => "Shorten its conditions: nothing is left of it to split over several policies.",
  }),
  "aws-too-many-policies": code<{ role: string; grants: readonly string[]; count: number; limit: number }>({
    severity: "error",
    concern: "governance",
    waivable: true,
    controls: ["CM-6"],
    message: (p) =>
      `Role "${p.role}" comes to ${p.count} managed policies, and AWS attaches ${p.limit} to a role` +
      `${p.grants.length > 0 ? `; it affects ${list(p.grants)}` : ""}.`,
    fix: () =>
      "Use wildcards or fewer managed policies, or split the role; or have AWS raise the quota and waive this.",
  }),
  "aws-account-roles": code<{ account: string; count: number; limit: number; grants: readonly string[] }>({
    severity: "warning",
    concern: "governance",
    waivable: true,
    controls: ["CM-6"],
    message: (p) =>
      `Account ${p.account} comes to ${p.count} lease roles; AWS allows ${p.limit} roles of all kinds by default. ` +
      `Oldest: ${list(p.grants)}.`,
    fix: () => "Run `leasehold prune` to remove the grants that have ended, or have AWS raise the quota.",
  }),
  "aws-account-policies": code<{ account: string; count: number; limit: number }>({
    severity: "warning",
    concern: "governance",
    waivable: true,
    controls: ["CM-6"],
    message: (p) =>
      `Account ${p.account} comes to ${p.count} customer managed policies; AWS allows ${p.limit} by default.`,
    fix: () => "Run `leasehold prune`, merge roles, or have AWS raise the quota.",
  }),
  "aws-policy-character": code<{ what: string; character: string }>({
    severity: "error",
    concern: "governance",
    controls: ["CM-6"],
    message: (p) => `${p.what} holds ${p.character}, which IAM does not take in a policy.`,
    fix: () => "Use tab, line feed, carriage return and U+0020 to U+00FF only.",
  }),
  "aws-description-character": code<{ what: string; character: string }>({
    severity: "error",
    concern: "governance",
    controls: ["CM-6"],
    message: (p) => `The description of ${p.what} holds ${p.character}, which IAM does not take in a description.`,
    fix: () => "Use tab, line feed, carriage return, U+0020 to U+007E and U+00A1 to U+00FF only.",
  }),
  "aws-description-too-long": code<{ what: string; length: number; limit: number }>({
    severity: "error",
    concern: "governance",
    controls: ["CM-6"],
    message: (p) => `The description of ${p.what} has ${p.length} characters; IAM takes ${p.limit}.`,
    fix: () => "Shorten it.",
  }),
  "aws-wrong-partition": code<{ what: string; arn: string; target: string; partition: string }>({
    severity: "error",
    concern: "governance",
    controls: ["AC-3", "CM-6"],
    message: (p) => `${p.what} is ${p.arn}, but target "${p.target}" is in partition ${p.partition}.`,
    fix: (p) => `Write an ARN that begins with \`arn:${p.partition}:\`, or correct the target's \`aws.partition\`.`,
  }),
  "aws-wrong-account": code<{ what: string; arn: string; target: string; account: string }>({
    severity: "error",
    concern: "governance",
    controls: ["AC-3", "CM-6"],
    message: (p) => `${p.what} is ${p.arn}, but it must be in account ${p.account}, where target "${p.target}" is.`,
    fix: () => "Name the one in the target's own account: AWS accepts no other in a role's trust policy or boundary.",
  }),
  "aws-wrong-region": code<{ what: string; arn: string; target: string; region: string }>({
    severity: "error",
    concern: "governance",
    controls: ["AC-3", "CM-6"],
    message: (p) => `${p.what} is ${p.arn}, but target "${p.target}" makes its Roles Anywhere profile in ${p.region}.`,
    fix: () =>
      "Trust anchor and profile must be in one region: name an anchor there, or change the target's `aws.region`.",
  }),
  "aws-principal-unclear": code<{ identity: string; value: string; expected: string }>({
    severity: "error",
    concern: "governance",
    controls: ["PR.AA-03"],
    message: (p) => `Identity "${p.identity}" cannot be pinned by "${p.value}".`,
    fix: (p) => `Write ${p.expected}.`,
  }),
  "aws-no-principal": code<{ grant: string; identity: string; target: string }>({
    severity: "error",
    concern: "governance",
    controls: ["PR.AA-01", "PR.AA-03"],
    message: (p) =>
      `Grant "${p.grant}" reaches target "${p.target}", but identity "${p.identity}" has no AWS principal.`,
    fix: (p) => `Declare \`aws\` for identity "${p.identity}", or narrow the grant's \`targets\`.`,
  }),
  "aws-mfa-impossible": code<{ grant: string; role: string; identity: string; binding: string }>({
    severity: "error",
    concern: "governance",
    controls: ["PR.AA-03", "AC-3"],
    message: (p) =>
      `Role "${p.role}" requires MFA, but "${p.identity}" comes by \`${p.binding}\`, whose sessions never carry AWS's MFA ` +
      `context: grant "${p.grant}" could never be used.`,
    fix: () => "Drop `require.mfa` and require MFA at the identity provider, or bind the identity by `user`.",
  }),
  "aws-claim-not-exposed": code<{ identity: string; issuer: string; claim: string; exposed: readonly string[] }>({
    severity: "error",
    concern: "governance",
    controls: ["PR.AA-03", "NHI4"],
    message: (p) =>
      `AWS does not evaluate the claim "${p.claim}" of ${p.issuer}, by which identity "${p.identity}" is pinned.`,
    fix: (p) =>
      p.exposed.length > 0
        ? `AWS exposes ${list(p.exposed)} of this issuer; use those, or build the claim into the subject.`
        : "AWS exposes only audience and subject of this issuer: build the claim into the subject.",
  }),
  "aws-subject-unpinned": code<{ identity: string; issuer: string; subject: string }>({
    severity: "error",
    concern: "governance",
    controls: ["PR.AA-03", "NHI4"],
    message: (p) =>
      `Identity "${p.identity}" of ${p.issuer} has the subject "${p.subject}", which does not name one workload.`,
    fix: () => "Write the exact subject, without wildcards: it is compared as it stands.",
  }),
  "aws-repository-unpinned": code<{ identity: string }>({
    severity: "warning",
    concern: "governance",
    controls: ["PR.AA-03", "NHI4"],
    message: (p) =>
      `Identity "${p.identity}" is pinned to a repository by name only; whoever gets that name gets its leases.`,
    fix: () => "Write `claims: { repository_id: … }`; the id is never given to another repository.",
  }),
  "aws-owned-not-supported": code<{ role: string; actions: readonly string[]; because: string }>({
    severity: "error",
    concern: "governance",
    controls: ["AC-6", "CM-6"],
    message: (p) => `Role "${p.role}" is for owned resources only, but ${p.because}: ${list(p.actions)}.`,
    fix: () => "Move these actions to a role without `ownedResourcesOnly`, or leave them out.",
  }),
  "aws-owned-managed-policies": code<{ role: string; policies: readonly string[] }>({
    severity: "error",
    concern: "governance",
    controls: ["AC-6", "CM-6"],
    message: (p) =>
      `Role "${p.role}" is for owned resources only, but a managed policy cannot be limited so: ${list(p.policies)}.`,
    fix: () => "Write the permissions as `statements`, or drop `ownedResourcesOnly`.",
  }),
  "aws-owner-tag": code<{ tag: string; because: string }>({
    severity: "error",
    concern: "governance",
    controls: ["GV.RR-02", "CM-6"],
    message: (p) => `The owner tag "${p.tag}" cannot be set on AWS: ${p.because}.`,
    fix: () => "Choose an `ownerTag` of at most 128 letters, digits, spaces and `_.:/=+-@`.",
  }),
  "aws-tag-value": code<{ tag: string; value: string; character: string; what: string }>({
    severity: "error",
    concern: "governance",
    controls: ["GV.RR-02", "CM-6"],
    message: (p) => `The tag ${p.tag} of ${p.what} would hold ${p.character}, which AWS does not take in a tag.`,
    fix: () => "Use letters, digits, spaces and `_.:/=+-@` only.",
  }),
  "aws-name-claimed-twice": code<{ kind: string; name: string; account: string; claimants: readonly string[] }>({
    severity: "error",
    concern: "governance",
    controls: ["CM-6"],
    message: (p) => `${p.kind} "${p.name}" of account ${p.account} is claimed by ${list(p.claimants)}.`,
    fix: () => "IAM names are unique in an account: let a role have one target per account, or rename.",
  }),
  "aws-task-beyond-role": code<{ grant: string; task: string; role: string; actions: readonly string[] }>({
    severity: "error",
    concern: "governance",
    controls: ["ASI02", "ASI03", "AC-6", "GOVERN 2.1"],
    message: (p) =>
      `Grant "${p.grant}" is for task "${p.task}", of which ${list(p.actions)} is not within the statements of role "${p.role}".`,
    fix: () => "Narrow the task, or widen the role.",
  }),
  "aws-nothing-left": code<{ grant: string; role: string }>({
    severity: "error",
    concern: "governance",
    controls: ["AC-6", "PR.AA-05"],
    message: (p) => `Nothing is left of role "${p.role}" within what grant "${p.grant}" asks for.`,
    fix: () => "Name actions that the role has.",
  }),
  "aws-isolation-shared": code<{ role: string }>({
    severity: "error",
    concern: "governance",
    controls: ["AC-3", "CM-6"],
    message: (p) => `Role "${p.role}" has \`isolation: shared\`, which this version of leasehold does not emit yet.`,
    fix: () => "Leave `isolation` out: every grant then becomes a role of its own.",
  }),
  "literal-not-kept": code<{ what: string; character: string; mend: string }>({
    severity: "error",
    concern: "governance",
    controls: ["CM-6"],
    message: (p) => `${p.what} holds ${p.character}, which Terraform would not keep as it is.`,
    fix: (p) => p.mend,
  }),
  "backend-shared": code<{ targets: readonly string[]; backend: string }>({
    severity: "error",
    concern: "governance",
    controls: ["CM-3", "CM-6"],
    message: (p) =>
      `Targets ${list(p.targets)} would keep their state in one and the same place (backend ${p.backend}).`,
    fix: () => "Write `{target}` into the backend's key, prefix or path.",
  }),
};
