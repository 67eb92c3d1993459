import type { Json } from "../json";
import { type ElementKind, planPlace, stateFileResource, type Treatment } from "./places";
import { mayBeAboutAccess } from "./relevance";
import { Event, Scanner, seen } from "./scanner";

/** Why a text cannot be filtered; the place is a byte of it, from 0. */
export interface ScanFault {
  readonly reason:
    | "unexpected"
    | "not-utf8"
    | "control"
    | "escape"
    | "too-deep"
    | "trailing"
    | "cut"
    | "too-large"
    | "duplicate-key";
  readonly offset: number;
  /** The byte there, where it is one that does not belong there. */
  readonly byte?: number;
  /** The key that stands twice. */
  readonly key?: string;
}

/** Thrown for a text that is not JSON, or that cannot be held. */
export class ScanError extends Error {
  override readonly name = "ScanError";

  constructor(readonly fault: ScanFault) {
    super(fault.reason);
  }
}

/** The most bytes that one value may have that is read, or that may have to be. */
export const valueLimit = 32 * 1048576;

const objectSign = 0x7b;
const listSign = 0x5b;

/** A container that was entered, and what is read of it. */
interface Frame {
  readonly treatment: Exclude<Treatment, string>;
  readonly kept: Json[] | Record<string, Json>;
  /** Of an object: all its keys so far, those too that are not read. */
  readonly keys: Set<string>;
}

/** What is done once the value under way has been passed over. */
type Then = "read" | "note" | "drop" | { readonly element: ElementKind };

/**
 * Reads a plan or a state in pieces, holds all of it to be JSON, and keeps what may be about access. What comes out has its
 * shape: lists have only the elements that were kept, containers that are not read are `null`.
 */
export class PlanFilter {
  readonly scanner = new Scanner();
  readonly #frames: Frame[] = [];
  /** Types of which a change was kept: their configuration is wanted too. */
  readonly #types = new Set<string>();
  #root: Json = null;
  #key = "";
  #then: Then = "drop";
  #first = 0;
  #changes = 0;

  /** @param place how it is read, from its root */
  constructor(private readonly place: Treatment = planPlace) {}

  /** Has anything but white space been read? */
  get begun(): boolean {
    return this.#first !== 0;
  }

  /** How many elements `resource_changes` has, kept or not. */
  get changes(): number {
    return this.#changes;
  }

  /** Reads what has been filled into the scanner. @throws ScanError where it is not JSON */
  drain(): void {
    const { scanner } = this;
    for (;;) {
      switch (scanner.run()) {
        case Event.More:
          if (scanner.waiting > valueLimit) throw this.#error("too-large");
          return;
        case Event.Fault:
          throw this.#fault();
        case Event.Key:
          this.#enterKey();
          break;
        case Event.Value:
          this.#begin();
          break;
        case Event.Passed:
          this.#passed();
          break;
        case Event.Closed:
          this.#leave();
          break;
      }
    }
  }

  /** What was kept, after the last byte. @throws ScanError where the text is cut off */
  end(): Json {
    const ended = this.scanner.finish();
    if (ended === "cut") throw this.#error("cut");
    if (ended === "passed") this.#passed();
    return this.#root;
  }

  #enterKey(): void {
    const key = this.scanner.key;
    const keys = this.#frames.at(-1)?.keys;
    if (keys?.has(key)) throw new ScanError({ reason: "duplicate-key", offset: this.scanner.offset, key });
    keys?.add(key);
    this.#key = key;
  }

  #begin(): void {
    const { scanner } = this;
    const { first } = scanner;
    this.#first = first;
    const treatment = this.#treatment();
    if (typeof treatment === "object" && first === ("members" in treatment ? objectSign : listSign)) {
      const kept: Frame["kept"] = first === objectSign ? Object.create(null) : [];
      this.#put(kept);
      if (!scanner.enter()) throw this.#error("too-deep");
      this.#frames.push({ treatment, kept, keys: new Set() });
      if ("some" in treatment) this.#select(treatment.some);
      return;
    }
    const container = first === objectSign || first === listSign;
    // What is not of the kind that Terraform writes there is shown to whoever reads the plan, if it is short.
    if (typeof treatment === "object" || treatment === "note") this.#then = container ? "note" : "read";
    const watch = typeof this.#then === "object" && watched.has(this.#then.element);
    scanner.pass(watch || this.#then === "read", watch);
  }

  #select(kind: ElementKind): void {
    this.#then = { element: kind };
    if (kind === "change") this.scanner.select("changes");
    // Managed resources of the state matter only where no changes tell of them, as in refresh-only plans.
    else if (kind === "state") this.scanner.select(this.#changes > 0 ? "data" : "state");
  }

  #leave(): void {
    const frame = this.#frames.pop();
    // The key is that of the list: none was read in it.
    if (this.#frames.length === 1 && this.#key === "resource_changes" && Array.isArray(frame?.kept)) {
      this.#changes += this.scanner.dropped;
    }
    if (frame?.treatment === stateFileResource) this.#forgetEmpty(frame.kept);
  }

  /** A resource of a state file of which no instance is kept is not kept either: there may be many. */
  #forgetEmpty(kept: Frame["kept"]): void {
    const list = this.#frames.at(-1)?.kept;
    if (Array.isArray(kept) || !Array.isArray(kept.instances) || kept.instances.length > 0) return;
    if (Array.isArray(list) && list.at(-1) === kept) list.pop();
  }

  /** What becomes of the value that begins; `#then` says it too, of one that is not entered. */
  #treatment(): Treatment {
    const within = this.#frames.at(-1)?.treatment;
    let treatment: Treatment = this.place;
    if (within !== undefined) {
      if ("members" in within) treatment = within.members(this.#key);
      else if ("each" in within) treatment = within.each;
      else {
        this.#then = { element: within.some };
        return "drop";
      }
    }
    this.#then = treatment === "keep" ? "read" : "drop";
    return treatment;
  }

  #passed(): void {
    const then = this.#then;
    if (then === "read") this.#put(this.#value());
    else if (then === "note") this.#put(this.#first === objectSign ? {} : []);
    else if (then !== "drop") this.#element(then.element);
  }

  #element(kind: ElementKind): void {
    if (kind === "change" && this.#key === "resource_changes") this.#changes++;
    if (kind === "none") this.#put(null);
    else if (this.#keeps(kind)) this.#put(this.#value());
  }

  #keeps(kind: ElementKind): boolean {
    if (kind === "instance") return this.#keepsInstance();
    const { type, flags, mode } = this.scanner;
    if (type === undefined || (flags & seen.escapedKey) !== 0) return true;
    const aboutAccess = mayBeAboutAccess(type);
    // Of a bucket that goes it has to be known, as what protects it may then go too.
    if (kind === "change" && type === "aws_s3_bucket" && deleting.test(this.scanner.value)) return true;
    if (!aboutAccess && type !== "aws_s3_bucket") this.scanner.learn();
    const about = aboutAccess || (flags & (seen.jsonLike | seen.markedPolicy)) !== 0;
    if (kind === "configured") return about || this.#types.has(type);
    if (kind === "change") {
      if (about) this.#types.add(type);
      return about;
    }
    return mode === "managed" ? about && this.#changes === 0 : aboutAccess;
  }

  /** An instance in a state file: what it is of stands before it, in its resource. */
  #keepsInstance(): boolean {
    const resource = this.#frames.at(-2)?.kept;
    if (resource === undefined || Array.isArray(resource)) return true;
    const { type, mode } = resource;
    const { flags } = this.scanner;
    // Terraform writes both before the instances; what it did not write so is read.
    if (typeof type !== "string" || typeof mode !== "string" || (flags & seen.escapedKey) !== 0) return true;
    if (mayBeAboutAccess(type)) return true;
    return mode === "managed" && (flags & (seen.jsonLike | seen.markedPolicy)) !== 0;
  }

  #value(): Json {
    const { scanner } = this;
    const value = JSON.parse(scanner.value) as Json;
    if (membersOf(value) !== scanner.members) throw this.#error("duplicate-key");
    return value;
  }

  #put(value: Json): void {
    const kept = this.#frames.at(-1)?.kept;
    if (kept === undefined) this.#root = value;
    else if (Array.isArray(kept)) kept.push(value);
    else kept[this.#key] = value;
  }

  #fault(): ScanError {
    const { fault, offset, first } = this.scanner;
    return new ScanError({ reason: fault === "" ? "unexpected" : fault, offset, byte: first });
  }

  #error(reason: ScanFault["reason"]): ScanError {
    return new ScanError({ reason, offset: this.scanner.offset });
  }
}

/** Elements in which it is looked whether something looks like a policy. */
const watched: ReadonlySet<ElementKind> = new Set(["configured", "instance"]);

/** As Terraform writes it. A change that is written otherwise only leaves a finding more. */
const deleting = /"actions":\["delete"\]/;

/** How many members all objects in a value have. */
function membersOf(value: Json): number {
  if (typeof value !== "object" || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) for (const each of value as readonly Json[]) count += membersOf(each);
  else for (const each of Object.values(value)) count += 1 + membersOf(each);
  return count;
}
