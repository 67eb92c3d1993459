import type { Attribute, Schema } from "../protocol/schema";

const given = (how: "required" | "optional", description: string): Attribute => ({
  type: "string",
  description,
  given: how,
});

const secret = (description: string): Attribute => ({
  type: "string",
  description,
  given: "computed",
  sensitive: true,
});

/** What `leasehold_credentials` takes and gives. */
export const credentialsSchema: Schema = {
  version: 0,
  description:
    "Short-lived AWS credentials of an active lease, had from STS with the credentials that the provider runs with, for as long as Terraform runs. They are in no " +
    "state and in no plan, and are never renewed: they are good for what is left of the lease, for `duration`, or for an hour, whichever is least, and whoever holds a lease for longer " +
    "opens them anew in the next run. A lease that has not begun, has ended, or has less than 15 minutes left (STS begins no shorter session) gives none: an error says so. The session is named for " +
    "the grant, its source identity is the identity, so that AWS's trail names both in every event.",
  attributes: {
    role_arn: given("required", "The ARN of the lease's role."),
    grant: given("required", "The grant's name, as `leasehold_grant` exports it: the session is named for it."),
    identity: given("required", "The identity that holds the lease: it becomes the session's source identity."),
    starts_at: given("required", "When the lease begins, as `leasehold_grant` exports it (RFC 3339)."),
    ends_at: given("required", "When the lease ends, as `leasehold_grant` exports it (RFC 3339)."),
    duration: given(
      "optional",
      "How long the credentials are wanted for, `15m` to `1h`. Default: `1h`. They never outlive the lease.",
    ),
    minimum_remaining: given(
      "optional",
      "How much of the lease must be left, such as `30m`: with less, nothing is begun that would be cut short. Default: nothing beyond the 15 minutes that STS asks for.",
    ),
    region: given(
      "optional",
      "The AWS region whose STS is asked. Default: the provider's `region`, else as AWS's own tools find it.",
    ),
    access_key_id: secret("The access key's id."),
    secret_access_key: secret("The secret access key."),
    session_token: secret("The session token."),
    expires_at: {
      type: "string",
      description:
        "When the credentials cease to be of use: the end of the session or of the lease, whichever is first (RFC 3339).",
      given: "computed",
    },
  },
};
