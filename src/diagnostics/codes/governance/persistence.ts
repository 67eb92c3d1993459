import { code } from "../../define";
import { joined, names } from "./words";

const concern = "governance";
const controls = ["AC-6", "AC-2(2)", "NHI5"];

/** Law 9: a lease cannot prolong itself. */
export const persistence = {
  "persistence-action-denied": code<{ what: string; action: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) => `${p.what} names ${p.action}, which every guard denies: with it a lease could outlive its end.`,
    fix: (p) => `Remove it, or open it in the role: \`persistence: { allow: [${p.action}], because: "…" }\`.`,
  }),
  "persistence-denied-in-part": code<{ role: string; through: readonly string[] }>({
    severity: "note",
    concern,
    controls,
    message: (p) => `Role "${p.role}" reaches persistence actions through ${joined(p.through)}; its guard denies them.`,
    fix: () => "Nothing needs to be done; name the actions that are meant instead, to say so.",
  }),
  "persistence-allow-wildcard": code<{ role: string; action: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) => `Role "${p.role}" opens "${p.action}" in \`persistence.allow\`, which is a wildcard.`,
    fix: () => "List single actions.",
  }),
  "persistence-allow-not-persistence": code<{ role: string; action: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) =>
      `Role "${p.role}" opens "${p.action}" in \`persistence.allow\`, which is no persistence action: no guard denies it.`,
    fix: () => "Remove it from `persistence.allow`, or correct its name.",
  }),
  "persistence-allow-not-held": code<{ role: string; action: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) =>
      `Role "${p.role}" opens "${p.action}" in \`persistence.allow\`, but holds it by none of its permissions.`,
    fix: () => "Remove it from `persistence.allow`.",
  }),
  "persistence-allow-unexplained": code<{ role: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) => `Role "${p.role}" opens persistence actions without saying why.`,
    fix: () => 'Write `because: "…"`; it is named in every review.',
  }),
  "persistence-bounded-without-boundary": code<{ role: string; target: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) =>
      `Role "${p.role}" is \`persistence: bounded\`, but target "${p.target}" has no permissions boundary.`,
    fix: (p) => `Write \`permissionsBoundary: <policy arn>\` in \`aws\` of target "${p.target}".`,
  }),
  "persistence-bounded-without-aws": code<{ role: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) => `Role "${p.role}" is \`persistence: bounded\`, which only AWS can hold to a boundary.`,
    fix: () => "Remove `persistence`, or list what is needed under `allow`.",
  }),
  "gcp-persistence": code<{ role: string; gcpRole: string; permissions: readonly string[]; mayGrant: boolean }>({
    severity: "error",
    concern,
    controls,
    message: (p) =>
      `Role "${p.role}" holds ${p.gcpRole}, with which a lease could outlive its end (${joined(p.permissions, 3)}), and GCP has no guard against it.`,
    fix: (p) =>
      `Take a lesser role; or write \`persistence: { allow: [${p.permissions.join(", ")}], because: "…" }\`${
        p.mayGrant ? "; or limit what it may grant: `mayGrant: [<role>, …]` in `gcp`" : ""
      }.`,
  }),
  "persistence-indeterminate": code<{ role: string; gcpRole: string }>({
    severity: "error",
    concern,
    waivable: true,
    controls,
    message: (p) =>
      `Whether ${p.gcpRole}, which role "${p.role}" holds, could outlive a lease cannot be told: it is not in leasehold's data.`,
    fix: (p) =>
      `Take a predefined role; or have a waiver accepted with \`rule: persistence-indeterminate\` and \`resource: roles.${p.role}\`.`,
  }),
  "may-grant-not-enough": code<{ role: string; gcpRole: string; permissions: readonly string[] }>({
    severity: "error",
    concern,
    controls,
    message: (p) =>
      `Role "${p.role}" limits what it may grant, but ${p.gcpRole} can outlive a lease by other ways too: ${joined(p.permissions, 3)}.`,
    fix: (p) => `Take a lesser role; or write \`persistence: { allow: [${p.permissions.join(", ")}], because: "…" }\`.`,
  }),
  "may-grant-without-use": code<{ role: string; roles: readonly string[] }>({
    severity: "error",
    concern,
    controls,
    message: (p) => `Role "${p.role}" says what it may grant, but ${names(p.roles)} can grant nothing.`,
    fix: () => "Remove `mayGrant`.",
  }),
};
