import { code } from "../define";

/** What loads and may not stand: laws 5, 7 and 9, and what DESIGN §5 says after its example. Exit status 1. */
export const governance = {
  "owner-missing": code<{ role: string }>({
    severity: "error",
    concern: "governance",
    controls: ["GV.RR-02", "AC-2"],
    message: (p) => `Role "${p.role}" has no accountable owner.`,
    fix: () => "Write `owners: { entitlement: <team> }`: the one team that can change it and explain its purpose.",
  }),
};
