import { Declared, type DeclaredProps, type Reference } from "./declared";
import type { Construct } from "./framework";
import type { Identity } from "./identity";
import type { Team } from "./team";

/** What is said of an approval group. */
export interface ApprovalGroupProps extends DeclaredProps {
  /** The team that it belongs to; a critical role needs approvers of two teams. */
  readonly team: Reference<Team>;
  /** Who may approve. Whoever requests is taken out, so a group of one cannot approve for its member. */
  readonly members: readonly Reference<Identity>[];
}

/** Identities who may approve, belonging to a team. */
export class ApprovalGroup extends Declared<"approvalGroups"> {
  constructor(scope: Construct, id: string, props: ApprovalGroupProps) {
    super(scope, id, "approvalGroups", props);
  }
}
