import { constants, type FileHandle, open } from "node:fs/promises";
import { pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { SkippedTrail, TrailEvent, UnreadableTrail } from "./event";
import { findTrailFiles, reason, type TrailFile } from "./files";
import { FileRecords } from "./records";
import { ItemSplitter, SplitError } from "./splitter";
import { unreadable } from "./unreadable";

/** The most bytes of one record; CloudTrail's own limit is 256 KB, Cloud Logging's too. */
const recordLimit = 16 * 1_048_576;
/** Lists that are read element by element: CloudTrail's files, `aws cloudtrail lookup-events`, Cloud Logging's answers. */
const lists: ReadonlySet<string> = new Set(["Records", "Events", "entries"]);

/**
 * Reads a folder of CloudTrail's log files and of exported Cloud Audit Logs, one record at a time, with whatever could not be
 * read among them. Digests, insights and hidden files are left out and said. It never throws for what is in the folder.
 *
 * - CloudTrail: `{ "Records": [ … ] }`, a record a line, `lookup-events`, records as EventBridge hands them on
 * - Google: `LogEntry` a line, or in a list
 *
 * Files may be packed by gzip, whatever their names.
 */
export async function* readTrail(directory: string): AsyncIterable<TrailEvent> {
  let files = 0;
  for (const found of findTrailFiles(directory)) {
    if (found.kind === "unreadable") files += 1;
    if (found.kind !== "file") {
      yield found;
      continue;
    }
    files += 1;
    const skipped = skippedByName(found);
    if (skipped) yield skipped;
    else yield* readTrailFile(found);
  }
  if (files === 0)
    yield unreadable(directory, "it holds no log files", "Copy the trail's files there, or leave --trail out.");
}

function skippedByName({ shown }: TrailFile): SkippedTrail | undefined {
  const why = /(^|\/)CloudTrail-Digest\/|_CloudTrail-Digest_/.test(shown)
    ? "a digest of CloudTrail"
    : /(^|\/)CloudTrail-Insight\/|_CloudTrail-Insight_/.test(shown)
      ? "insights of CloudTrail"
      : undefined;
  return why === undefined ? undefined : { kind: "skipped", file: shown, why };
}

async function* readTrailFile(file: TrailFile): AsyncIterable<TrailEvent> {
  const records = new FileRecords(file.shown);
  let handle: FileHandle | undefined;
  let whole = false;
  try {
    // Whatever is opened must not make us wait.
    handle = await open(file.real, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    if (!(await handle.stat()).isFile()) {
      yield unreadable(file.shown, "it is no file but a pipe, a socket or a device", "Remove it.");
      return;
    }
    const splitter = new ItemSplitter(lists, recordLimit);
    for await (const chunk of await bytesOf(handle)) {
      for (const item of splitter.push(chunk)) yield* records.of(item);
    }
    for (const item of splitter.end()) yield* records.of(item);
    whole = true;
  } catch (error) {
    yield faultOf(file.shown, error);
  } finally {
    await handle?.close();
  }
  yield* records.end(whole);
}

async function bytesOf(handle: FileHandle): Promise<AsyncIterable<Buffer>> {
  const start = Buffer.alloc(2);
  await handle.read(start, 0, 2, 0);
  const plain: Readable = handle.createReadStream({ start: 0, autoClose: false });
  if (start[0] !== 0x1f || start[1] !== 0x8b) return plain;
  // What goes wrong in either is thrown where the stream is read.
  return pipeline(plain, createGunzip(), () => undefined);
}

const refetch = "Fetch the file again, whole, or take it away if it is no log.";

function faultOf(shown: string, error: unknown): UnreadableTrail {
  if (error instanceof SplitError) {
    const why = {
      truncated: "it ends in the middle of a record",
      "too-large": "it holds a record larger than any that the clouds write",
      "not-utf8": "it is not UTF-8",
      "not-json": "it is not JSON",
    }[error.fault];
    return unreadable(shown, why, refetch);
  }
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "Z_BUF_ERROR") return unreadable(shown, "it ends in the middle of what gzip packed", refetch);
  if (code.startsWith("Z_")) return unreadable(shown, "what gzip packed is damaged", refetch);
  return unreadable(shown, reason(error), "Give the user who runs leasehold permission to read it.");
}
