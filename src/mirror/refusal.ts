/** The provider cannot be put where it was asked for, or not be packaged so; `fix` says what to do instead. */
export class MirrorRefusal extends Error {
  override readonly name = "MirrorRefusal";

  constructor(
    readonly code: string,
    message: string,
    readonly fix: string,
  ) {
    super(message);
  }
}
