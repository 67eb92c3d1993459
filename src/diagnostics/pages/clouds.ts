import type { aws } from "../codes/aws";
import type { gcp } from "../codes/gcp";
import { pagesOf } from "./page";

export const awsPages = pagesOf<keyof typeof aws>(
  "AWS would refuse it in the middle of an apply, or keep something else than was written. It is found before anything is made.",
  {
    "aws-trust-too-large": [
      "A lease's trust policy is larger than AWS allows.",
      "Shorten the identity's claims or names, or have AWS raise the account's quota and waive this.",
    ],
    "aws-guard-too-large": [
      "A lease's guard is larger than AWS allows for inline policies.",
      "Shorten what the role adds to its guard: `persistence`, `ownedResourcesOnly`, narrower actions.",
    ],
    "aws-policy-too-large": [
      "One statement with a single action and resource is larger than a managed policy may be.",
      "Shorten its conditions: nothing is left of it to split over several policies.",
    ],
    "aws-too-many-policies": [
      "A role comes to more managed policies than AWS attaches to a role.",
      "Use wildcards or fewer managed policies, or split the role; or have AWS raise the quota and waive this.",
    ],
    "aws-account-roles": [
      "An account comes to more lease roles than AWS allows by default.",
      "Run `leasehold prune`, or have AWS raise the quota.",
      "At the quota no lease can be made any more, not even in an emergency.",
    ],
    "aws-account-policies": [
      "An account comes to more managed policies than AWS allows by default.",
      "Run `leasehold prune`, merge roles, or have AWS raise the quota.",
      "At the quota no lease can be made any more, not even in an emergency.",
    ],
    "aws-policy-character": [
      "A policy would hold a character that IAM does not take.",
      "Use tab, line feed, carriage return and U+0020 to U+00FF only.",
    ],
    "aws-description-character": [
      "A description holds a character that IAM does not take.",
      "Use tab, line feed, carriage return, U+0020 to U+007E and U+00A1 to U+00FF only.",
    ],
    "aws-description-too-long": ["A description is longer than IAM takes.", "Shorten it."],
    "aws-wrong-partition": [
      "An ARN is of another AWS partition than its target.",
      "Write an ARN of the target's partition, or correct the target's `aws.partition`.",
    ],
    "aws-wrong-account": [
      "An ARN is of another account than the one in which it must be.",
      "Name the one in the target's own account: AWS accepts no other in a role's trust policy or boundary.",
    ],
    "aws-wrong-region": [
      "A trust anchor is in another region than the profile that is made for it.",
      "Name an anchor in the target's region, or change the target's `aws.region`.",
    ],
    "aws-principal-unclear": [
      "An identity is bound by something that names no one principal.",
      "Write what the message expects: one principal, without wildcards.",
      "A trust policy that goes by it would let others in, or nobody.",
    ],
    "aws-no-principal": [
      "A grant reaches an AWS target, and its identity has no AWS principal.",
      "Declare `aws` for the identity, or narrow the grant's `targets`.",
      "There is nobody whom the lease could be given to.",
    ],
    "aws-mfa-impossible": [
      "A grant requires MFA, which AWS never sees of its identity.",
      "Drop `require.mfa` and require MFA at the identity provider, or bind the identity by `user`.",
      "The lease could never be used.",
    ],
    "aws-claim-not-exposed": [
      "An identity is pinned by a claim that AWS does not evaluate.",
      "Use a claim that AWS exposes of this issuer, or build the claim into the subject.",
      "A condition on a claim that AWS does not see is never met, or, worse, is left out.",
    ],
    "aws-subject-unpinned": [
      "A federated identity's subject does not name one workload.",
      "Write the exact subject, without wildcards: it is compared as it stands.",
      "Whatever else matches the pattern gets the lease: another branch, another repository, another company's.",
    ],
    "aws-repository-unpinned": [
      "A federated identity is pinned to a repository by name only.",
      "Write `claims: { repository_id: … }`; the id is never given to another repository.",
      "A repository that is renamed or deleted leaves its name free; whoever takes it gets the leases.",
    ],
    "aws-owned-not-supported": [
      "A role is for owned resources only, and holds actions that cannot be limited so.",
      "Move these actions to a role without `ownedResourcesOnly`, or leave them out.",
      "AWS does not evaluate the resource's tag for them: the limit would hold nothing.",
    ],
    "aws-owned-managed-policies": [
      "A role is for owned resources only, and holds a managed policy.",
      "Write the permissions as `statements`, or drop `ownedResourcesOnly`.",
      "No condition can be added to a managed policy: the limit would hold nothing.",
    ],
    "aws-owner-tag": [
      "The owner tag cannot be set on AWS.",
      "Choose an `ownerTag` of at most 128 letters, digits, spaces and `_.:/=+-@`.",
    ],
    "aws-tag-value": [
      "A tag would hold a character that AWS does not take.",
      "Use letters, digits, spaces and `_.:/=+-@` only.",
    ],
    "aws-name-claimed-twice": [
      "Two things would have one name in an account.",
      "IAM names are unique in an account: let a role have one target per account, or rename.",
      "The one would replace the other, and whoever holds it would hold something else.",
    ],
    "aws-task-beyond-role": [
      "A grant's task is not within the statements of its role.",
      "Narrow the task, or widen the role.",
      "What was approved is the role; an agent's lease of it may only be less.",
    ],
    "aws-nothing-left": [
      "Nothing is left of a role within what a grant asks for.",
      "Name actions that the role has.",
      "The lease would be made and give nothing.",
    ],
    "aws-isolation-shared": [
      "A role is `isolation: shared`, which this version does not emit yet.",
      "Leave `isolation` out: every grant then becomes a role of its own.",
    ],
    "literal-not-kept": [
      "A text holds characters that Terraform would not keep as they are.",
      "Write it without them, as the message says.",
      "What is applied would not be what was written and reviewed.",
    ],
    "backend-shared": [
      "Two targets would keep their state in one place.",
      "Write `{target}` into the backend's key, prefix or path.",
      "Each apply would remove what the other made, guards and leases alike.",
    ],
  },
);

export const gcpPages = pagesOf<keyof typeof gcp>(
  "GCP would refuse it in the middle of an apply, and a policy that is full takes no lease any more, not even in an emergency. It is found before anything is made.",
  {
    "gcp-condition-too-complex": [
      "A grant's condition has more logical operators than GCP allows.",
      "Split the role, so that each part needs fewer conditions.",
    ],
    "gcp-too-many-conditions": [
      "An identity comes to more bindings of one role with different conditions than GCP allows.",
      "Run `leasehold prune` to remove the grants that have ended.",
    ],
    "gcp-too-many-principals": [
      "A policy comes to more principals than GCP allows.",
      "Run `leasehold prune`, or lease in narrower targets.",
    ],
    "gcp-many-conditional-bindings": [
      "A policy comes to more conditional bindings than Google advises.",
      "Run `leasehold prune`, or lease in narrower targets.",
    ],
    "gcp-custom-role-elsewhere": [
      "A role holds a custom role that does not exist where it lands.",
      "Take a custom role of that place or of its organization, or another target.",
    ],
    "gcp-may-grant-no-limit": [
      "What a role may grant makes `mayGrant` no limit.",
      'Remove it from `mayGrant`; single permissions other than setting policies can be opened by `persistence: { allow: [...], because: "…" }`.',
      "A holder who may grant themselves something that grants can keep access for good.",
    ],
    "gcp-may-grant-indeterminate": [
      "Whether what a role may grant makes `mayGrant` no limit cannot be told.",
      "List predefined roles; or have a waiver accepted with `rule: gcp-may-grant-indeterminate` and `resource: roles.<name>`.",
      "A role that is not in leasehold's data may hold the right to grant. Unknown is never a pass.",
    ],
    "gcp-place-twice": [
      "Two targets are one place.",
      "Declare the place once.",
      "Two Terraform roots would make, and remove, the same bindings.",
    ],
    "gcp-address-twice": [
      "Two grants would have one address in a target.",
      "Rename one of the grants.",
      "The one would replace the other.",
    ],
    "gcp-bucket-uniform-access": [
      "Leases in a bucket need uniform bucket-level access.",
      "Set `uniform_bucket_level_access = true` where the bucket is declared.",
      "A bucket without it refuses conditions, and object ACLs give access past the lease.",
    ],
  },
);
