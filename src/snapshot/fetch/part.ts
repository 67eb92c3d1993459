import type { Part } from "../manifest";

/**
 * One account, project, folder or organization that can be asked. Each cloud makes its own
 * (`awsContainers`, `gcpContainers`); `fetchSnapshot` asks them and writes what they answer.
 */
export interface AskedContainer {
  readonly cloud: "aws" | "gcp";
  /** As `SnapshotContainer.id`. */
  readonly id: string;
  /**
   * Takes up the credentials with which this container is asked. Called once, before any part of it.
   * @returns who asks: an ARN, a service account's or a user's e-mail, where it can be told
   * @throws AskError which then is the outcome of each part
   */
  enter(): Promise<string | undefined>;
  /**
   * Asks for one part and gives the content of its files, one after the other: pages of a paged part, exactly one of any
   * other. Each is plain data for `JSON.stringify`.
   * @throws AskError also in the middle: what was given until then does not count
   */
  ask(part: Part): AsyncIterable<unknown>;
}

/** The parts whose files are numbered pages, `<part>-0001.json`; any other is `<part>.json`. */
export const pagedParts: ReadonlySet<Part> = new Set<Part>(["authorization-details", "iam-policies"]);

/** The name of a part's file, the first being 1. */
export function fileOf(part: Part, number: number): string {
  return pagedParts.has(part) ? `${part}-${String(number).padStart(4, "0")}.json` : `${part}.json`;
}

/** The folder of a container below a snapshot's, with `/`. */
export function folderOf({ cloud, id }: Pick<AskedContainer, "cloud" | "id">): string {
  return `${cloud}/${id.replaceAll("/", "-")}`;
}
