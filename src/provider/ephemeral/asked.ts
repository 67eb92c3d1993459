import { type FormatName, formats } from "../../estate/formats";
import { plain } from "../../report/plain";
import { humanDuration, parseDuration, type Seconds } from "../../time/duration";
import { formatInstant, type Instant, parseInstant } from "../../time/instant";
import type { Told } from "../protocol/provider";
import { Unknown, type Values } from "../protocol/value";
import { longestSession, shortestSession, type Wanted } from "./session-length";

/** What a configuration asks for, once all of it is known. */
export interface Asked extends Wanted {
  readonly roleArn: string;
  readonly identity: string;
  readonly region?: string;
}

/** Reads a configuration: what is wrong with what is known of it, and all of it if nothing is wrong or unknown. */
export function readAsked(config: Values): { readonly told: readonly Told[]; readonly asked?: Asked } {
  const told: Told[] = [];
  let unknowns = 0;
  const wrong = (attribute: string, summary: string, detail: string): undefined => {
    told.push({ severity: "error", summary, detail: plain(detail), path: [attribute] });
    return undefined;
  };
  const text = (attribute: string): string | undefined => {
    const value = config[attribute];
    if (value instanceof Unknown) unknowns += 1;
    return typeof value === "string" ? value : undefined;
  };
  const formatted = (attribute: string, name: FormatName): string | undefined => {
    const value = text(attribute);
    if (value === undefined || formats[name].pattern.test(value)) return value;
    const { what, mend } = formats[name];
    return wrong(attribute, `\`${attribute}\` is not ${what}`, mend);
  };
  const instant = (attribute: string): Instant | undefined => {
    const value = text(attribute);
    if (value === undefined) return undefined;
    const parsed = parseInstant(value);
    return "instant" in parsed
      ? parsed.instant
      : wrong(attribute, `\`${attribute}\` is not a time`, sentence(parsed.fault));
  };
  const duration = (attribute: string, fault: (seconds: Seconds) => string | undefined): Seconds | undefined => {
    const value = text(attribute);
    if (value === undefined) return undefined;
    const parsed = parseDuration(value);
    if ("fault" in parsed) return wrong(attribute, `\`${attribute}\` is not a duration`, sentence(parsed.fault));
    const found = fault(parsed.seconds);
    return found === undefined ? parsed.seconds : wrong(attribute, `\`${attribute}\` cannot be met`, found);
  };

  const roleArn = formatted("role_arn", "roleArn");
  const region = formatted("region", "awsRegion");
  if (roleArn !== undefined && region !== undefined) {
    const fault = partitionFault(roleArn, region);
    if (fault !== undefined) wrong("region", "`region` is not of the role's partition", fault);
  }
  const start = instant("starts_at");
  const end = instant("ends_at");
  if (start !== undefined && end !== undefined && start >= end) {
    const fault = `${formatInstant(end)} is not after ${formatInstant(start)}.`;
    wrong("ends_at", "The lease ends before it begins", `${fault} Give \`starts_at\` and \`ends_at\` of one grant.`);
  }
  const lasting = duration("duration", lengthFault);
  const minimum = duration("minimum_remaining", () => undefined);
  const [grant, identity] = ["grant", "identity"].map((attribute) => {
    const value = text(attribute);
    return value === undefined || value.trim() !== ""
      ? value
      : wrong(
          attribute,
          `\`${attribute}\` is empty`,
          `Give the grant's \`${attribute === "grant" ? "name" : attribute}\`.`,
        );
  });
  if (told.length > 0 || unknowns > 0) return { told };
  if (
    roleArn === undefined ||
    start === undefined ||
    end === undefined ||
    grant === undefined ||
    identity === undefined
  ) {
    return { told };
  }
  return {
    told,
    asked: {
      roleArn,
      identity,
      grant,
      window: { start, end },
      ...(lasting === undefined ? {} : { duration: lasting }),
      ...(minimum === undefined ? {} : { minimumRemaining: minimum }),
      ...(region === undefined ? {} : { region }),
    },
  };
}

function lengthFault(seconds: Seconds): string | undefined {
  if (seconds < shortestSession) {
    return `STS begins no session for less than ${humanDuration(shortestSession)}: write \`15m\` or more, \`1h\` at most.`;
  }
  if (seconds > longestSession) {
    return `A session of a lease's role lasts for ${humanDuration(longestSession)} at most: write \`1h\` or less.`;
  }
  return undefined;
}

/** Why a role cannot be assumed through a region: each partition has regions, and credentials, of its own. */
export function partitionFault(roleArn: string, region: string): string | undefined {
  const [, partition = ""] = roleArn.split(":");
  const of = region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  if (partition === of) return undefined;
  return `The role is of the partition ${partition}, and ${region} is a region of ${of}. Give a region of the role's partition.`;
}

function sentence(fault: string): string {
  return `${fault.charAt(0).toUpperCase()}${fault.slice(1)}.`;
}
