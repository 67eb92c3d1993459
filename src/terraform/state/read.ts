import fs from "node:fs";
import { PlanIntake } from "../plan/intake";
import { statePlace } from "../scan/places";
import { stateOf } from "./document";
import { otherStateFile, StateError, stateCommand, stateErrorOf } from "./error";
import type { StateFile } from "./state-file";

/**
 * Reads a Terraform (or OpenTofu) state: what `terraform show -json` writes, or a state file of version 4, as
 * `terraform state pull` gives it. The whole text is held to be JSON; only what may be about access is kept, so that memory
 * does not grow with the state. A state without resources is a state.
 *
 * @throws StateError for what is no state, or none that can be judged, and for a file that cannot be read
 */
export async function readStateFile(file: string | Uint8Array): Promise<StateFile> {
  return typeof file === "string" ? readPath(file) : readState([file]);
}

/** As `readStateFile`, in pieces of any size. @throws StateError as `readStateFile` */
export async function readState(source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<StateFile> {
  const intake = newIntake();
  for await (const bytes of source) intake.take(bytes);
  return taken(intake);
}

/** Bytes are read to where they are scanned, without buffers that would have to be collected. */
function readPath(path: string): StateFile {
  const intake = newIntake();
  let descriptor: number | undefined;
  try {
    descriptor = fs.openSync(path, "r");
    for (;;) {
      const room = intake.room();
      const size = fs.readSync(descriptor, room, 0, room.length, null);
      if (size === 0) break;
      intake.filled(room, size);
    }
  } catch (error) {
    throw error instanceof StateError ? error : unread(error);
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
  return taken(intake);
}

function newIntake(): PlanIntake {
  return new PlanIntake({ place: statePlace, otherFile: otherStateFile, fault: stateErrorOf });
}

function taken(intake: PlanIntake): StateFile {
  const { document, sha256 } = intake.end();
  return stateOf(document, sha256);
}

/** What the system says of a file, for people. */
function unread(error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EISDIR") {
    return new StateError(
      "state-is-directory",
      "This is a directory, not a state.",
      `Name the file; in the root's directory: ${stateCommand}`,
    );
  }
  if (code === "ENOENT" || code === "ENOTDIR") {
    return new StateError("state-not-found", "There is no such file.", `Make it with: ${stateCommand}`);
  }
  if (typeof code !== "string") return error;
  return new StateError(
    "state-not-readable",
    `The file cannot be read: the system says ${code}.`,
    "See to it that it may be read by whoever runs this.",
  );
}
