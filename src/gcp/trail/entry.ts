import { listIn, mapIn, type Plain, textIn } from "../../terraform/plain-json";
import { parseFoundInstant } from "../../time/found-instant";
import { shortPermission } from "../sensitivity/permission";
import type { GcpCall } from "./call";

const auditLog = "type.googleapis.com/google.cloud.audit.AuditLog";
const permissionDenied = 7;

/** Is it an entry of Cloud Logging, of whatever log? */
export function isLogEntry(record: Plain): boolean {
  return typeof record.logName === "string" && /^[a-zA-Z]+\/[^/]+\/logs\//.test(record.logName);
}

/** Is it one of an audit log? */
export function isAuditEntry(entry: Plain): boolean {
  return mapIn(entry, "protoPayload")?.["@type"] === auditLog;
}

/**
 * Reads one entry.
 *
 * Source: Cloud Logging, "Understanding audit logs"; AuditLog and LogEntry in Google's API reference. `granted` is left out
 * where it is false.
 */
export function readAuditEntry(entry: Plain): GcpCall | { readonly fault: string } {
  const time = textIn(entry, "timestamp");
  if (time === undefined) return { fault: "it has no timestamp" };
  const parsed = parseFoundInstant(time);
  if ("fault" in parsed) return { fault: `its timestamp cannot be read: ${parsed.fault}` };
  const container = containerOf(textIn(entry, "logName") ?? "");
  if (container === undefined) return { fault: "its logName does not say whose log it is" };
  const payload = mapIn(entry, "protoPayload") ?? {};
  const caller = mapIn(payload, "authenticationInfo") ?? {};
  const labels = mapIn(mapIn(entry, "resource") ?? {}, "labels") ?? {};
  const refused = mapIn(payload, "status")?.code === permissionDenied;
  const checked = listIn(payload, "authorizationInfo").flatMap((one) => {
    const permission = textIn(one, "permission");
    if (permission === undefined) return [];
    return [
      { permission: shortPermission(permission), granted: one.granted === true, resource: textIn(one, "resource") },
    ];
  });
  return {
    kind: "gcp-call",
    id: textIn(entry, "insertId"),
    at: parsed.instant,
    container,
    name: textIn(payload, "methodName") ?? "",
    email: textIn(caller, "principalEmail"),
    subject: textIn(caller, "principalSubject"),
    delegates: listIn(caller, "serviceAccountDelegationInfo").flatMap((one) => {
      const who = textIn(one, "principalSubject") ?? textIn(mapIn(one, "firstPartyPrincipal") ?? {}, "principalEmail");
      return who === undefined ? [] : [who];
    }),
    resource: textIn(payload, "resourceName"),
    project: textIn(labels, "project_id"),
    bucket: textIn(labels, "bucket_name"),
    // A refusal that lists one permission alone is of that one, whatever is written beside it.
    permissions: refused && checked.length === 1 ? checked.map((one) => ({ ...one, granted: false })) : checked,
    dataAccess: /%2Fdata_access$/i.test(textIn(entry, "logName") ?? ""),
  };
}

function containerOf(logName: string): string | undefined {
  const [, kind, id] = /^(projects|folders|organizations)\/([^/]+)\/logs\//.exec(logName) ?? [];
  if (kind === undefined || id === undefined) return undefined;
  return kind === "projects" ? id : `${kind}/${id}`;
}
