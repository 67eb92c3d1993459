import type { Fact, OwnershipFact } from "../../facts/fact";
import { azureCredentials } from "../../terraform/credentials/azure";
import type { Landscape } from "../../terraform/instance";
import { provenanceOf } from "../../terraform/provenance";
import { factOf, holdingsOf } from "./access";
import { aclBindings } from "./acls";
import { bigQueryBindings, labelsOf } from "./bigquery";
import { credentials } from "./credentials";
import { entitlements } from "./entitlements";
import { federations } from "./federation";
import { membershipAccess } from "./groups";
import { guardrails } from "./guardrails";
import { iamBindings } from "./iam-resources";
import { asWhatIsBecome, findImpersonators } from "./impersonation";
import { Members } from "./members";
import { Places } from "./places";
import { projectsOf } from "./projects";
import { rolesOf } from "./roles";
import { serviceAccountsOf } from "./service-accounts";

/**
 * All that is true of access on Google Cloud in a landscape; and, since Azure has no reader of its own, the passwords of Azure's
 * directory. What cannot be told is said to be so, never left out.
 */
export function readGcp(landscape: Landscape): Fact[] {
  const projects = projectsOf(landscape);
  const accounts = serviceAccountsOf(landscape, projects);
  const members = new Members(projects, accounts);
  const places = new Places(landscape, projects, accounts);
  const roles = rolesOf(landscape, projects);
  const bindings = [
    ...iamBindings(landscape, places),
    ...aclBindings(landscape, places),
    ...bigQueryBindings(landscape, places, projects),
  ];
  const holdings = holdingsOf(bindings, roles, members);
  findImpersonators(holdings, members);
  const entries = holdings.map((holding) => ({ holding, fact: factOf(holding, members, roles) }));
  const access = asWhatIsBecome(entries);
  return [
    ...access,
    ...membershipAccess(landscape, members, access),
    ...federations(landscape, projects),
    ...entitlements(landscape, places, roles),
    ...credentials(landscape, { members, accounts, projects }),
    ...azureCredentials(landscape),
    ...guardrails(landscape),
    ...ownership(landscape, new Set(access.map(({ from }) => from.address))),
  ];
}

/** The labels of what grants access and takes labels. */
function ownership(landscape: Landscape, granting: ReadonlySet<string>): readonly OwnershipFact[] {
  return landscape.instances.flatMap((instance) => {
    const labels = granting.has(instance.address) ? labelsOf(instance) : undefined;
    if (labels === undefined) return [];
    return [{ kind: "ownership", tags: labels.known, partial: labels.partial, from: provenanceOf(instance) }];
  });
}
