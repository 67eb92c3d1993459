import type { Identity, Target } from "../../estate/types";
import type { Requested } from "../../grants/request";
import type { ApprovalAsked, WhoApproves } from "../../grants/who-approves";
import { plain } from "../../report/plain";
import { humanDuration } from "../../time/duration";
import { formatInstant } from "../../time/instant";

/** What a person reads who has asked: what it is, where and how long, who must approve, what outlives it, and what comes next. */
export function requestedText(requested: Requested, by: string | undefined): string {
  const { grant, window, access, approvals, edit, notNow, faultsBefore } = requested;
  const { name, role, identity, ttl, task } = grant;
  const length = humanDuration(ttl);
  const when = window
    ? `for ${length}, from ${formatInstant(window.start)} to ${formatInstant(window.end)}`
    : `for ${length} from the moment at which it is activated`;
  const lines = [
    `Wrote ${edit.file}: grant ${name}${window ? "" : ", only requested"}`,
    `  who        ${identity.name}${by === undefined ? "" : ` (${by})`}`,
    `  role       ${role.name}${task ? `, task ${task.name}` : ""}: ${role.sensitivity}${described(role.description)}`,
    `  when       ${when}`,
    `  where      ${access.targets.map(shownTarget).join(", ")}`,
    `  what       ${access.privilege}: ${few(access.what, 6)}`,
    ...approvalLines(approvals, identity),
    ...access.residuals.map((text, index) => `${index === 0 ? "  outlives  " : "            "} ${text}`),
    ...notNow.map((text) => `  not now    ${text}`),
  ];
  if (faultsBefore > 0) lines.push(`The estate has faults of its own (${faultsBefore}); leasehold check lists them.`);
  const after = window ? "" : `, then: leasehold activate ${name}`;
  lines.push(`Next: commit it, and have it approved in a pull request${after}`);
  return `${lines.map(plain).join("\n")}\n`;
}

function described(description: string): string {
  const [line = ""] = description.split("\n");
  return line === "" ? "" : `; ${line}`;
}

function shownTarget({ name, cloud, environment }: Target): string {
  const where = cloud.kind === "aws" ? `AWS account ${cloud.account}` : `Google Cloud ${cloud.scope} ${cloud.id}`;
  return `${name} (${where}${environment === undefined ? "" : `, ${environment}`})`;
}

function approvalLines({ none, steps, auto, distinctTeams }: WhoApproves, requester: Identity): readonly string[] {
  const lines: string[] = [];
  if (none !== undefined) lines.push(`nobody has to: ${none}`);
  if (auto !== undefined) lines.push(`by itself, if ${auto}; else:`);
  lines.push(...steps.map(stepText));
  if (steps.length > 0) {
    const teams = distinctTeams ? ", and the steps take different teams" : "";
    const sponsor = requester.kind === "agent" && requester.sponsor ? `, its sponsor ${requester.sponsor.name}` : "";
    lines.push(`never ${requester.name}${sponsor}, or whoever writes the pull request${teams}`);
  }
  return lines.map((line, index) => `${index === 0 ? "  approves  " : "            "} ${line}`);
}

function stepText({ group, count, people }: ApprovalAsked): string {
  return `${count} of ${group}: ${few(people, 12) || "nobody is left"}`;
}

function few(names: readonly string[], most: number): string {
  const more = names.length > most ? ` and ${names.length - most} more` : "";
  return `${names.slice(0, most).join(", ")}${more}`;
}
