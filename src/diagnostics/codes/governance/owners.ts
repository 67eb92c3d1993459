import { code } from "../../define";
import { joined, names } from "./words";

const concern = "governance";

/** Who answers for what: every role, and everything that a role lands in. */
export const owners = {
  "owner-missing": code<{ kind: "Role" | "Break-glass role"; name: string }>({
    severity: "error",
    concern,
    controls: ["GV.RR-02", "AC-2"],
    message: (p) => `${p.kind} "${p.name}" has no accountable owner.`,
    fix: () => "Write `owners: { entitlement: <team> }`: the one team that can change it and explain its purpose.",
  }),
  "business-owner-missing": code<{ role: string; agents: readonly string[] }>({
    severity: "error",
    concern,
    controls: ["GV.RR-02", "AC-2", "GOVERN 2.1", "ASI03"],
    message: (p) =>
      `Role "${p.role}" has no business owner, although ${p.agents.length === 1 ? "the agent" : "the agents"} ${names(p.agents)} may hold it.`,
    fix: () => "Write `business: <team>` in the role's `owners`: the team whose purpose the agent serves.",
  }),
  "team-without-members": code<{ team: string; owns: readonly string[] }>({
    severity: "error",
    concern,
    controls: ["GV.RR-02", "AC-2"],
    message: (p) => `Team "${p.team}" answers for ${joined(p.owns, 3)} and has no person in it.`,
    fix: (p) => `Write \`members: [<person>, …]\` in team "${p.team}", or name another team as the owner.`,
  }),
};
