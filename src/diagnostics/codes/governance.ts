import { agents } from "./governance/agents";
import { approval } from "./governance/approval";
import { breakGlass } from "./governance/break-glass";
import { codeOwners } from "./governance/code-owners";
import { durations } from "./governance/durations";
import { enforceability } from "./governance/enforceability";
import { grants } from "./governance/grants";
import { hosting } from "./governance/hosting";
import { identities } from "./governance/identities";
import { owners } from "./governance/owners";
import { persistence } from "./governance/persistence";
import { reviews } from "./governance/reviews";
import { sensitivity } from "./governance/sensitivity";
import { waivers } from "./governance/waivers";

/** What loads and may not stand: laws 5, 7 and 9, and what DESIGN §5 says after its example. Exit status 1. */
export const governance = {
  ...owners,
  ...durations,
  ...sensitivity,
  ...approval,
  ...agents,
  ...identities,
  ...grants,
  ...persistence,
  ...enforceability,
  ...waivers,
  ...breakGlass,
  ...reviews,
  ...codeOwners,
  ...hosting,
};
