/** Asking one part of a snapshot came to nothing. What a cloud said stands in the message, without anything secret. */
export class AskError extends Error {
  override readonly name = "AskError";

  /**
   * @param status `denied` where the cloud refused, `failed` for everything else
   * @param elsewhere the containers that could answer in place of this one: an organization's management account, say
   */
  constructor(
    readonly status: "denied" | "failed",
    message: string,
    readonly elsewhere: readonly string[] = [],
  ) {
    super(message);
  }
}

/** A snapshot cannot be begun, or not gone on with: nothing was asked. */
export class SnapshotRefusal extends Error {
  override readonly name = "SnapshotRefusal";

  constructor(
    readonly code: string,
    message: string,
    readonly fix: string,
  ) {
    super(message);
  }
}
