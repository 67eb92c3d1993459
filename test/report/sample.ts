import type { Diagnostic } from "../../src/diagnostics/diagnostic";
import type { ReportContext } from "../../src/report/context";

export const context: ReportContext = { from: "/srv/acme", colour: false, version: "0.1.0" };

/** A diagnostic with nothing of note in it but what a case says. */
export function diagnostic(given: Partial<Diagnostic> = {}): Diagnostic {
  return {
    code: "owner-missing",
    severity: "error",
    concern: "governance",
    timed: false,
    message: 'Role "reader" has no accountable owner.',
    fix: "Write `owners: { entitlement: <team> }`.",
    path: ["roles", "reader"],
    location: { file: "access/roles.yaml", line: 12, column: 3 },
    controls: ["AC-2"],
    ...given,
  };
}

/** What an attacker who may write an estate would put into a name. */
export const hostile = "a\u001b[31mred\u001b[0m\u009b2J\u202egnp\u0007\r\n::error::x\u2028\ud800 %0A ]]>";
