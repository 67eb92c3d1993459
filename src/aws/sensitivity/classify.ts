import { persistenceReached } from "../persistence/actions";
import { allowedActions, managedPolicyDocument } from "../policy/managed";
import { managedPolicyNames } from "../policy/managed-texts";
import { isOfEndedService } from "./ended-services";
import { weigh } from "./statements";

/**
 * What each AWS managed policy amounts to, compiled into `data/managed-policies.json`; one line for each policy:
 * `name|privilege|first actions|how many more|persistence actions named|how many through wildcards|unknown`.
 */
export function classifyManagedPolicies(): readonly string[] {
  return managedPolicyNames().map((name) => {
    const statements = managedPolicyDocument(`arn:aws:iam::aws:policy/${name}`)?.Statement ?? [];
    const { privilege, actions, more, unknown } = weigh(statements);
    const open = unknown.filter((action) => !isOfEndedService(action));
    const { named, throughWildcard } = persistenceReached(allowedActions(statements));
    return [name, privilege, actions.join(), more, named.join(), throughWildcard.length, open.join()].join("|");
  });
}
