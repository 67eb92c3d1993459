/** Why a plan cannot be judged; each is exit status 2. */
export type PlanFault =
  | "plan-empty"
  | "plan-binary"
  | "plan-compressed"
  | "plan-utf16"
  | "plan-not-utf8"
  | "plan-not-json"
  | "plan-truncated"
  | "plan-too-deep"
  | "plan-too-large"
  | "plan-duplicate-key"
  | "plan-is-state"
  | "plan-not-a-plan"
  | "plan-format-version"
  | "plan-errored"
  | "plan-incomplete"
  | "plan-deferred"
  | "plan-malformed";

/** Thrown for what is no plan that can be judged whole. Its texts never quote a value of the plan. */
export class PlanError extends Error {
  override readonly name = "PlanError";

  /**
   * @param message one line: what is wrong
   * @param fix one line: what to run or write
   */
  constructor(
    readonly code: PlanFault,
    message: string,
    readonly fix: string,
  ) {
    super(message);
  }
}

/** The command that makes what can be read here, from a binary plan. */
export const showCommand = "terraform show -json PLAN > plan.json";

/** Something stands where Terraform writes something else; a state has the same parts, and says it of itself. */
export class MalformedPlan extends PlanError {
  constructor(
    readonly where: string,
    readonly expected: string,
  ) {
    super(
      "plan-malformed",
      `The plan is not as Terraform writes it: ${where} is not ${expected}.`,
      `Make the plan's JSON anew, and change nothing in it: ${showCommand}`,
    );
  }
}

/** Something stands where Terraform writes something else. */
export function malformed(where: string, expected: string): PlanError {
  return new MalformedPlan(where, expected);
}
