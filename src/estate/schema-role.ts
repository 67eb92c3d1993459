import * as z from "zod";
import { weekdays } from "../time/recurring";
import {
  clockTime,
  count,
  date,
  duration,
  format,
  name,
  names,
  refuse,
  regularExpression,
  type SchemaOptions,
  sensitivities,
  shape,
  zone,
} from "./schema-basics";
import { statementsSchema } from "./schema-statement";
import type { Persistence } from "./types";

export function ownersSchema() {
  return shape({
    entitlement: name
      .meta({ description: "The one team that can change it and explain its purpose: accountable." })
      .optional(),
    platform: name
      .meta({ description: "The team that runs where it is used; default: the target's owner." })
      .optional(),
    business: name
      .meta({ description: "The team whose purpose it serves; required when an agent is eligible." })
      .optional(),
  }).meta({ description: "The teams that answer for it." });
}

function approvalSchema() {
  return shape({
    none: format("sentence").meta({ description: "No approval is needed, and this is why." }).optional(),
    steps: z
      .array(
        shape({
          group: name.meta({ description: "The approval group." }),
          count: count(1).meta({ description: "How many of the group must approve; default 1." }).optional(),
        }),
      )
      .meta({ description: "Every step must be met." })
      .optional(),
    auto: shape({
      for: names.meta({ description: "The workloads and agents that need nobody when the expression holds." }),
      when: format("sentence").meta({
        description: "A CEL expression over `request`.",
        examples: ['request.ttl <= duration("30m")'],
      }),
    })
      .meta({ description: "What counts as the approval of a workload or an agent." })
      .optional(),
  }).meta({ description: "Who must agree before a lease begins: `steps`, or `none` with the reason." });
}

const hours = shape({
  days: z.array(z.enum(weekdays)).min(1).meta({ description: "The days of the week." }),
  from: clockTime.meta({ description: "From this time of day.", examples: ["07:00"] }),
  to: clockTime.meta({ description: "Until this time of day, which is no longer in it.", examples: ["19:00"] }),
  zone: zone.meta({ description: "The time zone, by its IANA name.", examples: ["Europe/Berlin"] }),
})
  .superRefine((written, context) => {
    if (written.from < written.to) return;
    refuse(
      context,
      {
        fault: "These hours end before they begin.",
        mend: "Write hours over midnight as two entries: until `24:00`, and from `00:00`.",
      },
      ["to"],
    );
  })
  .meta({ description: "Hours that come again every week." });

function requireSchema() {
  return shape({
    ticket: regularExpression
      .meta({
        description: "The regular expression that a grant's ticket must match.",
        examples: ["^(INC|CHG)-[0-9]+$"],
      })
      .optional(),
    justification: count(0)
      .meta({ description: "The least number of characters of the justification, after trimming." })
      .optional(),
    within: z
      .array(hours)
      .meta({ description: "The hours that hold the whole window, extensions included." })
      .optional(),
    mfa: z
      .boolean()
      .meta({ description: "Whether the caller's session must carry multi-factor authentication." })
      .optional(),
  }).meta({ description: "What a grant must bring." });
}

function persistenceSchema() {
  return z
    .union(
      [
        z.literal("bounded"),
        shape({
          allow: z
            .array(format("openedAction"))
            .min(1)
            .meta({ description: "The persistence actions that stay open." }),
          because: format("sentence").meta({ description: "Why; it is named in every review." }),
        }),
      ],
      { error: "persistence" },
    )
    .transform(
      (written): Persistence =>
        written === "bounded"
          ? { kind: "bounded" }
          : { kind: "allow", actions: written.allow, because: written.because },
    )
    .meta({
      description: "Persistence actions that the guard leaves open: `bounded`, or single ones with the reason.",
    });
}

function roleAwsSchema(options: SchemaOptions) {
  return shape({
    targets: names.min(1).meta({ description: "The AWS targets it can be leased in." }),
    statements: statementsSchema(options).optional(),
    managedPolicies: z
      .array(format("policyArn", options))
      .meta({ description: "ARNs of managed policies that are attached." })
      .optional(),
    ownedResourcesOnly: z
      .boolean()
      .meta({ description: "Limits every statement to resources whose owner tag is the entitlement owner." })
      .optional(),
  }).meta({ description: "What it allows in AWS." });
}

function roleGcpSchema(options: SchemaOptions) {
  const roles = z.array(format("gcpRole", options));
  return shape({
    targets: names.min(1).meta({ description: "The Google Cloud targets it can be leased in." }),
    roles: roles.min(1).meta({ description: "The roles that are granted.", examples: [["roles/cloudsql.viewer"]] }),
    mayGrant: roles.meta({ description: "The only roles that a holder may grant to others." }).optional(),
    ownedResourcesOnly: format("gcpParent", options)
      .meta({ description: "The organization or project whose owner tag a resource must carry." })
      .optional(),
    pam: z.boolean().meta({ description: "Whether Privileged Access Manager holds the entitlement." }).optional(),
  }).meta({ description: "What it allows in Google Cloud." });
}

function limit(who: string) {
  return duration.meta({ description: `The longest lease of ${who}.`, examples: ["30m"] }).optional();
}

export function roleSchema(options: SchemaOptions) {
  return shape({
    description: format("text").meta({ description: "What it is for." }).optional(),
    owners: ownersSchema().optional(),
    sensitivity: z.enum(sensitivities).meta({
      description: "How much harm it could do; sets the ceiling on `maxTtl` and the floor of its approval.",
    }),
    eligible: names.meta({ description: "The identities that may hold it." }).optional(),
    maxTtl: duration.meta({ description: "The longest lease.", examples: ["2h", "PT2H"] }),
    limits: shape({
      person: limit("a person"),
      workload: limit("a workload"),
      agent: limit("an agent"),
    })
      .meta({ description: "Tighter maxima by kind of identity." })
      .optional(),
    approval: approvalSchema().optional(),
    require: requireSchema().optional(),
    extensions: shape({
      count: count(0).meta({ description: "How often a lease may be extended." }),
      upTo: duration.meta({ description: "By how much at most, within `maxTtl`." }),
    })
      .meta({ description: "Whether a lease may be made longer." })
      .optional(),
    review: shape({
      every: duration.meta({ description: "How often the role is reviewed.", examples: ["90d"] }),
      last: date.meta({ description: "The day of the last review.", examples: ["2026-10-01"] }).optional(),
    })
      .meta({ description: "The role's own review." })
      .optional(),
    isolation: z
      .enum(["per-grant", "shared"])
      .meta({ description: "`per-grant` (default): an IAM role for each grant; `shared`: one with a stable ARN." })
      .optional(),
    persistence: persistenceSchema().optional(),
    aws: roleAwsSchema(options).optional(),
    gcp: roleGcpSchema(options).optional(),
  }).meta({ description: "A JIT-eligible role: an entitlement in one or more targets." });
}
