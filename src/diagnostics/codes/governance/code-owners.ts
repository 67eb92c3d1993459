import { code } from "../../define";
import { counted } from "./words";

const concern = "governance";
const controls = ["GV.RR-02", "CM-3"];
const mend = (team: string): string =>
  `Write one handle as \`review\` in team "${team}": \`@company/team\` on GitHub, \`@group/subgroup\` on GitLab, or an e-mail address.`;

/** Whom a code-owners file can name. */
export const codeOwners = {
  "team-cannot-be-asked": code<{ team: string; instead: string; files: number; handle?: string }>({
    severity: "warning",
    concern,
    controls,
    message: (p) =>
      `${p.handle === undefined ? `Team "${p.team}" has no \`review\` handle` : `The \`review\` of team "${p.team}" is no handle that a code-owners file takes`}, ` +
      `so "${p.instead}" is asked in its place about ${counted(p.files, "file", "files")}.`,
    fix: (p) => mend(p.team),
  }),
  "governance-cannot-be-asked": code<{ team: string; handle?: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) =>
      p.handle === undefined
        ? `The governance team "${p.team}" has no \`review\` handle, and it is asked about all that nobody else is.`
        : `The \`review\` of the governance team "${p.team}" is no handle that a code-owners file takes, and it is asked about all that nobody else is.`,
    fix: (p) => mend(p.team),
  }),
};
