import { nearest } from "../../diagnostics/nearest";
import { rulePage, rulesList } from "../../report/rule-page";
import { rules as all, ruleNamed } from "../../rules/rules";
import { type ExitStatus, exitStatus, Refusal } from "../outcome";
import { print } from "../output";

/** `leasehold rules`: what there is; `leasehold rules NAME`: what one means, and its controls. */
export async function rules(name: string | undefined): Promise<ExitStatus> {
  if (name === undefined) {
    await print(rulesList(all));
    return exitStatus.pass;
  }
  const rule = ruleNamed(name);
  if (!rule) {
    const names = all.map((each) => each.name);
    const near = nearest(name, names);
    throw new Refusal(
      "usage",
      `There is no rule "${name}".`,
      near === undefined ? "leasehold rules lists all." : `Did you mean "${near}"? leasehold rules lists all.`,
    );
  }
  await print(rulePage(rule));
  return exitStatus.pass;
}
