import { computed, optional, required } from "../../attributes";
import type { Schema } from "../../protocol/schema";

/** `leasehold_role`: what leasehold makes of a role of the estate. */
export const roleSchema: Schema = {
  version: 0,
  description:
    "What leasehold makes of a role: its permissions, and the policies and the condition of a lease of it. The texts named `…_template` hold " +
    "`$${start}` and `$${end}` where the times of a window go, for `templatestring`; with `start` and `ttl` the policies themselves are " +
    "given too. For a lease that somebody is to hold use `leasehold_grant`, which keeps its window.",
  attributes: {
    role: required("The role, by the name that the estate gives it."),
    target: optional("Which of the role's targets, where it has several of one cloud."),
    identity: optional("Who would hold it: one who is eligible. Without it there is no trust policy and no member."),
    task: optional("The task that a lease to an agent would be for; `permissions_policies` are then the task's."),
    start: optional("When the lease would begin, an RFC 3339 time; with `ttl`."),
    ttl: optional("How long the lease would hold: `90m`, `PT1H30M`, at most the role's maximum; with `start`."),
    description: computed("string", "What the role is for."),
    sensitivity: computed("string", "`low`, `moderate`, `high` or `critical`."),
    max_ttl: computed("string", "The longest lease, ISO 8601; of the identity's kind, where one is given."),
    eligible: computed(["list", "string"], "Who is eligible: identities and groups."),
    owners: computed(
      ["object", { entitlement: "string", platform: "string", business: "string" }],
      "The teams that own it; `platform` is the target's owner where the role names none and there is one target.",
    ),
    permissions_policy: computed(
      "string",
      "The permissions as one JSON policy. Null where there are none of its own on AWS, or more than one policy can hold.",
    ),
    permissions_policies: computed(["list", "string"], "The permissions as JSON policies. Null without an AWS target."),
    managed_policies: computed(
      ["list", "string"],
      "The ARNs of managed policies that it holds. Null without an AWS target.",
    ),
    role_path: computed("string", "The path of the estate's IAM roles and policies. Null without an AWS target."),
    trust_template: computed(
      "string",
      "The trust policy of a lease, with places for its times. Null without an identity or an AWS target.",
    ),
    trust_policy: computed("string", "The trust policy of a lease of this window. Null without one."),
    guard_name: computed("string", "The name of a lease's guard. Null without an AWS target."),
    guard_template: computed("string", "The guard of a lease, with places for its times. Null without an AWS target."),
    guard_policy: computed("string", "The guard of a lease of this window. Null without one."),
    tags: computed(["map", "string"], "The ownership tags of the role. Null without an AWS target."),
    member: computed("string", "The identity as Google Cloud knows it. Null without an identity or a GCP target."),
    gcp_roles: computed(["list", "string"], "The roles of Google Cloud that it holds. Null without a GCP target."),
    condition_template: computed(
      "string",
      "The expression of a lease's condition, with places for its times. Null without a GCP target.",
    ),
    gcp_condition: computed("string", "The expression of the condition of a lease of this window. Null without one."),
    labels: computed(["map", "string"], "The ownership as labels of Google Cloud. Null without a GCP target."),
  },
};
