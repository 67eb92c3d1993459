import * as z from "zod";
import { count, duration, format, name, names, type SchemaOptions, shape, time } from "./schema-basics";
import { ownersSchema } from "./schema-role";
import { statementsSchema } from "./schema-statement";

export function taskSchema(options: SchemaOptions) {
  return shape({
    description: format("text").meta({ description: "What it is for." }).optional(),
    agents: names.meta({ description: "The agents that may ask for it." }),
    aws: shape({ statements: statementsSchema(options).min(1) }).meta({ description: "What it allows in AWS." }),
  }).meta({ description: "What an agent may ask for: a lease to an agent is a lease of one task." });
}

export function grantSchema(_options: SchemaOptions) {
  return shape({
    role: name.meta({ description: "The role that is leased." }),
    identity: name.meta({ description: "Who holds it." }),
    start: time
      .meta({
        description: "When it begins; without it the grant is only requested.",
        examples: ["2026-11-23T09:00:00Z"],
      })
      .optional(),
    ttl: duration.meta({ description: "How long it lasts.", examples: ["90m"] }),
    ticket: format("line").meta({ description: "The ticket it is for." }).optional(),
    justification: format("text").meta({ description: "Why it is needed." }).optional(),
    task: name.meta({ description: "The task that an agent asks for." }).optional(),
    targets: names.min(1).meta({ description: "Fewer targets than the role's." }).optional(),
    actions: z.array(format("action")).min(1).meta({ description: "Fewer actions than the role's." }).optional(),
    extensions: z
      .array(
        shape({
          by: duration.meta({ description: "By how much." }),
          at: time.meta({ description: "When it was extended." }),
        }),
      )
      .meta({ description: "Extensions, as `extend` writes them." })
      .optional(),
    revoked: time.meta({ description: "When it was taken back." }).optional(),
    completed: time.meta({ description: "When the holder was done." }).optional(),
    approvals: z
      .array(
        shape({
          by: name.meta({ description: "Who approved." }),
          at: time.meta({ description: "When." }).optional(),
          step: count(1).meta({ description: "Which step of the role's approval, from 1." }).optional(),
          url: format("url").meta({ description: "Where it can be read." }).optional(),
        }),
      )
      .meta({ description: "Approvals, as commands write them." })
      .optional(),
  }).meta({ description: "One activation of one role by one identity: a lease." });
}

export function breakGlassSchema(options: SchemaOptions) {
  return shape({
    description: format("text").meta({ description: "What it is for." }).optional(),
    owners: ownersSchema().optional(),
    target: name.meta({ description: "The one target it opens." }),
    people: names.meta({ description: "The people who may use it: named, at most five." }),
    managedPolicies: z
      .array(format("policyArn", options))
      .meta({ description: "ARNs of managed policies, in AWS." })
      .optional(),
    statements: statementsSchema(options).optional(),
    roles: z.array(format("gcpRole", options)).meta({ description: "Roles, in Google Cloud." }).optional(),
    alarm: shape({
      sns: format("topicArn", options).meta({ description: "The SNS topic that is told of each use." }).optional(),
      channel: format("line", options)
        .meta({ description: "The notification channel that is told of each use." })
        .optional(),
    })
      .meta({ description: "Who is told of each use." })
      .optional(),
    reviewWithin: duration.meta({ description: "How soon after a use it is reviewed.", examples: ["72h"] }),
  }).meta({ description: "A role outside normal approval: isolated, alerted on, reviewed after each use." });
}
