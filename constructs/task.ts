import { Declared, type DeclaredProps, type Reference } from "./declared";
import type { Construct } from "./framework";
import type { Identity } from "./identity";
import type { StatementProps } from "./statement";

/** What a task needs in AWS. */
export interface AwsTaskProps {
  /** What a lease of the task allows; it must lie within a role for which each of the agents is eligible. */
  readonly statements: readonly StatementProps[];
}

/** What is said of a task. */
export interface TaskProps extends DeclaredProps {
  /**
   * What it is for.
   * @default none
   */
  readonly description?: string;
  /** The agents that may ask for it. */
  readonly agents: readonly Reference<Identity>[];
  /** What it needs; tasks are AWS only. */
  readonly aws: AwsTaskProps;
}

/** What an agent may ask for: a lease to an agent is a lease of one task. */
export class Task extends Declared<"tasks"> {
  constructor(scope: Construct, id: string, props: TaskProps) {
    super(scope, id, "tasks", props);
  }
}
