import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { TrailEvent } from "../../../src/drift/trail/event";
import { readTrail } from "../../../src/drift/trail/read";

// Hand-made in the documented forms of CloudTrail's records (version 1.08 and later) and of Cloud Audit Logs.

export type Plain = Record<string, unknown>;

export const account = "111122223333";
export const roleArn = (grant: string) => `arn:aws:iam::${account}:role/leasehold/acme/leasehold-acme-${grant}`;

let count = 0;

/** A record of CloudTrail. */
export function record(at: string, changes: Plain = {}): Plain {
  count += 1;
  return {
    eventVersion: "1.11",
    userIdentity: user("somebody"),
    eventTime: at,
    eventSource: "ec2.amazonaws.com",
    eventName: "DescribeInstances",
    awsRegion: "eu-central-1",
    sourceIPAddress: "198.51.100.7",
    userAgent: "aws-cli/2",
    requestParameters: null,
    responseElements: null,
    requestID: `request-${count}`,
    eventID: `event-${count}`,
    readOnly: true,
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: "Management",
    ...changes,
  };
}

export function user(name: string, of = account): Plain {
  return {
    type: "IAMUser",
    principalId: "AIDAEXAMPLE",
    arn: `arn:aws:iam::${of}:user/${name}`,
    accountId: of,
    accessKeyId: "AKIAEXAMPLE",
    userName: name,
  };
}

/** A session of a role, whose ARN may have a path. */
export function session(role: string, name: string, more: Plain = {}, context: Plain = {}): Plain {
  const [, of = account, path = role] = /^arn:aws:iam::(\d+):role\/(.+)$/.exec(role) ?? [];
  const short = path.slice(path.lastIndexOf("/") + 1);
  return {
    type: "AssumedRole",
    principalId: `AROAEXAMPLE:${name}`,
    arn: `arn:aws:sts::${of}:assumed-role/${short}/${name}`,
    accountId: of,
    accessKeyId: "ASIAEXAMPLE",
    sessionContext: {
      sessionIssuer: { type: "Role", principalId: "AROAEXAMPLE", arn: role, accountId: of, userName: short },
      webIdFederationData: {},
      attributes: { creationDate: "2026-11-23T09:00:00Z", mfaAuthenticated: "false" },
      ...context,
    },
    ...more,
  };
}

/** An asking for a lease's role. */
export function assume(at: string, grant: string, userIdentity: Plain, changes: Plain = {}): Plain {
  return record(at, {
    userIdentity,
    eventSource: "sts.amazonaws.com",
    eventName: "AssumeRole",
    requestParameters: { roleArn: roleArn(grant), roleSessionName: "s", durationSeconds: 3600 },
    responseElements: { credentials: { accessKeyId: "ASIAEXAMPLE", sessionToken: "never-shown" } },
    resources: [{ accountId: account, type: "AWS::IAM::Role", ARN: roleArn(grant) }],
    ...changes,
  });
}

/** What AWS answers whoever is denied; it may leave the parameters out. */
export function denied(grant: string, who: string): Plain {
  return {
    requestParameters: null,
    responseElements: null,
    resources: undefined,
    errorCode: "AccessDenied",
    errorMessage: `User: ${who} is not authorized to perform: sts:AssumeRole on resource: ${roleArn(grant)}`,
  };
}

/** A call of a lease's session. */
export function call(at: string, grant: string, changes: Plain = {}): Plain {
  return record(at, { userIdentity: session(roleArn(grant), "dana"), eventName: "StartInstances", ...changes });
}

/** An entry of an audit log of GCP. */
export function entry(at: string, permission: string, changes: Plain = {}, payload: Plain = {}): Plain {
  count += 1;
  return {
    insertId: `insert-${count}`,
    logName: "projects/acme-prod/logs/cloudaudit.googleapis.com%2Fdata_access",
    resource: { type: "cloudsql_database", labels: { project_id: "acme-prod", database_id: "acme-prod:orders" } },
    timestamp: at,
    receiveTimestamp: at,
    severity: "INFO",
    protoPayload: {
      "@type": "type.googleapis.com/google.cloud.audit.AuditLog",
      serviceName: "cloudsql.googleapis.com",
      methodName: "cloudsql.instances.get",
      resourceName: "projects/acme-prod/instances/orders",
      authenticationInfo: { principalEmail: "dana@acme.example", principalSubject: "user:dana@acme.example" },
      authorizationInfo: [{ permission, resource: "projects/acme-prod/instances/orders", granted: true }],
      status: {},
      ...payload,
    },
    ...changes,
  };
}

/** A folder of log files, by their paths; those that end in `.gz` are packed. */
export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), "leasehold-trail-"));

  write(name: string, content: string | Buffer): string {
    const file = join(this.path, name);
    mkdirSync(dirname(file), { recursive: true });
    const packed = name.endsWith(".gz") && typeof content === "string";
    writeFileSync(file, packed ? gzipSync(content) : content);
    return file;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

export async function eventsOf(directory: string): Promise<TrailEvent[]> {
  const events: TrailEvent[] = [];
  for await (const event of readTrail(directory)) events.push(event);
  return events;
}

/** The events of some records, as if they stood in one file. */
export async function eventsOfRecords(...records: readonly Plain[]): Promise<TrailEvent[]> {
  const folder = new Folder();
  try {
    folder.write("log.json", records.map((one) => JSON.stringify(one)).join("\n"));
    return await eventsOf(folder.path);
  } finally {
    folder.remove();
  }
}
