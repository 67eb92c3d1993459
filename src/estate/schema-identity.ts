import * as z from "zod";
import { count, format, name, names, refuse, type SchemaOptions, shape } from "./schema-basics";
import type { AwsBinding, IdentityKind } from "./types";

/** How AWS knows an identity: exactly one of the ways. */
function awsBindingSchema(options: SchemaOptions) {
  return shape({
    user: format("userArn", options).meta({ description: "The ARN of one person's IAM user." }).optional(),
    identityCenter: shape({
      permissionSet: format("permissionSet").meta({ description: "The permission set the person works with." }),
      userName: format("userName").meta({ description: "The person's user name, whole." }),
      userId: format("userId", options)
        .meta({ description: "The person's id in the identity store; it pins the person even if the name is reused." })
        .optional(),
      account: format("account", options)
        .meta({ description: "The account of the permission set; default: the target's." })
        .optional(),
    })
      .meta({ description: "A user of IAM Identity Center." })
      .optional(),
    saml: shape({
      provider: format("samlArn", options).meta({ description: "The ARN of the SAML provider." }),
      subject: format("exact", options).meta({ description: "The subject (NameID) of the person, exactly." }),
    })
      .meta({ description: "A person of a SAML provider." })
      .optional(),
    role: format("roleArn", options).meta({ description: "The ARN of the IAM role that calls." }).optional(),
    exclusive: z
      .boolean()
      .meta({ description: "Asserts that one person alone holds `role`; it is reported." })
      .optional(),
    oidc: shape({
      issuer: format("issuer", options).meta({
        description: "The issuer's host and path, without a scheme.",
        examples: ["token.actions.githubusercontent.com"],
      }),
      audience: format("exact", options).meta({
        description: "The token's audience.",
        examples: ["sts.amazonaws.com"],
      }),
      subject: format("exact", options).meta({ description: "The token's subject, exactly." }),
      claims: z
        .record(format("claim"), format("exact", options))
        .meta({ description: "Further claims that the token must carry, by name." })
        .optional(),
    })
      .meta({ description: "A workload that brings an OIDC token." })
      .optional(),
    rolesAnywhere: shape({
      spiffe: format("spiffe", options).meta({ description: "The SPIFFE id in the certificate." }),
      trustAnchor: format("trustAnchorArn", options).meta({ description: "The ARN of the trust anchor." }),
    })
      .meta({ description: "A workload that brings an X.509 certificate." })
      .optional(),
  })
    .transform((ways, context): AwsBinding => {
      const { user, identityCenter, saml, role, exclusive, oidc, rolesAnywhere } = ways;
      const found: AwsBinding[] = [];
      if (user !== undefined) found.push({ kind: "user", arn: user });
      if (identityCenter) found.push({ kind: "identityCenter", ...identityCenter });
      if (saml) found.push({ kind: "saml", ...saml });
      if (role !== undefined) found.push({ kind: "role", arn: role, exclusive: exclusive ?? false });
      if (oidc) found.push({ kind: "oidc", ...oidc, claims: new Map(Object.entries(oidc.claims ?? {})) });
      if (rolesAnywhere) found.push({ kind: "rolesAnywhere", ...rolesAnywhere });
      const [first, ...others] = found;
      if (exclusive !== undefined && role === undefined && first) {
        refuse(context, { fault: "`exclusive` says something of `role`, and there is none.", mend: "Remove it." }, [
          "exclusive",
        ]);
      }
      if (first && others.length === 0) return first;
      refuse(context, {
        fault: first
          ? `An identity has one way into AWS, and here are ${found.length}: ${found.map(({ kind }) => kind).join(", ")}.`
          : "This binding names no way into AWS.",
        mend: "Write one of `user`, `identityCenter`, `saml`, `role`, `oidc`, `rolesAnywhere`.",
      });
      return z.NEVER;
    })
    .meta({ description: "How AWS knows this identity.", minProperties: 1, maxProperties: 2 });
}

function kind<K extends IdentityKind>(value: K) {
  return z.literal(value).meta({ description: "What it is: `person`, `workload`, `agent` or `group`." });
}

export function identitySchema(options: SchemaOptions) {
  const email = { email: format("email").meta({ description: "The e-mail address." }).optional() };
  const hosting = {
    github: shape({
      login: format("login").meta({ description: "The login, without `@`." }),
      id: count(1).meta({ description: "The user id, which stays when the login changes." }),
    })
      .meta({ description: "The account on GitHub." })
      .optional(),
    gitlab: shape({
      username: format("login").meta({ description: "The user name, without `@`." }),
      id: count(1).meta({ description: "The user id, which stays when the name changes." }),
    })
      .meta({ description: "The account on GitLab." })
      .optional(),
  };
  const principals = {
    aws: awsBindingSchema(options).optional(),
    gcp: shape({
      member: format("member", options).meta({
        description: "The member: `user:…`, `serviceAccount:…` or `principal://…`.",
        examples: ["user:dana@acme.example"],
      }),
    })
      .meta({ description: "How Google Cloud knows this identity." })
      .optional(),
  };
  const team = { team: name.meta({ description: "The team that it belongs to." }).optional() };
  return z
    .discriminatedUnion("kind", [
      shape({ kind: kind("person"), ...email, ...hosting, ...principals }).meta({ description: "One human." }),
      shape({ kind: kind("workload"), ...team, ...email, ...hosting, ...principals }).meta({
        description: "A CI job or a service.",
      }),
      shape({
        kind: kind("agent"),
        sponsor: name.meta({ description: "The person who answers for what the agent does." }).optional(),
        ...team,
        ...email,
        ...hosting,
        ...principals,
      }).meta({ description: "An AI agent." }),
      shape({
        kind: kind("group"),
        members: names.meta({ description: "The identities in the group; groups may hold groups." }).optional(),
        membership: z
          .enum(["declared", "external"])
          .meta({ description: "`external`: who is in it is kept elsewhere." })
          .optional(),
        ...email,
      }).meta({ description: "Makes its members eligible; a lease is never to a group." }),
    ])
    .meta({ description: "Something that may hold access." });
}
