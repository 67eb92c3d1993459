import { computed, optional, required } from "../../attributes";
import type { Schema } from "../../protocol/schema";

/** `leasehold_grant`: one lease of one role by one identity. */
export const grantSchema: Schema = {
  version: 1,
  description:
    "A lease of one of the estate's roles by one identity. Its window is fixed when it is made and held in the state; the policies that it " +
    "exports carry that window, and the cloud itself ends the access at its end. Hang what gives the access on `active`, and the " +
    "next apply after the end removes it.",
  attributes: {
    role: required("The role that is leased, by the name that the estate gives it. Another one makes another lease."),
    identity: required("Who leases it, by the name that the estate gives them. Another one makes another lease."),
    ttl: required(
      "How long it holds: `90m`, `PT1H30M`. At most the role's maximum; within that it may be changed while the lease has not ended.",
    ),
    ticket: optional("The ticket that it belongs to, where the role requires one."),
    justification: optional("Why it is needed, where the role requires that."),
    start: {
      type: "string",
      description:
        "When it begins: an RFC 3339 time that is not past, and no further ahead than the estate allows. Default: when it is made. Another time makes another lease.",
      given: "optional-computed",
    },
    task: optional("The one task that it is for: a lease to an agent must have one. Another one makes another lease."),
    name: {
      type: "string",
      description:
        "Its name, part of names and tags in the cloud: small letters, digits and `-`. Default: made from the identity, the role, and the start or the ticket. Another one makes another lease.",
      given: "optional-computed",
    },
    target: optional(
      "Which of the role's targets it is for, where the role has several of one cloud. Default: all of them. Another one makes another lease.",
    ),
    id: computed("string", "Its name."),
    starts_at: computed("string", "When it begins, RFC 3339 in UTC."),
    ends_at: computed("string", "When the cloud ends it, RFC 3339 in UTC: from this second on it holds no longer."),
    active: computed(
      "bool",
      "Whether it holds. It is known in every plan, so that `count` may depend on it; a refresh after the end turns it to `false`.",
    ),
    role_name: computed("string", "The name of the IAM role that the lease is to be. Null without an AWS target."),
    role_path: computed("string", "The path of that IAM role. Null without an AWS target."),
    trust_policy: computed(
      "string",
      "The trust policy of that IAM role, JSON: one principal, within the window. Null without an AWS target.",
    ),
    guard_name: computed("string", "The name of the guard, that IAM role's inline policy. Null without an AWS target."),
    guard_policy: computed(
      "string",
      "The guard, JSON: what ends the lease and keeps it from prolonging itself. Attach it before any permission. Null without an AWS target.",
    ),
    permissions_policies: computed(
      ["list", "string"],
      "The permissions as JSON policies: the role's, or the task's within them. Null without an AWS target.",
    ),
    managed_policies: computed(
      ["list", "string"],
      "The ARNs of managed policies that the lease holds besides. Null without an AWS target.",
    ),
    tags: computed(["map", "string"], "The ownership tags of all that is made for it. Null without an AWS target."),
    member: computed("string", "Who is given the roles of Google Cloud. Null without a GCP target."),
    gcp_roles: computed(
      ["list", "string"],
      "The roles of Google Cloud that the member is given. Null without a GCP target.",
    ),
    gcp_condition: computed(
      ["object", { title: "string", description: "string", expression: "string" }],
      "The condition of the IAM members: it holds within the window. Null without a GCP target.",
    ),
    labels: computed(["map", "string"], "The ownership as labels of Google Cloud. Null without a GCP target."),
  },
};

/** The attributes that the provider makes, beside `name`. */
export const computedNames: readonly string[] = Object.entries(grantSchema.attributes).flatMap(([name, { given }]) =>
  given === "computed" ? [name] : [],
);

/** The attributes whose change only another lease can meet. */
export const replacing = ["role", "identity", "start", "task", "name", "target"] as const;
