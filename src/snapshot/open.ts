import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Found } from "../drift/found";
import type { Seconds } from "../time/duration";
import { type Instant, parseInstant } from "../time/instant";
import { type AgeLimit, ageFault } from "./age";
import { again, answeredBy, sentence } from "./answered";
import { foundInAccount, readAccount } from "./aws-found";
import { foundInFile } from "./file-alone";
import { foundInContainer } from "./gcp-found";
import { readJson } from "./json-text";
import { awsParts, defaultMaxAge, gcpParts, type SnapshotContainer, type SnapshotManifest } from "./manifest";
import { nothingFound } from "./nothing";
import { manifestOf } from "./read-manifest";
import type { PlainRole } from "./roles/finder";
import type { SilentRoles } from "./roles/silent-roles";
import { VerifiedFolder, whyUnread } from "./verify";

export interface OpenOptions {
  readonly now: Instant;
  /** How long ago it may have been asked; default a day. */
  readonly maxAge?: Seconds;
  /** Roles of AWS accounts that need not be told of, which is most of what there is to read. */
  readonly silent?: SilentRoles;
}

/**
 * What a snapshot tells of each account, project, folder and organization, one after the other; nothing of one is kept
 * when the next is asked for. Whatever cannot be believed is among the `unreadable` of what is found, never thrown.
 *
 * @param path a folder made by `leasehold snapshot`, or one file of `aws iam get-account-authorization-details` or
 * `gcloud asset search-all-iam-policies --format=json`
 */
export async function* openSnapshot(
  path: string,
  { now, maxAge = defaultMaxAge, silent }: OpenOptions,
): AsyncIterable<Found> {
  const limit = { now, maxAge };
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) {
    yield await foundInFile(path, limit);
    return;
  }
  const read = readManifest(path, limit);
  if ("fault" in read) {
    yield nothingFound(path, { what: `${path}/manifest.json`, message: sentence(read.fault), fix: read.fix });
    return;
  }
  const folder = new VerifiedFolder(path);
  for (const container of read.manifest.containers) {
    if (container.cloud === "aws") {
      yield accountWithout(silent, path, container, folder, limit) ??
        foundInAccount(path, container.id, answeredBy(container, awsParts, folder, limit));
    } else {
      yield await foundInContainer(path, container.id, answeredBy(container, gcpParts, folder, limit));
    }
  }
}

/** Most accounts are read in one turn: roles that are named by others, or hold what others have written, are taken in in the next. */
const turns = 3;

/** An account without its silent roles; undefined where there is something to be said that only the whole can tell. */
function accountWithout(
  silent: SilentRoles | undefined,
  path: string,
  container: SnapshotContainer,
  folder: VerifiedFolder,
  limit: AgeLimit,
): Found | undefined {
  if (silent === undefined) return undefined;
  const speaking = new Set<string>();
  for (let turn = 0; turn < turns; turn++) {
    const left: PlainRole[] = [];
    const unwanted = (role: PlainRole) => !speaking.has(role.name) && silent.isSilent(role, container.id);
    const answered = answeredBy(container, awsParts, folder, limit, (file, part) => {
      if (part !== "authorization-details") return folder.json(file);
      const read = folder.jsonWithout(file, unwanted);
      if (read === undefined) return { fault: "only the whole can tell" };
      left.push(...read.left);
      return read;
    });
    if (!answered.contents.has("authorization-details")) return undefined;
    const { found, told } = readAccount(path, container.id, answered, left);
    if (found.unreadable.length > answered.unreadable.length) return undefined;
    const more = silent.speaking(left, told);
    if (more.size === 0) return found;
    for (const name of more) speaking.add(name);
  }
  return undefined;
}

function readManifest(
  path: string,
  limit: AgeLimit,
): { readonly manifest: SnapshotManifest } | { readonly fault: string; readonly fix: string } {
  let bytes: Buffer;
  try {
    bytes = readFileSync(join(path, "manifest.json"));
  } catch (error) {
    return { fault: whyUnread(error), fix: "Give a folder made by `leasehold snapshot`." };
  }
  const read = readJson(bytes);
  if ("fault" in read) return { fault: read.fault, fix: again };
  const found = manifestOf(read.value);
  if ("fault" in found) return { fault: found.fault, fix: again };
  const { begun, finished, containers } = found.manifest;
  if (finished === undefined) {
    return {
      fault: "the snapshot was cut off before it was finished",
      fix: "Run the same `leasehold snapshot` command again: it asks only for what is missing.",
    };
  }
  const [from, to] = [parseInstant(begun), parseInstant(finished)];
  if ("instant" in from && "instant" in to) {
    const future = to.instant > limit.now ? ageFault(to.instant, limit)?.replace("asked for", "finished") : undefined;
    if (future !== undefined) return { fault: future, fix: again };
    if (to.instant < from.instant) return { fault: "it was finished before it was begun", fix: again };
  }
  if (containers.length === 0) return { fault: "it names no account and no project", fix: again };
  return found;
}
