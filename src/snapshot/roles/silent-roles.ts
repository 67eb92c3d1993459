import type { AwsAnswers } from "../../aws/live/answers";
import type { PlainRole } from "./finder";

/** Whoever asks for a snapshot knows of which roles it would have nothing to say. */
export interface SilentRoles {
  /** Is there nothing to be said of the role, as far as it tells itself? */
  isSilent(role: PlainRole, account: string): boolean;
  /**
   * The names of those that are to be read after all, for what else the account holds.
   *
   * @param told the account's answers without those roles
   */
  speaking(roles: readonly PlainRole[], told: AwsAnswers): ReadonlySet<string>;
}
