import { nearest } from "../../diagnostics/nearest";
import { driftKindNamed, driftKinds } from "../../drift/kinds";
import { driftPage, rulePage, rulesList } from "../../report/rule-page";
import { rules as all, ruleNamed } from "../../rules/rules";
import { type ExitStatus, exitStatus, Refusal } from "../outcome";
import { print } from "../output";

/** `leasehold rules`: what there is; `leasehold rules NAME`: what one means, and its controls. */
export async function rules(name: string | undefined): Promise<ExitStatus> {
  if (name === undefined) {
    await print(rulesList([...all, ...driftKinds].sort((a, b) => (a.name < b.name ? -1 : 1))));
    return exitStatus.pass;
  }
  const kind = driftKindNamed(name);
  const rule = ruleNamed(name);
  if (!rule && !kind) {
    const names = [...all, ...driftKinds].map((each) => each.name);
    const near = nearest(name, names);
    throw new Refusal(
      "usage",
      `There is no rule "${name}".`,
      near === undefined ? "leasehold rules lists all." : `Did you mean "${near}"? leasehold rules lists all.`,
    );
  }
  await print([...(rule ? [rulePage(rule)] : []), ...(kind ? [driftPage(kind)] : [])].join("\n"));
  return exitStatus.pass;
}
