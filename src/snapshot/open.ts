import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Found } from "../drift/found";
import type { Seconds } from "../time/duration";
import { type Instant, parseInstant } from "../time/instant";
import { type AccountWithout, accountWithout, foundWithout } from "./account-without";
import { type AgeLimit, ageFault } from "./age";
import { again, answeredBy, sentence } from "./answered";
import { foundInAccount } from "./aws-found";
import { foundInFile } from "./file-alone";
import { foundInContainer } from "./gcp-found";
import { readJson } from "./json-text";
import { awsParts, defaultMaxAge, gcpParts, type SnapshotManifest } from "./manifest";
import { nothingFound } from "./nothing";
import { manifestOf } from "./read-manifest";
import type { SilentRoles } from "./roles/silent-roles";
import { VerifiedFolder, whyUnread } from "./verify";

export interface OpenOptions {
  readonly now: Instant;
  /** How long ago it may have been asked; default a day. */
  readonly maxAge?: Seconds;
}

/** How a comparison has it opened, which does not ask for all that there is. */
export interface ComparingOptions extends OpenOptions {
  /** Roles of AWS accounts that need not be told of, which is most of what there is to read. */
  readonly silent?: SilentRoles;
  /** What is read meanwhile of the same folder, without the same roles. */
  readonly ahead?: AccountsAhead;
}

/** Accounts that somebody reads before they are asked for. */
export interface AccountsAhead {
  /** Of an account of the folder, each asked for once and in order; undefined where only the whole can tell what is to be said. */
  take(account: string): Promise<AccountWithout | undefined>;
}

/**
 * What a snapshot tells of each account, project, folder and organization, one after the other; nothing of one is kept
 * when the next is asked for. Whatever cannot be believed is among the `unreadable` of what is found, never thrown.
 *
 * @param path a folder made by `leasehold snapshot`, or one file of `aws iam get-account-authorization-details` or
 * `gcloud asset search-all-iam-policies --format=json`
 */
export function openSnapshot(path: string, options: OpenOptions): AsyncIterable<Found> {
  return openForComparing(path, options);
}

/** As `openSnapshot`, without what a comparison has no use for. */
export async function* openForComparing(
  path: string,
  { now, maxAge = defaultMaxAge, silent, ahead }: ComparingOptions,
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
      const read = await (ahead?.take(container.id) ??
        (silent === undefined ? undefined : accountWithout(silent, path, container, folder, limit)));
      yield read === undefined
        ? foundInAccount(path, container.id, answeredBy(container, awsParts, folder, limit))
        : foundWithout(path, container.id, read);
    } else {
      yield await foundInContainer(path, container.id, answeredBy(container, gcpParts, folder, limit));
    }
  }
}

/** The manifest of a folder, or a clause that says why it is not believed. */
export function readManifest(
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
