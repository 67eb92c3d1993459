import { formatInstant, type Instant } from "../../time/instant";
import type { Part, SnapshotManifest, SnapshotPart } from "../manifest";
import { mapBounded } from "./bounded";
import { AskError } from "./errors";
import type { AskedContainer } from "./part";
import { SnapshotFolder } from "./writer";

export interface FetchInput {
  /** The folder that is made, or gone on with. */
  readonly out: string;
  /** Leasehold's version. */
  readonly leasehold: string;
  readonly now: () => Instant;
  readonly containers: readonly AskedContainer[];
  /** Every part that there is of this cloud. */
  readonly allParts: readonly Part[];
  /** Those that are asked for. */
  readonly parts: readonly Part[];
  /** As the command line spells them; the folder is gone on with only by the same. */
  readonly arguments: Readonly<Record<string, string | readonly string[]>>;
  readonly onProgress?: (progress: FetchProgress) => void;
}

export interface FetchProgress {
  /** Parts of containers. */
  readonly settled: number;
  readonly total: number;
  /** What is asked now. */
  readonly container: string;
  readonly part?: Part;
}

/** A part that was asked for and is not there. */
export interface Missing {
  readonly container: string;
  readonly part: Part;
  readonly status: "denied" | "failed";
  readonly error: string;
}

export interface FetchOutcome {
  readonly manifest: SnapshotManifest;
  readonly missing: readonly Missing[];
  /** How many parts an earlier run had answered already. */
  readonly kept: number;
}

/** Clouds throttle by account, so that several accounts at once cost little; parts of one account share its patience. */
const containersAtOnce = 4;
const partsAtOnce = 3;

/**
 * Asks containers for their parts and writes what they answer. A part that is not answered is said so in the manifest; the
 * others are asked all the same.
 * @throws SnapshotRefusal when the folder is another's; whatever the file system says
 */
export async function fetchSnapshot(input: FetchInput): Promise<FetchOutcome> {
  const folder = new SnapshotFolder(input.out, input);
  const total = input.containers.length * input.parts.length;
  let settled = 0;
  let kept = 0;
  const elsewhere = new Map<string, AskError>();

  const settle = (container: AskedContainer, part: Part, asked: string, error: AskError): void => {
    folder.settle(container.id, { part, status: error.status, asked, files: [], error: error.message });
    elsewhere.set(keyOf(container.id, part), error);
  };
  const askPart = async (container: AskedContainer, part: Part): Promise<void> => {
    input.onProgress?.({ settled, total, container: container.id, part });
    const asked = formatInstant(input.now());
    try {
      await folder.write(container.id, part, container.ask(part));
    } catch (thrown) {
      if (!(thrown instanceof AskError)) throw thrown;
      settle(container, part, asked, thrown);
    }
    settled += 1;
    input.onProgress?.({ settled, total, container: container.id });
  };
  const askContainer = async (container: AskedContainer): Promise<void> => {
    const pending = input.parts.filter((part) => !folder.holds(container.id, part));
    settled += input.parts.length - pending.length;
    kept += input.parts.length - pending.length;
    input.onProgress?.({ settled, total, container: container.id });
    if (pending.length === 0) return;
    const asked = formatInstant(input.now());
    try {
      folder.entered(container.id, await container.enter());
    } catch (thrown) {
      if (!(thrown instanceof AskError)) throw thrown;
      for (const part of pending) settle(container, part, asked, thrown);
      settled += pending.length;
      return;
    }
    await mapBounded(pending, partsAtOnce, (part) => askPart(container, part));
  };

  try {
    await mapBounded(input.containers, containersAtOnce, askContainer);
  } catch (thrown) {
    folder.abandon();
    throw thrown;
  }
  for (const { container, part } of missingOf(folder.manifest())) {
    const answered = elsewhere.get(keyOf(container, part))?.elsewhere.find((id) => isAnswered(folder, id, part));
    if (answered === undefined) continue;
    folder.settle(container, { part, status: "not-asked", files: [], error: `${answered} answers for it` });
  }
  const manifest = folder.finish();
  return { manifest, missing: missingOf(manifest), kept };
}

function isAnswered(folder: SnapshotFolder, container: string, part: Part): boolean {
  return folder.manifest().containers.some(({ id }) => id === container) && folder.holds(container, part);
}

function missingOf(manifest: SnapshotManifest): readonly Missing[] {
  return manifest.containers.flatMap(({ id, parts }) => parts.flatMap((part) => missing(id, part)));
}

function missing(container: string, { part, status, error }: SnapshotPart): readonly Missing[] {
  if (status !== "denied" && status !== "failed") return [];
  return [{ container, part, status, error: error ?? "it was not answered" }];
}

function keyOf(container: string, part: Part): string {
  return `${container} ${part}`;
}
