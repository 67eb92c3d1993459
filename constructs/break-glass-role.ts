import { Declared, type DeclaredProps, type Reference } from "./declared";
import type { Construct } from "./framework";
import type { Identity } from "./identity";
import type { OwnersProps } from "./jit-role";
import type { StatementProps } from "./statement";
import type { Target } from "./target";

/** Who hears of a use at once. */
export interface AlarmProps {
  /**
   * ARN of an SNS topic.
   * @default none
   */
  readonly sns?: string;
  /**
   * A notification channel of Google Cloud.
   * @default none
   */
  readonly channel?: string;
}

/** What is said of a break-glass role. */
export interface BreakGlassRoleProps extends DeclaredProps {
  /**
   * What it is for.
   * @default not said
   */
  readonly description?: string;
  /**
   * Who answers for it.
   * @default nobody, which governance refuses
   */
  readonly owners?: OwnersProps;
  /** Where it is. */
  readonly target: Reference<Target>;
  /** Who may use it: named people, at most five. */
  readonly people: readonly Reference<Identity>[];
  /**
   * ARNs of managed policies that it holds.
   * @default none
   */
  readonly managedPolicies?: readonly string[];
  /**
   * What it allows in AWS.
   * @default none
   */
  readonly statements?: readonly StatementProps[];
  /**
   * The roles that it holds in GCP.
   * @default none
   */
  readonly roles?: readonly string[];
  /**
   * Who hears of a use at once.
   * @default none
   */
  readonly alarm?: AlarmProps;
  /** How soon after a use it must have been reviewed: `72h`, `PT72H`. */
  readonly reviewWithin: string;
}

/** A role outside normal approval: isolated, alerted on, with a review due after each use. */
export class BreakGlassRole extends Declared<"breakGlass"> {
  constructor(scope: Construct, id: string, props: BreakGlassRoleProps) {
    super(scope, id, "breakGlass", props);
  }
}
