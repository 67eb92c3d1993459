import type { GcpTarget } from "../../estate/types";
import type { CheckedPermission, GcpCall } from "./call";

/** Is the call that of a member? `untold` for members that stand for several, and for calls whose caller Google left out. */
export function isMember(member: string, { email, subject }: GcpCall): "same" | "another" | "untold" {
  if (subject === member) return "same";
  if (member.startsWith("principal://")) return subject === undefined ? "untold" : "another";
  const [, kind, address] = /^(user|serviceAccount):(.+)$/.exec(member) ?? [];
  if (kind === undefined || address === undefined) return "untold";
  if (email === undefined) return subject === undefined ? "untold" : "another";
  return email.toLowerCase() === address.toLowerCase() ? "same" : "another";
}

/** Whether a permission was checked within a target; `untold` of a project that may lie below the target's folder. */
export function isWithin(
  target: GcpTarget,
  call: GcpCall,
  { resource }: CheckedPermission,
): "within" | "outside" | "untold" {
  const said = [resource, call.resource].filter((one) => one !== undefined);
  switch (target.scope) {
    case "project":
      return call.container === target.id || call.project === target.id ? "within" : "outside";
    case "bucket": {
      const named = call.bucket === target.id || said.some((one) => inBucket(one, target.id));
      return named ? "within" : "outside";
    }
    case "folder":
    case "organization": {
      const container = `${target.scope}s/${target.id}`;
      if (call.container === container || said.some((one) => one.endsWith(container))) return "within";
      return /^(organizations)\//.test(call.container) ? "outside" : "untold";
    }
  }
}

function inBucket(resource: string, bucket: string): boolean {
  return /(?:^|\/)buckets\/([^/]+)/.exec(resource)?.[1] === bucket;
}
