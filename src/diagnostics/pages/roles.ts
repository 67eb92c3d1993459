import type { breakGlass } from "../codes/governance/break-glass";
import type { durations } from "../codes/governance/durations";
import type { enforceability } from "../codes/governance/enforceability";
import type { persistence } from "../codes/governance/persistence";
import type { sensitivity } from "../codes/governance/sensitivity";
import { pagesOf } from "./page";

export const durationPages = pagesOf<keyof typeof durations>(
  "The longer a lease, the longer stolen credentials of its holder are worth something. The maximum is what the role's owner agreed to; whatever adds up to more goes round it.",
  {
    "ceiling-loosened": [
      "The policy allows longer leases than the standard for that sensitivity.",
      "Write the standard or less, or have a waiver accepted with `rule: ceiling-loosened` and `resource: policy.ceilings.<level>`.",
    ],
    "ttl-over-ceiling": [
      "A role's maximum is above the ceiling for its sensitivity.",
      "Write a smaller `maxTtl`: the ceilings are 1 h for critical roles, 4 h for high, 12 h for moderate and 7 d for low ones.",
    ],
    "limit-over-maximum": [
      "A role's limit for one kind of identity is above its own maximum.",
      "Write `maxTtl` or less; a limit only tightens.",
    ],
    "extension-over-maximum": [
      "A role allows an extension that is longer than the whole lease may last.",
      "Write a smaller `upTo`; extensions count against `maxTtl`.",
    ],
    "grant-too-long": [
      "A grant, with its extensions, lasts longer than its role allows.",
      "Shorten `ttl` or the extension, or ask for a new lease afterwards.",
    ],
    "extensions-not-allowed": [
      "A grant is extended although its role allows no extension.",
      "Remove `extensions` and ask for a new lease, or have the role's owner write `extensions: { count: …, upTo: … }`.",
    ],
    "extensions-too-many": [
      "A grant is extended more often than its role allows.",
      "Keep as many extensions as the role allows, and ask for a new lease.",
    ],
    "extension-too-long": [
      "One extension of a grant is longer than its role allows for each.",
      "Write a smaller `by`.",
    ],
  },
);

export const sensitivityPages = pagesOf<keyof typeof sensitivity>(
  "Sensitivity decides how long a lease may last and how many people approve it. A role that says less of itself than it is would be had more easily than it should be.",
  {
    "sensitivity-understated": [
      "A role calls itself less sensitive than its permissions are.",
      "Write the sensitivity that the message names, or take the permissions away.",
    ],
    "privilege-indeterminate": [
      "What a role amounts to cannot be told.",
      "Correct the name of the permission; or write `sensitivity: critical`; or have a waiver accepted with `rule: privilege-indeterminate` and `resource: roles.<name>`.",
      "An action, policy or role that leasehold's data does not hold may be harmless, or all of an account. Unknown is never a pass.",
    ],
  },
);

export const persistencePages = pagesOf<keyof typeof persistence>(
  "Whoever can make a user, a key, a role or a binding during a lease has access after it. A guard denies such persistence actions on AWS; GCP has no guard, so that a role there may not hold them at all.",
  {
    "persistence-action-denied": [
      "A role or task names an action that every guard denies.",
      'Remove it, or open it in the role: `persistence: { allow: [<action>], because: "…" }`.',
    ],
    "persistence-denied-in-part": [
      "A role reaches persistence actions through a wildcard or a managed policy; its guard denies them.",
      "Nothing needs to be done; name the actions that are meant instead, to say so.",
    ],
    "persistence-allow-wildcard": ["A role opens persistence actions by a wildcard.", "List single actions."],
    "persistence-allow-not-persistence": [
      "A role opens an action that is no persistence action.",
      "Remove it from `persistence.allow`, or correct its name.",
    ],
    "persistence-allow-not-held": [
      "A role opens a persistence action that none of its permissions holds.",
      "Remove it from `persistence.allow`.",
    ],
    "persistence-allow-unexplained": [
      "A role opens persistence actions without saying why.",
      "Write `because`; it is named in every review.",
    ],
    "persistence-bounded-without-boundary": [
      "A role is `persistence: bounded` in a target without a permissions boundary.",
      "Write `permissionsBoundary: <policy arn>` in the target's `aws`.",
    ],
    "persistence-bounded-without-aws": [
      "A role is `persistence: bounded`, and does not land on AWS.",
      "Remove `persistence`, or list what is needed under `allow`.",
    ],
    "gcp-persistence": [
      "A role holds a GCP role with which a lease could outlive its end.",
      'Take a lesser role; or write `persistence: { allow: [<permission>], because: "…" }`; or, where it can only set policies, `mayGrant: [<role>, …]` in `gcp`.',
    ],
    "persistence-indeterminate": [
      "Whether a GCP role could outlive a lease cannot be told.",
      "Take a predefined role; or have a waiver accepted with `rule: persistence-indeterminate` and `resource: roles.<name>`.",
    ],
    "may-grant-not-enough": [
      "A role limits what it may grant, and can outlive a lease by other ways too.",
      'Take a lesser role; or write `persistence: { allow: [<permission>], because: "…" }`.',
    ],
    "may-grant-without-use": ["A role says what it may grant, and can grant nothing.", "Remove `mayGrant`."],
  },
);

export const enforceabilityPages = pagesOf<keyof typeof enforceability>(
  "What is declared and no cloud enforces looks like a protection and is none. It is refused, so that nobody relies on it.",
  {
    "isolation-shared-later": [
      "A role is `isolation: shared`, which comes with a later release.",
      "Write `isolation: per-grant`, or remove `isolation`.",
    ],
    "pam-later": [
      "A role is `pam: true`, which comes with a later release.",
      "Remove `pam`; leases become conditional IAM members.",
    ],
    "gcp-basic-role": [
      "A role holds a basic role of GCP (owner, editor, viewer).",
      "Take predefined roles that hold what is needed.",
      "GCP refuses conditions on basic roles: access by one would never end.",
    ],
    "owned-resources-without-owner-tag": [
      "A role is limited to owned resources, and no tag marks ownership.",
      "Write `ownerTag: <tag key>` in `policy`, or remove `ownedResourcesOnly`.",
    ],
    "owned-resources-with-managed-policies": [
      "A role is limited to owned resources, and holds a managed policy.",
      "Write its permissions as `statements`, or split `managedPolicies` off into a role without `ownedResourcesOnly`.",
      "A managed policy is AWS's or the account's own text; no condition can be added to it.",
    ],
    "role-gives-nothing": [
      "A role gives nothing.",
      "Write `statements` or `managedPolicies` in `aws`, or `roles` in `gcp`; or remove the role.",
      "A role that gives nothing can still be asked for and approved, and whoever holds it expects something of it.",
    ],
  },
);

export const breakGlassPages = pagesOf<keyof typeof breakGlass>(
  "A break-glass role is outside normal approval. What makes up for that is that few people hold it, each by name, and that its use is seen at once.",
  {
    "break-glass-people": [
      "A break-glass role names nobody, or more than five.",
      "Name one to five people in `people`.",
    ],
    "break-glass-not-person": ["A break-glass role is for something that is no person.", "Remove it and name people."],
    "break-glass-principal-missing": [
      "Somebody who may break the glass has no principal where it lands.",
      "Write `aws` or `gcp` in the identity, or remove it from `people`.",
      "They would find out in the emergency.",
    ],
    "break-glass-gives-nothing": [
      "A break-glass role gives nothing in its target.",
      "Write `managedPolicies` or `statements`, or `roles` on GCP.",
      "Whoever needs it would find out in the emergency.",
    ],
    "break-glass-without-alarm": [
      "Nobody is alarmed when a break-glass role is used.",
      "Write `alarm: { sns: <topic arn> }`.",
    ],
    "break-glass-not-emitted": [
      "Nothing is made for a break-glass role yet.",
      "Keep the emergency access that you have until the release that makes it.",
      "The declaration is checked and reviewed already, and its resources come with a later release: whoever relies on it now would have nothing.",
    ],
  },
);
