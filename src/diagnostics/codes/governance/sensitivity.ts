import { code } from "../../define";
import { joined, names } from "./words";

const concern = "governance";

/** What a role's permissions amount to, against what the role says of itself. */
export const sensitivity = {
  "sensitivity-understated": code<{
    role: string;
    declared: string;
    floor: string;
    privilege: string;
    because: readonly string[];
  }>({
    severity: "error",
    concern,
    waivable: true,
    controls: ["PR.AA-05", "AC-6", "NHI5"],
    message: (p) =>
      `Role "${p.role}" calls itself ${p.declared}, but its permissions amount to ${p.privilege}${
        p.because.length > 0 ? ` (${joined(p.because, 3)})` : ""
      }: that is ${p.floor} at least.`,
    fix: (p) => `Write \`sensitivity: ${p.floor}\`, or take the permissions away.`,
  }),
  "privilege-indeterminate": code<{ role: string; what: string; unknown: readonly string[] }>({
    severity: "error",
    concern,
    waivable: true,
    controls: ["PR.AA-05", "AC-6", "NHI5"],
    message: (p) =>
      `What role "${p.role}" amounts to cannot be told: ${p.what} ${names(p.unknown)} ${
        p.unknown.length === 1 ? "is" : "are"
      } not in leasehold's data.`,
    fix: (p) =>
      `Correct the name; or write \`sensitivity: critical\`; or have a waiver accepted with \`rule: privilege-indeterminate\` and \`resource: roles.${p.role}\`.`,
  }),
};
