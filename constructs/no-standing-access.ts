import { readAws } from "../src/aws/read/read";
import { judgeFacts } from "../src/gate/judge";
import { readGcp } from "../src/gcp/read/read";
import type { Finding } from "../src/rules/finding";
import type { JsonMap } from "../src/terraform/instance";
import { landscapeOfSynthesized } from "../src/terraform/synthesized";
import { Annotations, type Construct, TerraformStack } from "./framework";

/**
 * Refuses to synthesize access that stands: the rules of `leasehold gate` that need no estate, on what the stacks come to, with the
 * paths of the constructs. What is only known at apply is judged as the gate judges it; nothing here depends on the time.
 *
 * @example
 * const app = new App();
 * new PaymentsStack(app, "payments");
 * NoStandingAccess.enforce(app);
 * app.synth();
 */
export class NoStandingAccess {
  /**
   * Errors stop the synthesis, warnings are annotated on their stack.
   * @param scope an app, or one stack
   */
  static enforce(scope: Construct): void {
    const enforced = new Set<Construct>();
    // `Testing.synth` asks its stack only, and `app.synth` the app and every stack: each stack is judged once.
    for (const stack of stacksBelow(scope)) {
      enforced.add(stack);
      stack.node.addValidation({ validate: () => faultsOf(stack) });
    }
    if (enforced.has(scope)) return;
    scope.node.addValidation({
      validate: () => stacksBelow(scope).flatMap((stack) => (enforced.has(stack) ? [] : faultsOf(stack))),
    });
  }

  private constructor() {}
}

function stacksBelow(scope: Construct): readonly TerraformStack[] {
  return scope.node.findAll().filter((each): each is TerraformStack => TerraformStack.isStack(each));
}

function faultsOf(stack: TerraformStack): string[] {
  const landscape = landscapeOfSynthesized(stack.toTerraform() as JsonMap);
  const { judged } = judgeFacts({ before: [], after: [...readAws(landscape), ...readGcp(landscape)] });
  const errors: string[] = [];
  for (const { finding, from } of judged) {
    const said = sentenceOf(finding, from?.construct ?? `${stack.node.path}/${finding.address ?? ""}`);
    if (finding.severity === "error") errors.push(said);
    else if (finding.severity === "warning") Annotations.of(stack).addWarning(said);
  }
  return errors;
}

function sentenceOf({ rule, message, fix }: Finding, path: string): string {
  return `${path}: ${message} (${rule}) ${fix}`;
}
