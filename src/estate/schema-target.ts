import * as z from "zod";
import { format, name, refuse, type SchemaOptions, shape } from "./schema-basics";
import { backendSchema } from "./schema-policy";
import type { AwsPartition, AwsTarget, GcpTarget } from "./types";

const partitions = ["aws", "aws-us-gov", "aws-cn"] as const;

function partitionOf(region: string): AwsPartition {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

function awsTargetSchema(options: SchemaOptions) {
  return shape({
    account: format("account", options).meta({ description: "The account id: 12 digits, in quotes." }),
    region: format("awsRegion", options).meta({ description: "The provider's region.", examples: ["eu-central-1"] }),
    partition: z.enum(partitions).meta({ description: "The partition; default: the region's." }).optional(),
    assumeRole: format("roleArn", options)
      .meta({ description: "The role of the account that Terraform assumes to make leases." })
      .optional(),
    externalId: format("externalId", options)
      .meta({ description: "The external id that `assumeRole` asks for." })
      .optional(),
    permissionsBoundary: format("policyArn", options)
      .meta({ description: "The permissions boundary of every role that a lease makes." })
      .optional(),
  })
    .transform((written, context): AwsTarget => {
      const partition = written.partition ?? partitionOf(written.region);
      if (!written.region.includes("{") && partition !== partitionOf(written.region)) {
        refuse(
          context,
          {
            fault: `The region ${written.region} lies in the partition ${partitionOf(written.region)}, not in ${partition}.`,
            mend: "Correct the one or the other.",
          },
          ["partition"],
        );
      }
      for (const key of ["assumeRole", "permissionsBoundary"] as const) {
        const arn = written[key];
        const fault = arn === undefined ? undefined : elsewhere(arn, written.account, partition);
        if (fault) refuse(context, fault, [key]);
      }
      return { kind: "aws", ...written, partition };
    })
    .meta({ description: "An AWS account." });
}

/** What is wrong with an ARN that should lie in the account, or with AWS itself. */
function elsewhere(arn: string, account: string, partition: AwsPartition) {
  const [, arnPartition, , , arnAccount] = arn.split(":");
  if (arn.includes("TfToken[") || account.includes("TfToken[")) return undefined;
  if (arnPartition !== partition) {
    return {
      fault: `This ARN is of the partition ${arnPartition}, and the target of ${partition}.`,
      mend: `Begin it with \`arn:${partition}:\`.`,
    };
  }
  if (arnAccount === account || arnAccount === "aws") return undefined;
  return {
    fault: `This ARN lies in the account ${arnAccount}, and the target is ${account}.`,
    mend: `Name one of the account ${account}.`,
  };
}

function gcpTargetSchema(options: SchemaOptions) {
  return shape({
    project: format("project", options).meta({ description: "The project's id." }).optional(),
    folder: format("gcpNumber", options).meta({ description: "The folder's number, in quotes." }).optional(),
    organization: format("gcpNumber", options)
      .meta({ description: "The organization's number, in quotes." })
      .optional(),
    bucket: format("bucket", options).meta({ description: "The storage bucket's name." }).optional(),
    impersonate: format("serviceAccount", options)
      .meta({ description: "The service account that Terraform impersonates to make leases." })
      .optional(),
  })
    .transform(({ impersonate, ...scopes }, context): GcpTarget => {
      const found = (["project", "folder", "organization", "bucket"] as const).flatMap((scope) => {
        const id = scopes[scope];
        return id === undefined ? [] : [{ scope, id }];
      });
      const [first, ...others] = found;
      if (first && others.length === 0) return { kind: "gcp", ...first, ...(impersonate ? { impersonate } : {}) };
      refuse(context, {
        fault: first
          ? `A target is one place, and here are ${found.length}: ${found.map(({ scope }) => scope).join(", ")}.`
          : "This target names no place in Google Cloud.",
        mend: "Write one of `project`, `folder`, `organization`, `bucket`.",
      });
      return z.NEVER;
    })
    .meta({ description: "A Google Cloud project, folder, organization or storage bucket.", minProperties: 1 });
}

export function targetSchema(options: SchemaOptions) {
  return shape({
    environment: format("line")
      .meta({ description: "What it is used for.", examples: ["production"] })
      .optional(),
    owner: name.meta({
      description: "The team that runs it: the platform owner of every role there, unless a role says otherwise.",
    }),
    aws: awsTargetSchema(options).optional(),
    gcp: gcpTargetSchema(options).optional(),
    backend: backendSchema().optional(),
  })
    .transform(({ aws, gcp, ...rest }, context) => {
      const cloud = aws && gcp ? undefined : (aws ?? gcp);
      if (cloud) return { ...rest, cloud };
      refuse(context, {
        fault: aws ? "A target lies in one cloud, and here are two." : "This target lies in no cloud.",
        mend: "Write either `aws` or `gcp`.",
      });
      return z.NEVER;
    })
    .meta({ description: "Where access lands: one target, one Terraform root." });
}
