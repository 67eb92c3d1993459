import { code } from "../define";

/** What stops an estate from loading or linking: exit status 2. */
export const structure = {
  "unknown-reference": code<{ what: string; name: string; nearest?: string }>({
    severity: "error",
    concern: "structure",
    message: (p) => `There is no ${p.what} named "${p.name}".`,
    fix: (p) => (p.nearest ? `Did you mean "${p.nearest}"?` : `Declare the ${p.what}, or correct the name.`),
  }),
};
