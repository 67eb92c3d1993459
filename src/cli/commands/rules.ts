import { nearest } from "../../diagnostics/nearest";
import { explained, ruleGroups, ruleNames } from "../../report/explained";
import { rulesList } from "../../report/rule-page";
import { type ExitStatus, exitStatus, Refusal } from "../outcome";
import { print } from "../output";

/** `leasehold rules`: what there is; `leasehold rules NAME`: what one means, and its controls. */
export async function rules(name: string | undefined): Promise<ExitStatus> {
  if (name === undefined) {
    await print(rulesList(ruleGroups));
    return exitStatus.pass;
  }
  const page = explained(name);
  if (page === undefined) {
    const near = nearest(name, ruleNames);
    throw new Refusal(
      "usage",
      `There is no rule "${name}".`,
      near === undefined ? "leasehold rules lists all." : `Did you mean "${near}"? leasehold rules lists all.`,
    );
  }
  await print(page);
  return exitStatus.pass;
}
