import { Declared, type DeclaredProps, type Reference } from "./declared";
import type { Construct } from "./framework";
import type { Identity } from "./identity";

/** What is said of a team. */
export interface TeamProps extends DeclaredProps {
  /**
   * Where the team is reached, such as an e-mail address; reports name it.
   * @default none
   */
  readonly contact?: string;
  /**
   * The team's handle at the hosting service, such as `@acme/payments`; it becomes the code owner of what the team owns.
   * @default none
   */
  readonly review?: string;
  /**
   * The people in it. A team that owns a role or governs the estate must have some.
   * @default none, which governance refuses where the team answers for something
   */
  readonly members?: readonly Reference<Identity>[];
  /**
   * Whom to ask next when the team does not answer, nearest first.
   * @default nobody
   */
  readonly escalation?: readonly Reference<Team>[];
}

/** People who own things and answer for them. */
export class Team extends Declared<"teams"> {
  constructor(scope: Construct, id: string, props: TeamProps = {}) {
    super(scope, id, "teams", props);
  }
}
