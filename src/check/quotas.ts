import { emitAws } from "../aws/emit/emit";
import { aws } from "../diagnostics/codes/aws";
import { gcp } from "../diagnostics/codes/gcp";
import type { Diagnostic } from "../diagnostics/diagnostic";
import { Reporter } from "../diagnostics/report";
import { type Code, codes } from "../diagnostics/table";
import type { Estate, Grant, Role, Target } from "../estate/types";
import { emitGcp } from "../gcp/emit/emit";
import { lower } from "../lease/lower";
import type { TargetLeases } from "../lease/types";
import { checkBackends, checkClaims } from "../synth/claims";
import { checkAccounts } from "../synth/roots";
import type { Emission } from "../terraform/emission";
import { isCrowded, sampleOf, sharingAccounts } from "./sample";

/** What makes a role or a grant impossible to lower or to emit, or would be said a second time by an emitter. */
const blocking: ReadonlySet<string> = new Set<Code>([
  "owner-missing",
  "isolation-shared-later",
  "pam-later",
  "gcp-basic-role",
  "gcp-persistence",
  "may-grant-not-enough",
  "may-grant-without-use",
  "owned-resources-without-owner-tag",
  "owned-resources-with-managed-policies",
  "mfa-never-present",
  "mfa-on-gcp",
  "grant-to-group",
  "target-outside-role",
  "principal-missing",
  "binding-not-for-kind",
  "member-not-for-kind",
  "grant-task-missing",
  "grant-task-beyond-role",
  "grant-task-not-to-agent",
  "grant-task-on-gcp",
  "grant-actions-beyond-role",
  "grant-actions-with-managed-policies",
  "grant-actions-with-task",
  "grant-actions-on-gcp",
]);

/** What the emitters found, and of which roles they could not be asked. */
export interface Emitted {
  readonly diagnostics: readonly Diagnostic[];
  readonly left: ReadonlySet<string>;
}

/** Quotas and all else that only shows when it is emitted, for whatever of the estate can be. */
export function quotas(estate: Estate, found: readonly Diagnostic[]): Emitted {
  const blocked = blockedBy(found);
  const identities = blocked.get("identities");
  const isOpen = (role: Role): boolean => !blocked.get("roles")?.has(role.name);
  const isLeased = (grant: Grant): boolean =>
    isOpen(grant.role) && !blocked.get("grants")?.has(grant.name) && !identities?.has(grant.identity.name);
  const rest: Estate = {
    ...estate,
    roles: new Map([...estate.roles].filter(([, role]) => isOpen(role))),
    grants: new Map([...estate.grants].filter(([, grant]) => isLeased(grant))),
  };
  const shared = sharingAccounts(rest.targets.values());
  const all = lower(rest, { digests: false }).map((leases) => ({ leases, emission: emitted(leases, shared, rest) }));
  const reporter = new Reporter(estate.locate);
  checkClaims(reporter, all);
  checkAccounts(reporter, all);
  checkBackends(reporter, estate);
  const diagnostics = [...all.flatMap(({ emission }) => emission.diagnostics), ...reporter.diagnostics];
  const left = new Set(blocked.get("roles"));
  for (const grant of estate.grants.values()) if (!isLeased(grant)) left.add(grant.role.name);
  return { diagnostics: once(diagnostics), left };
}

/** What a target comes to: of a sample of its leases, or of all of them where a finding or a count asks for it. */
function emitted(all: TargetLeases, shared: ReadonlySet<Target>, estate: Estate): Emission {
  const emit = all.target.cloud.kind === "aws" ? emitAws : emitGcp;
  if (isCrowded(all, shared)) return emit(all, estate);
  const sample = emit(sampleOf(all), estate);
  return sample.diagnostics.length === 0 ? sample : emit(all, estate);
}

/** Whether a code comes from an emitter. */
export function isEmitters(code: string): boolean {
  return code in aws || code in gcp;
}

function blockedBy(found: readonly Diagnostic[]): ReadonlyMap<string, ReadonlySet<string>> {
  const blocked = new Map<string, Set<string>>();
  for (const { code, path } of found) {
    const [section, name] = path;
    if (!blocking.has(code) || typeof section !== "string" || typeof name !== "string") continue;
    blocked.set(section, (blocked.get(section) ?? new Set()).add(name));
  }
  return blocked;
}

/** What holds for every target alike is found in each of them. */
function once(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) {
    const key = JSON.stringify([diagnostic.code, diagnostic.path, diagnostic.message]);
    if (!seen.has(key)) seen.set(key, diagnostic);
  }
  return [...seen.values()];
}

/** Every code of the table that a waiver may name. */
export const waivableCodes: readonly string[] = Object.entries(codes)
  .filter(([, definition]) => "waivable" in definition && definition.waivable === true)
  .map(([name]) => name);
