import type { Unreadable } from "../drift/found";
import { parseInstant } from "../time/instant";
import { type AgeLimit, ageFault } from "./age";
import type { Part, SnapshotContainer, SnapshotFile, SnapshotPart } from "./manifest";
import type { VerifiedFolder } from "./verify";

/** The contents of a container's parts, as far as they are believed. */
export interface Answered {
  /** Of each part that was answered, what its files hold, page by page. */
  readonly contents: ReadonlyMap<Part, readonly unknown[]>;
  readonly unreadable: readonly Unreadable[];
  readonly notAsked: readonly string[];
}

/** What mends a part that cannot be read. */
export const again = "Take the snapshot again, into another folder.";

/** Reads a file of a part. */
export type ReadFile = (file: SnapshotFile, part: Part) => ReturnType<VerifiedFolder["json"]>;

/** Reads what a container answered; a part with anything wrong in it is not read at all, and said. */
export function answeredBy(
  { id, parts }: SnapshotContainer,
  all: readonly Part[],
  folder: VerifiedFolder,
  limit: AgeLimit,
  read: ReadFile = (file) => folder.json(file),
): Answered {
  const contents = new Map<Part, readonly unknown[]>();
  const unreadable: Unreadable[] = [];
  const notAsked: string[] = [];
  const byName = new Map(parts.map((part) => [part.part, part]));
  for (const name of all) {
    const part = byName.get(name);
    const what = `${id}: ${name}`;
    if (part?.status === "not-asked") {
      notAsked.push(what);
      continue;
    }
    const told = part === undefined ? unsaid : contentsOf(part, read, limit);
    if ("contents" in told) contents.set(name, told.contents);
    else unreadable.push({ what, message: sentence(told.fault), fix: told.fix ?? again });
  }
  return { contents, unreadable, notAsked };
}

/** A clause as a sentence. */
export function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}

interface Fault {
  readonly fault: string;
  readonly fix?: string;
}

const unsaid: Fault = { fault: "the manifest does not say how asking for it ended" };

function contentsOf(
  part: SnapshotPart,
  readFile: ReadFile,
  limit: AgeLimit,
): { readonly contents: readonly unknown[] } | Fault {
  const { status, error, asked, answered, files } = part;
  if (status === "denied") {
    return {
      fault: `the cloud refused to answer${said(error)}`,
      fix: "Let whoever takes the snapshot read it, or leave it out with `--parts`, and take the snapshot again.",
    };
  }
  if (status !== "answered") {
    return {
      fault: `it was not answered wholly${said(error)}`,
      fix: "Run the same `leasehold snapshot` command again: it asks only for what is missing.",
    };
  }
  const time = parseInstant(asked ?? answered ?? "");
  if (answered === undefined || !("instant" in time))
    return { fault: "the manifest does not say when it was answered" };
  const old = ageFault(time.instant, limit);
  if (old !== undefined) {
    return { fault: old, fix: "Take the snapshot again, or allow its age with `--max-age`." };
  }
  const gap = pageFault(part);
  if (gap !== undefined) return { fault: gap };
  const contents: unknown[] = [];
  for (const file of files) {
    const read = readFile(file, part.part);
    if ("fault" in read) return { fault: `its file ${file.path} is not believed: ${read.fault}` };
    contents.push(read.value);
  }
  const missing = truncationFault(part, contents);
  return missing === undefined ? { contents } : { fault: missing };
}

/** A person would have written the dot. */
const said = (error: string | undefined): string =>
  error === undefined || error === "" ? "" : `: ${error.replace(/\.\s*$/, "")}`;

const paged: readonly Part[] = ["authorization-details", "iam-policies"];

function pageFault({ part, files }: SnapshotPart): string | undefined {
  if (files.length === 0) return "the manifest names none of its files";
  if (!paged.includes(part)) return files.length === 1 ? undefined : "it has more than one file";
  for (const [position, { path }] of files.entries()) {
    const number = Number(/-(\d+)\.json$/.exec(path)?.[1]);
    if (number !== position + 1) return `page ${position + 1} is missing, or out of its order`;
  }
  return undefined;
}

/** The last page says that it is the last, and no other one does. */
function truncationFault({ part }: SnapshotPart, contents: readonly unknown[]): string | undefined {
  if (!paged.includes(part)) return undefined;
  for (const [position, page] of contents.entries()) {
    const more = goesOn(page);
    const last = position === contents.length - 1;
    if (last && more) return `a page is missing: page ${position + 1} says that more follow`;
    if (!last && !more) return `page ${position + 1} says that it is the last, and another follows`;
  }
  return undefined;
}

/** Does a page of an answer say that another follows? */
export function goesOn(page: unknown): boolean {
  if (typeof page !== "object" || page === null) return false;
  const { IsTruncated, Marker, NextToken, nextPageToken } = page as Readonly<Record<string, unknown>>;
  const isToken = (token: unknown) => token !== undefined && token !== null && token !== "";
  if (IsTruncated !== undefined && IsTruncated !== false) return true;
  return isToken(Marker) || isToken(NextToken) || isToken(nextPageToken);
}
