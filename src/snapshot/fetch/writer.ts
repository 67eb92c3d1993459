import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { formatInstant, type Instant, parseInstant } from "../../time/instant";
import { defaultMaxAge, type Part, type SnapshotFile, type SnapshotManifest, type SnapshotPart } from "../manifest";
import { type EarlierContainer, earlierManifest, isDraft } from "./earlier";
import { SnapshotRefusal } from "./errors";
import { type AskedContainer, fileOf, folderOf } from "./part";

type ContainerName = Pick<AskedContainer, "cloud" | "id">;

export interface FolderOptions {
  /** Leasehold's version. */
  readonly leasehold: string;
  readonly now: () => Instant;
  /** What is asked, as the command line spells it: a folder made with other arguments is not gone on with. */
  readonly arguments: Readonly<Record<string, string | readonly string[]>>;
  readonly containers: readonly ContainerName[];
  /** Every part that there is of this cloud, and those that are asked for. */
  readonly allParts: readonly Part[];
  readonly parts: readonly Part[];
}

interface ContainerState extends ContainerName {
  by?: string;
  readonly parts: Map<Part, SnapshotPart>;
}

/** What stands of a part that was asked for, until it is answered: a folder that was cut off says so by itself. */
const cutOff = "it was not answered before the snapshot was cut off";

/**
 * A snapshot's folder while it is made. The manifest is there first and tells of nothing that is not written whole;
 * `finished` is set last.
 */
export class SnapshotFolder {
  readonly #path: string;
  readonly #options: FolderOptions;
  readonly #begun: string;
  readonly #containers = new Map<string, ContainerState>();
  #saved = 0;
  #bytes = 0;
  #later: NodeJS.Timeout | undefined;

  /**
   * Makes the folder, or takes up what an earlier run with the same arguments left in it: parts that were answered within
   * a day, and whose files are as they were written.
   * @throws SnapshotRefusal for a folder with anything else in it
   */
  constructor(path: string, options: FolderOptions) {
    this.#path = path;
    this.#options = options;
    const earlier = earlierManifest(path, options.arguments);
    const now = options.now();
    this.#begun = earlier?.begun ?? formatInstant(now);
    const folders = new Map<string, string>();
    for (const { cloud, id } of options.containers) {
      const folder = safeFolder({ cloud, id });
      const other = folders.get(folder);
      if (other === id) continue;
      if (other !== undefined) {
        throw new SnapshotRefusal(
          "usage",
          `${other} and ${id} would be written to one folder.`,
          "Take a snapshot of each.",
        );
      }
      folders.set(folder, id);
      const known = earlier?.containers.find((container) => container.cloud === cloud && container.id === id);
      const parts = this.#partsOf({ cloud, id }, known, now);
      this.#containers.set(id, { cloud, id, ...(known?.by === undefined ? {} : { by: known.by }), parts });
    }
    mkdirSync(path, { recursive: true, mode: 0o700 });
    this.#save();
    this.#clean();
  }

  #partsOf(container: ContainerName, known: EarlierContainer | undefined, now: Instant): Map<Part, SnapshotPart> {
    return new Map(
      this.#options.allParts.map((part): [Part, SnapshotPart] => {
        if (!this.#options.parts.includes(part)) return [part, { part, status: "not-asked", files: [] }];
        const before = known?.parts.find((candidate) => candidate.part === part);
        if (before && isFresh(before, now) && this.#isWhole(container, before)) return [part, before];
        return [part, { part, status: "failed", files: [], error: cutOff }];
      }),
    );
  }

  #isWhole(container: ContainerName, { part, files }: SnapshotPart): boolean {
    return (
      files.length > 0 &&
      files.every(({ path, bytes, sha256 }, index) => {
        if (path !== `${folderOf(container)}/${fileOf(part, index + 1)}`) return false;
        try {
          const content = readFileSync(join(this.#path, path));
          return content.length === bytes && digestOf(content) === sha256;
        } catch {
          return false;
        }
      })
    );
  }

  /** Whether a part is answered already. */
  holds(container: string, part: Part): boolean {
    return this.#state(container).parts.get(part)?.status === "answered";
  }

  entered(container: string, by: string | undefined): void {
    const state = this.#state(container);
    if (by !== undefined) state.by = by;
  }

  /** Writes the files of a part as they come, and then names them in the manifest. */
  async write(container: string, part: Part, contents: AsyncIterable<unknown>): Promise<void> {
    const asked = formatInstant(this.#options.now());
    const state = this.#state(container);
    const folder = folderOf(state);
    const files: SnapshotFile[] = [];
    for await (const content of contents) {
      const path = `${folder}/${fileOf(part, files.length + 1)}`;
      const text = Buffer.from(`${JSON.stringify(content)}\n`);
      this.#replace(path, text);
      files.push({ path, sha256: digestOf(text), bytes: text.length });
    }
    const answered = formatInstant(this.#options.now());
    this.settle(container, { part, status: "answered", asked, answered, files });
  }

  /** Says how asking for a part ended. */
  settle(container: string, part: SnapshotPart): void {
    this.#state(container).parts.set(part.part, part);
    this.#saveSoon();
  }

  /** What the manifest tells at this moment. */
  manifest(finished?: string): SnapshotManifest {
    return {
      version: 1,
      leasehold: this.#options.leasehold,
      begun: this.#begun,
      ...(finished === undefined ? {} : { finished }),
      arguments: this.#options.arguments,
      containers: [...this.#containers.values()].map(({ cloud, id, by, parts }) => ({
        cloud,
        id,
        ...(by === undefined ? {} : { by }),
        parts: [...parts.values()],
      })),
    };
  }

  /** Says that everything was asked, and leaves nothing in the folder that the manifest does not name. */
  finish(): SnapshotManifest {
    this.#clean();
    const finished = formatInstant(this.#options.now());
    this.#save(finished);
    return this.manifest(finished);
  }

  /** Writes what is still to be written, when nothing more will come. */
  abandon(): void {
    if (this.#later) this.#save();
  }

  #state(container: string): ContainerState {
    const state = this.#containers.get(container);
    if (!state) throw new Error(`${container} is not asked`);
    return state;
  }

  /** After every part; but of a thousand accounts the manifest is megabytes, and once in a second is enough. */
  #saveSoon(): void {
    const wait = this.#bytes < 262_144 ? 0 : this.#saved + 1000 - performance.now();
    if (wait <= 0) this.#save();
    else this.#later ??= setTimeout(() => this.#save(), wait).unref();
  }

  #save(finished?: string): void {
    clearTimeout(this.#later);
    this.#later = undefined;
    const text = Buffer.from(`${JSON.stringify(this.manifest(finished), undefined, 2)}\n`);
    this.#replace("manifest.json", text);
    this.#bytes = text.length;
    this.#saved = performance.now();
  }

  /** At every moment the file is the old one or the whole new one. */
  #replace(path: string, content: Buffer): void {
    const file = join(this.#path, path);
    const draft = `${file}.${randomBytes(6).toString("hex")}.draft`;
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    try {
      writeFileSync(draft, content, { flag: "wx", mode: 0o600 });
      renameSync(draft, file);
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
  }

  /** Takes away drafts, and files of parts that are not answered. */
  #clean(): void {
    const names = new Set(
      this.manifest().containers.flatMap(({ parts }) => parts.flatMap(({ files }) => files.map(({ path }) => path))),
    );
    for (const name of readdirSync(this.#path)) if (isDraft(name)) rmSync(join(this.#path, name), { force: true });
    for (const container of this.#containers.values()) {
      const folder = folderOf(container);
      if (!statSync(join(this.#path, folder), { throwIfNoEntry: false })?.isDirectory()) continue;
      for (const name of readdirSync(join(this.#path, folder))) {
        const ours = name.endsWith(".json") || isDraft(name);
        if (ours && !names.has(`${folder}/${name}`)) rmSync(join(this.#path, folder, name), { force: true });
      }
    }
  }
}

/** Whether a part was answered lately enough to be told of a state that is still there. */
function isFresh({ status, answered, asked }: SnapshotPart, now: Instant): boolean {
  const parsed = parseInstant(asked ?? answered ?? "");
  return status === "answered" && "instant" in parsed && parsed.instant <= now && now - parsed.instant < defaultMaxAge;
}

function safeFolder(container: ContainerName): string {
  const { id } = container;
  if (/^[A-Za-z0-9][A-Za-z0-9._:-]*(\/[A-Za-z0-9][A-Za-z0-9._:-]*)?$/.test(id)) return folderOf(container);
  throw new SnapshotRefusal(
    "usage",
    `"${id}" is no name of an account, project, folder or organization.`,
    "Correct it.",
  );
}

function digestOf(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
