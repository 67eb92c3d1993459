/** Why a pull file says nothing that can be judged (exit status 2), with what to do instead. */
export class PullFault extends Error {
  constructor(
    readonly code: "pull-unreadable" | "pull-shape" | "pull-other" | "pull-incomplete" | "pull-duplicate",
    message: string,
    readonly fix: string,
  ) {
    super(message);
    this.name = "PullFault";
  }
}
