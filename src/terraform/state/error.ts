import { MalformedPlan } from "../plan/error";
import { type TextReason, textFault } from "../plan/faults";
import type { OtherFile } from "../plan/opening";
import type { ScanFault } from "../scan/filter";

/** Why a state cannot be judged; each is exit status 2. */
export type StateFault =
  | `state-${TextReason}`
  | `state-${OtherFile}`
  | "state-not-found"
  | "state-not-readable"
  | "state-is-directory"
  | "state-is-plan"
  | "state-is-backend-record"
  | "state-not-a-state"
  | "state-encrypted"
  | "state-version"
  | "state-malformed";

/** Thrown for what is no state that can be judged whole. Its texts never quote a value of the state. */
export class StateError extends Error {
  override readonly name = "StateError";

  /**
   * @param message one line: what is wrong
   * @param fix one line: what to run or write
   */
  constructor(
    readonly code: StateFault,
    message: string,
    readonly fix: string,
  ) {
    super(message);
  }
}

/** The commands that make what can be read here, in the root's own directory. */
export const stateCommand = "terraform show -json > state.json, or terraform state pull > state.json";

/** Something stands where Terraform writes something else. */
export function malformedState(where: string, expected: string): StateError {
  return new StateError(
    "state-malformed",
    `The state is not as Terraform writes it: ${where} is not ${expected}.`,
    `Take the state anew, and change nothing in it: ${stateCommand}`,
  );
}

/** What is said of a text that is no JSON. */
export function stateErrorOf(fault: ScanFault, size: number, blank: boolean): StateError {
  const { reason, message, fix } = textFault(fault, size, blank, {
    noun: "state",
    command: stateCommand,
    joined: `Do not join states; give each by itself, made with: ${stateCommand}`,
  });
  // What people see of a state is text, and begins with the first resource's address.
  const shown = reason === "not-json" && fault.reason === "unexpected" && fault.offset === 0;
  return new StateError(`state-${reason}`, message, shown ? `Make it as JSON: ${stateCommand}` : fix);
}

/** What is said of a file that is no text of a state. */
export function otherStateFile(kind: OtherFile): StateError {
  switch (kind) {
    case "binary":
      return new StateError(
        "state-binary",
        "This is a binary plan, not a state.",
        "Show it as JSON and give it as a plan: terraform show -json PLAN > plan.json; leasehold drift --plan plan.json",
      );
    case "compressed":
      return new StateError("state-compressed", "This is compressed by gzip.", "Unpack it: gzip -dc FILE > state.json");
    case "utf16":
      return new StateError(
        "state-utf16",
        "This is UTF-16, as PowerShell writes it; JSON is UTF-8.",
        "Make it in PowerShell with: terraform show -json | Out-File -Encoding utf8 state.json",
      );
  }
}

/** Runs what reads parts that a plan has too, and says of the state what it says of a plan. */
export function ofState<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof MalformedPlan) throw malformedState(error.where, error.expected);
    throw error;
  }
}
