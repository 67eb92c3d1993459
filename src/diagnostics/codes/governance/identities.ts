import { code } from "../../define";
import { names } from "./words";

const concern = "governance";
const controls = ["PR.AA-01", "PR.AA-03", "NHI9"];

/** Whom a cloud sees, and that it is one. */
export const identities = {
  "person-shares-role": code<{ identity: string }>({
    severity: "error",
    concern,
    controls: [...controls, "NHI10"],
    message: (p) =>
      `Person "${p.identity}" is bound to a role, which several people may share: a lease would not name one human.`,
    fix: () =>
      "Bind the person by `user`, `identityCenter` or `saml`, or assert that one person holds the role: `{ role: <arn>, exclusive: true }`.",
  }),
  "person-holds-role-alone": code<{ identity: string }>({
    severity: "note",
    concern,
    controls,
    message: (p) =>
      `Person "${p.identity}" is said to be the only one who can use the bound role; leasehold cannot see whether that is so.`,
    fix: () => "Bind the person by `identityCenter` or `saml`, where the cloud itself names them.",
  }),
  "role-of-others": code<{ identity: string; kind: string; of: "identity-center" | "service" | "lease" }>({
    severity: "error",
    concern,
    controls: ["PR.AA-01", "PR.AA-03", "NHI9", "NHI10"],
    message: (p) =>
      p.of === "identity-center"
        ? `"${p.identity}" is bound to a role of IAM Identity Center, which is everybody's to whom its permission set is assigned.`
        : p.of === "service"
          ? `"${p.identity}" is bound to a service-linked role, which only an AWS service can use.`
          : `"${p.identity}" is bound to a role that leasehold makes for a lease, and which ends with it.`,
    fix: (p) =>
      p.of === "identity-center" && p.kind === "person"
        ? "Bind the person by `identityCenter`, which names the permission set and the user."
        : `Bind the ${p.kind} by ${p.kind === "person" ? "`user`, `identityCenter` or `saml`" : "a role of its own"}.`,
  }),
  "binding-not-for-kind": code<{ identity: string; kind: string; binding: string; allowed: string }>({
    severity: "error",
    concern,
    controls: ["PR.AA-01", "PR.AA-03", "NHI4", "NHI7"],
    message: (p) => `"${p.identity}" is of kind ${p.kind} and cannot be bound by \`${p.binding}\`.`,
    fix: (p) =>
      p.allowed === "" ? `Remove \`${p.binding}\`; a lease is never to a group.` : `Bind it by ${p.allowed}.`,
  }),
  "member-not-for-kind": code<{ identity: string; kind: string; member: string; allowed: string }>({
    severity: "error",
    concern,
    controls: ["PR.AA-01", "PR.AA-03", "NHI4"],
    message: (p) => `"${p.identity}" is of kind ${p.kind} and cannot be the GCP member "${p.member}".`,
    fix: (p) => `Write ${p.allowed}.`,
  }),
  "identity-twice": code<{ identity: string; other: string; what: string }>({
    severity: "error",
    concern,
    controls: ["PR.AA-01", "PR.AA-03", "AC-5", "NHI9"],
    message: (p) =>
      `"${p.identity}" and "${p.other}" have one ${p.what}: one principal under two names could approve itself.`,
    fix: (p) => `Correct the ${p.what}, or make them one identity.`,
  }),
  "mfa-never-present": code<{ role: string; identities: readonly string[] }>({
    severity: "error",
    concern,
    controls: ["PR.AA-03", "AC-3"],
    message: (p) =>
      `Role "${p.role}" requires \`mfa\`, which AWS sees only of an IAM user: ${names(p.identities)} could never use it.`,
    fix: (p) =>
      `Remove \`mfa\` (their identity provider enforces it), or remove ${names(p.identities)} from \`eligible\`.`,
  }),
  "mfa-on-gcp": code<{ role: string }>({
    severity: "error",
    concern,
    controls: ["PR.AA-03", "AC-3"],
    message: (p) => `Role "${p.role}" requires \`mfa\`, which no IAM condition on GCP can see.`,
    fix: () => "Remove `mfa` and enforce it where people sign in, or split the GCP part off into a role without it.",
  }),
};
