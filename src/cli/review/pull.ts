import { closeSync, openSync, readFileSync } from "node:fs";
import type { Pull } from "../../review/pull";
import { PullFault } from "../../review/pull/fault";
import { readPull } from "../../review/pull/read-pull";
import { reasonOf } from "../outcome";

/** Which pull request the file has to be of, where that is known. */
export interface AskedPull {
  readonly repository?: string;
  readonly number?: number;
}

/**
 * Reads the pull file, and sees that it is of the pull request that was asked for.
 * @throws PullFault for whatever is none, or is of another; the file system's errors as reading does
 */
export async function pullFrom(file: string, asked: AskedPull): Promise<Pull> {
  const pull = readPull(contentsOf(file));
  const of = `${pull.repository}, number ${pull.number}`;
  const sameRepository =
    asked.repository === undefined || asked.repository.toLowerCase() === pull.repository.toLowerCase();
  if (sameRepository && (asked.number === undefined || asked.number === pull.number)) return pull;
  const wanted = [asked.repository, asked.number === undefined ? undefined : `number ${asked.number}`];
  throw new PullFault(
    "pull-other",
    `${file} is about another pull request: ${of}, and not ${wanted.filter((one) => one !== undefined).join(", ")}.`,
    "Fetch the pull request that is under review again, or give the --repository and --number that are meant.",
  );
}

function contentsOf(file: string): Uint8Array {
  const descriptor = openSync(file, "r");
  try {
    return readFileSync(descriptor);
  } catch (thrown) {
    if (reasonOf(thrown) !== "it is a directory") throw thrown;
    throw new PullFault(
      "pull-unreadable",
      `${file} is a directory, and no pull file.`,
      "Give the file that holds the hosting service's answers.",
    );
  } finally {
    closeSync(descriptor);
  }
}
