import * as z from "zod";
import { duration, format, name, names, refuse, type SchemaOptions, shape, time } from "./schema-basics";
import type { Backend, Sensitivity } from "./types";

/** Terraform's own backend block: one key, its type, and under it the settings. */
export function backendSchema() {
  return z
    .record(format("backendType"), z.record(z.string(), z.unknown()))
    .transform((block, context): Backend => {
      const [first, ...others] = Object.entries(block);
      if (first && others.length === 0) return { type: first[0], settings: first[1] };
      refuse(context, {
        fault: first ? "A root has one backend, and here are several." : "This backend has no type.",
        mend: 'Write one type with its settings, such as `s3: { bucket: states, key: "{estate}/{target}" }`.',
      });
      return z.NEVER;
    })
    .meta({
      description:
        "Terraform's own backend block: its type, and under it the settings, in which `{estate}` and `{target}` are filled in.",
    });
}

function ceiling(level: Sensitivity, standard: string) {
  return duration
    .meta({ description: `The longest TTL of a role of ${level} sensitivity; default ${standard}.` })
    .optional();
}

export function policySchema(options: SchemaOptions) {
  return shape({
    governance: name.meta({ description: "The team that answers for exceptions, escalation and evidence." }),
    ownerTag: format("tagKey", options)
      .meta({ description: "The tag key that marks ownership on the company's resources.", examples: ["team"] })
      .optional(),
    maxAdvance: duration
      .meta({ description: "How far ahead of now a grant may start at most; default 7d.", examples: ["7d"] })
      .optional(),
    cooldown: duration
      .meta({
        description: "Leases of one role and principal closer than this count as one against the maximum; default 1h.",
        examples: ["1h"],
      })
      .optional(),
    prefix: format("prefix")
      .meta({ description: "What every name, path and tag that leasehold makes begins with; default `leasehold`." })
      .optional(),
    ceilings: shape({
      low: ceiling("low", "7d"),
      moderate: ceiling("moderate", "12h"),
      high: ceiling("high", "4h"),
      critical: ceiling("critical", "1h"),
    })
      .meta({ description: "Ceilings on the maximum TTL by sensitivity; they may only tighten the defaults." })
      .optional(),
    backend: backendSchema().optional(),
    audit: z
      .record(z.string(), z.unknown())
      .meta({ description: "Where each cloud's trail goes, and how long it is kept." })
      .optional(),
  }).meta({ description: "What holds for the whole estate." });
}

export function teamSchema(_options: SchemaOptions) {
  return shape({
    contact: format("line")
      .meta({ description: "How the team is reached: an e-mail address or a channel." })
      .optional(),
    review: format("line")
      .meta({
        description: "The team's handle on the hosting service, which is asked for review.",
        examples: ["@acme/payments"],
      })
      .optional(),
    members: names.meta({ description: "The identities in the team." }).optional(),
    escalation: names.meta({ description: "The teams to turn to next, in order." }).optional(),
  }).meta({ description: "People who own things and answer for them." });
}

export function approvalGroupSchema(_options: SchemaOptions) {
  return shape({
    team: name.meta({ description: "The team that the group belongs to." }),
    members: names.meta({ description: "The identities that may approve." }),
  }).meta({ description: "Identities who may approve." });
}

export function waiverSchema(_options: SchemaOptions) {
  return shape({
    rule: format("line").meta({ description: "The rule, or the code of a diagnostic, that is waived." }),
    resource: format("line").meta({
      description: "The resource's address; for a declaration `roles.<name>` or `policy.ceilings.<level>`.",
    }),
    owner: name.meta({ description: "The team that asks for the exception and ends it." }),
    acceptedBy: name.meta({ description: "Who of the governance team accepts it; never one of the owner's." }),
    reason: format("sentence").meta({ description: "Why it is needed." }),
    expires: time.meta({ description: "When it ends, at most 90 days away.", examples: ["2027-01-15T00:00:00Z"] }),
  }).meta({ description: "A time-boxed, owned, accepted and reasoned exception to one rule." });
}
