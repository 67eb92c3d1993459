import { isCloudTrailRecord, isInsight, readCloudTrailRecord } from "../../aws/trail/record";
import { isAuditEntry, isLogEntry, readAuditEntry } from "../../gcp/trail/entry";
import { isPlain, listIn, mapIn, type Plain, textIn } from "../../terraform/plain-json";
import type { TrailEvent } from "./event";
import type { Item } from "./splitter";
import { unreadable } from "./unreadable";

/** Reads the records of one file, and gathers what is wrong with them: said once for the file. */
export class FileRecords {
  #values = 0;
  #faults = 0;
  #fault: string | undefined;
  #morePages = false;
  readonly #skipped = new Set<string>();

  constructor(private readonly file: string) {}

  *of({ text, list }: Item): Iterable<TrailEvent> {
    this.#values += 1;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      this.#wrong("it is not JSON");
      return;
    }
    if (!isPlain(value)) this.#wrong("it is no record of CloudTrail or of Cloud Audit Logs");
    else yield* this.#record(value, list);
  }

  /** What is left to say of the file, once it has been read to its end, or as far as it could be. */
  *end(whole: boolean): Iterable<TrailEvent> {
    for (const why of this.#skipped) yield { kind: "skipped", file: this.file, why };
    if (whole && this.#values === 0) this.#wrong("it is empty");
    if (this.#morePages) {
      const fix = "Fetch all pages, without --max-items or a page size, or copy the log files themselves.";
      yield unreadable(this.file, "there are more pages than it holds", fix);
    }
    if (this.#fault === undefined) return;
    const why = this.#values <= 1 ? this.#fault : `of ${this.#faults} of its records the first: ${this.#fault}`;
    const fix =
      "Hand in CloudTrail's log files, or Cloud Audit Logs exported as JSON; take the file away if it is neither.";
    yield unreadable(this.file, why, fix);
  }

  *#record(value: Plain, list: string | undefined): Iterable<TrailEvent> {
    if (isCloudTrailRecord(value)) {
      if (isInsight(value)) this.#skipped.add("insights of CloudTrail");
      else yield* this.#told(readCloudTrailRecord(value));
    } else if (isLogEntry(value)) {
      if (isAuditEntry(value)) yield* this.#told(readAuditEntry(value));
      else this.#skipped.add("entries of logs that are no audit logs");
    } else if (typeof value.CloudTrailEvent === "string" && list === "Events") {
      yield* this.#packed(value.CloudTrailEvent);
    } else if (typeof value["detail-type"] === "string" && isCloudTrailRecord(mapIn(value, "detail") ?? {})) {
      yield* this.#record(mapIn(value, "detail") ?? {}, list);
    } else if (list === undefined && isDigest(value)) {
      this.#skipped.add("a digest of CloudTrail");
    } else if (list === undefined && isAround(value)) {
      this.#morePages ||= textIn(value, "NextToken") !== undefined || textIn(value, "nextPageToken") !== undefined;
    } else this.#wrong("it is no record of CloudTrail or of Cloud Audit Logs");
  }

  *#packed(text: string): Iterable<TrailEvent> {
    let record: unknown;
    try {
      record = JSON.parse(text);
    } catch {
      this.#wrong("its CloudTrailEvent is not JSON");
      return;
    }
    if (isPlain(record) && isCloudTrailRecord(record)) yield* this.#record(record, "Records");
    else this.#wrong("its CloudTrailEvent is no record of CloudTrail");
  }

  *#told(read: TrailEvent | { readonly fault: string }): Iterable<TrailEvent> {
    if ("fault" in read) this.#wrong(read.fault);
    else yield read;
  }

  #wrong(fault: string): void {
    this.#faults += 1;
    this.#fault ??= fault;
  }
}

/** What stands around a list whose elements have been read. */
function isAround(value: Plain): boolean {
  return ["Records", "Events", "entries"].some((key) => Array.isArray(value[key]) && listIn(value, key).length === 0);
}

function isDigest(value: Plain): boolean {
  return typeof value.digestStartTime === "string" && Array.isArray(value.logFiles);
}
