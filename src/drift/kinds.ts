import type { Severity } from "../diagnostics/diagnostic";

/** One kind of difference between what is declared and what is there: a finding's `rule`. */
export interface DriftKind {
  /** Kebab-case: `undeclared-access`. */
  readonly name: string;
  readonly severity: Severity;
  /** One sentence: what is wrong. */
  readonly title: string;
  /** Why that is a risk, in a short paragraph. */
  readonly why: string;
  /** What to run or write. */
  readonly fix: string;
  /** Ids of FACTS §10. */
  readonly controls: readonly string[];
  /** The gate's rules that judge the same in a plan: a waiver of one of them waives this too. */
  readonly rules: readonly string[];
}

const table = {
  "approval-changed": {
    severity: "error",
    title: "A lease says that others approve it than those whom the estate names.",
    why: "Who reads the cloud at night goes by its tags. Approvers that somebody wrote there by hand have approved nothing, and a change of the declaration that was never applied leaves the old ones standing.",
    fix: "Apply the target again, which writes the declared approvers; if they are to change, change the role's `approval`.",
    controls: ["PR.AA-05", "AC-5", "AC-6(7)", "CM-3"],
    rules: ["approval-weakened"],
  },
  "bound-changed": {
    severity: "error",
    title: "A lease begins or ends at another moment than the estate declares.",
    why: "The end is what was approved. A later one, or none, is access that nobody agreed to; an earlier one is only a warning, since it takes something away.",
    fix: "Apply the target again, which writes the declared window. If it is needed longer, extend the grant within its role's maximum.",
    controls: ["AC-2(2)", "AC-2(3)", "PR.AA-05", "CM-3", "NHI7"],
    rules: ["lease-exceeds-maximum", "expiry-removed"],
  },
  "boundary-removed": {
    severity: "error",
    title: "A lease lacks the permissions boundary that its target declares.",
    why: "The boundary is the most that anything in the account may do. Without it a lease is as wide as its policies, and so is whatever the lease makes.",
    fix: "Apply the target again, which sets the boundary.",
    controls: ["PR.AA-05", "AC-3", "AC-6", "CM-6", "NHI5"],
    rules: ["guardrail-removed"],
  },
  "digest-mismatch": {
    severity: "error",
    title: "What is there was made from another declaration.",
    why: "Every lease carries the digest of its own declaration. Another digest, with nothing else to show for it, says that the declaration changed and was not applied, or that somebody rewrote the tags.",
    fix: "Apply the target again; if that changes nothing, find out who wrote the tags.",
    controls: ["CM-3", "CM-6", "AU-12", "PR.PS-04"],
    rules: [],
  },
  "dormant-privilege": {
    severity: "warning",
    title: "Privileged access that nobody has used for longer than its review period.",
    why: "What nobody uses nobody misses, but for whoever finds it. Unused privilege is the cheapest risk to take away.",
    fix: "Remove it, or say at its review why it stays.",
    controls: ["AC-2(3)", "AC-6(7)", "PR.AA-05", "ID.AM-08", "NHI1"],
    rules: [],
  },
  "external-access": {
    severity: "error",
    title: "Somebody outside the account or organization has access that nothing declares.",
    why: "Access Analyzer has proved that a principal outside your zone of trust reaches the resource. No identity of the estate stands behind it.",
    fix: "Take the outsider out of the resource's policy; or declare the identity, or archive the finding in Access Analyzer with its reason.",
    controls: ["PR.AA-05", "AC-3", "AC-6", "NHI3", "NHI8"],
    rules: ["trust-open"],
  },
  "guard-removed": {
    severity: "error",
    title: "A lease lacks its guard, or its guard no longer denies all that it should.",
    why: "The guard is what ends a lease for sessions that have begun, and what keeps its holder from making it last. Without it the holder can make a user, a key or another role that outlives the lease.",
    fix: "Apply the target again at once, and look in the trail for what the holder has done meanwhile.",
    controls: ["AC-2(2)", "AC-2(3)", "AC-6", "AC-12", "PR.AA-05", "NHI5", "NHI7"],
    rules: ["guardrail-removed", "self-prolonging"],
  },
  "lease-missing": {
    severity: "error",
    title: "A lease that the estate declares is not there.",
    why: "The declaration and the record of approvals say that somebody holds access, and the cloud says that nobody does: it was never applied, or somebody removed it behind Terraform's back.",
    fix: "Apply the target, which makes it; or end the grant (`revoked:`), if it is not to be.",
    controls: ["CM-3", "AC-2", "AU-12"],
    rules: [],
  },
  "lease-outlived": {
    severity: "error",
    title: "A lease that has ended can still be used.",
    why: "Its end has passed, and nothing in the cloud ends it: the guard is gone or its dates were changed. This is standing access that looks like a lease.",
    fix: "Remove the grant (`leasehold prune`) and apply the target, which deletes the role; then look in the trail for its use after the end.",
    controls: ["AC-2(2)", "AC-2(3)", "AC-12", "PR.AA-05", "NHI1", "NHI7"],
    rules: ["lease-exceeds-maximum", "expiry-removed"],
  },
  "maximum-changed": {
    severity: "error",
    title: "A lease says another maximum than its role declares.",
    why: "The maximum is what the role's owner approved. A tag that says more is what the next request will be justified with.",
    fix: "Apply the target again, which writes the declared maximum; if it is to change, change the role's `maxTtl`.",
    controls: ["AC-2(2)", "PR.AA-05", "CM-3"],
    rules: ["maximum-raised"],
  },
  "not-asked": {
    severity: "note",
    title: "Something was left out on purpose, and so it was not compared.",
    why: "What was not asked for is neither a pass nor a failure. It is said, so that nobody takes the verdict for more than it is.",
    fix: "Take the snapshot with that part, or give a source that covers it.",
    controls: ["DE.CM-03", "AU-2"],
    rules: [],
  },
  "owner-changed": {
    severity: "error",
    title: "What is there names other owners than the estate.",
    why: "The owner is who answers for access, and conditions on the owner tag decide what a lease may touch. A changed or missing owner leaves nobody to ask, and may open what belongs to others.",
    fix: "Apply the target again, which writes the declared owners; if they are to change, change the role's `owners`.",
    controls: ["GV.RR-02", "GOVERN 2.1", "AC-2", "CM-3", "PR.AA-05"],
    rules: ["missing-owner-tags", "owner-unknown"],
  },
  "permissions-changed": {
    severity: "error",
    title: "A lease, or a policy of a role, permits something else than the estate declares.",
    why: "What was reviewed and approved is the declared list of permissions. A further inline policy, another attachment or an edited document is access that nobody approved.",
    fix: "Apply the target again: it removes what it does not list and restores what it does. If the permission is needed, declare it.",
    controls: ["PR.AA-05", "AC-3", "AC-6", "CM-3", "NHI5"],
    rules: [],
  },
  "prune-due": {
    severity: "warning",
    title: "A lease that has ended is still there, and no session needs its text any more.",
    why: "Twelve hours after the end no session can be left. What stays takes up quota, is a name that somebody could revive, and hides what matters.",
    fix: "Remove the grant (`leasehold prune`) and apply the target, which deletes it.",
    controls: ["AC-2(3)", "ID.AM-08", "NHI1"],
    rules: [],
  },
  "session-changed": {
    severity: "error",
    title: "A lease allows other sessions than the hour that the estate sets.",
    why: "Text that ends a session must outlive it. A longer maximum makes sessions that go on after everything else was taken away.",
    fix: "Apply the target again, which sets `max_session_duration` to 3600.",
    controls: ["AC-12", "AC-2(3)", "CM-6", "NHI7"],
    rules: ["session-longer-than-lease"],
  },
  "static-credential-live": {
    severity: "error",
    title: "A static credential that is live, and does not expire by itself.",
    why: "A static key works for whoever holds a copy, from anywhere, until somebody remembers it. None is part of an estate: identities federate.",
    fix: "Deactivate it, see that nothing fails, and delete it; let its user federate instead.",
    controls: ["PR.AA-01", "IA-5", "AC-2", "NHI2", "NHI4", "NHI7"],
    rules: ["static-credential"],
  },
  "trust-changed": {
    severity: "error",
    title: "Somebody else may become a lease's role, or hold its binding, than the estate declares.",
    why: "A lease is for one identity. Whoever else its trust lets in has the access without having asked for it, and the trail shows it under the grant's name.",
    fix: "Apply the target again; with `-replace` of the role, sessions that the other principal has begun end too.",
    controls: ["PR.AA-03", "PR.AA-05", "AC-3", "AC-6", "NHI4", "NHI9", "ASI03"],
    rules: ["undeclared-principal", "federation-unpinned"],
  },
  "undeclared-access": {
    severity: "error",
    title: "Access that no declaration explains.",
    why: "Access that nobody declared has no owner, no ticket, no approver and mostly no end. Much of it is made by hand, in a hurry, and never shows in a plan.",
    fix: "Remove it, or declare it: a role of the estate and a grant of it; what must stand belongs in Terraform with a waiver.",
    controls: ["PR.AA-05", "AC-2", "AC-3", "AC-6", "AC-6(7)", "DE.CM-03", "NHI5", "ASI03"],
    rules: [
      "standing-privileged-access",
      "lease-without-declaration",
      "undeclared-principal",
      "indeterminate-access",
      "entitlement-without-approval",
    ],
  },
  unreadable: {
    severity: "error",
    title: "Something that was asked for could not be read.",
    why: "What was not read is never a pass. Until it is read nobody can say that there is no drift.",
    fix: "Do what the message says, take the snapshot again, and judge again.",
    controls: ["DE.CM-03", "AU-12"],
    rules: [],
  },
  "used-by-another": {
    severity: "error",
    title: "A lease was used, or tried, by somebody whom it is not for.",
    why: "The trail shows a caller that is not the grant's identity. Either the trust is open, or somebody's credentials are in other hands.",
    fix: "Treat it as an incident: end the lease, find out who called, and apply the target again.",
    controls: ["DE.CM-03", "RS.MA-01", "PR.AA-03", "AC-3", "NHI9", "ASI03"],
    rules: [],
  },
  "used-outside-window": {
    severity: "error",
    title: "A lease was used, or tried, outside its window.",
    why: "Before the start and after the end a lease gives nothing. A call that succeeded then went past the guard; one that was denied says that somebody counts on more than they have.",
    fix: "Treat a call that succeeded as an incident; ask about one that was denied.",
    controls: ["DE.CM-03", "RS.MA-01", "AC-2(2)", "AC-12", "NHI7"],
    rules: [],
  },
} as const satisfies Readonly<Record<string, Omit<DriftKind, "name">>>;

/** The name of a kind. */
export type DriftKindName = keyof typeof table;

/** Every kind of finding of `leasehold drift`, by name. */
export const driftKinds: readonly DriftKind[] = Object.entries(table).map(([name, kind]) => ({ name, ...kind }));

const byName = new Map(driftKinds.map((kind) => [kind.name, kind]));

/** The kind of a name; undefined for what is none. */
export function driftKindNamed(name: string): DriftKind | undefined {
  return byName.get(name);
}

/** A kind that is known to be there. */
export function kindOf(name: DriftKindName): DriftKind {
  return { name, ...table[name] };
}
