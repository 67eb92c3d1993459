import { wildcardMatch } from "./actions";
import { Kept } from "./kept";
import { actionNamesOf, services } from "./table";

/** Of one service: all of its actions, none, or one bit for each, in the order of the table. */
type Part = boolean | Uint32Array;

type Results = WeakMap<ActionSet, WeakMap<ActionSet, ActionSet>>;

const results = {
  union: new WeakMap() as Results,
  intersect: new WeakMap() as Results,
  minus: new WeakMap() as Results,
};
const sets = new Kept<ActionSet>(1_000_000);

/** A set of actions of the table, kept by service, so that only services that are named have to be looked up. */
export class ActionSet {
  private constructor(
    /** Whether services that are not among the parts are in it. */
    private readonly rest: boolean,
    private readonly parts: ReadonlyMap<string, Part>,
  ) {}

  static readonly none = new ActionSet(false, new Map());
  static readonly all = new ActionSet(true, new Map());

  /** What the patterns match, in any case. Memoized by the list. */
  static matching(patterns: readonly string[]): ActionSet {
    const key = patterns.join("\n");
    const known = sets.get(key);
    if (known !== undefined) return known;
    let found = ActionSet.none;
    const bits = new Map<string, Part>();
    for (const pattern of patterns) {
      const all = addPattern(pattern.toLowerCase(), bits);
      if (all) found = ActionSet.all;
    }
    if (found !== ActionSet.all) found = ActionSet.of(false, bits);
    sets.set(key, found);
    return found;
  }

  /** All actions of the services. */
  static ofServices(names: Iterable<string>): ActionSet {
    return ActionSet.of(false, new Map([...names].map((name) => [name, true])));
  }

  private static of(rest: boolean, parts: ReadonlyMap<string, Part>): ActionSet {
    const kept = new Map<string, Part>();
    for (const [service, part] of parts) {
      const plain = simplified(service, part);
      if (plain !== rest) kept.set(service, plain);
    }
    if (kept.size === 0) return rest ? ActionSet.all : ActionSet.none;
    return new ActionSet(rest, kept);
  }

  union(other: ActionSet): ActionSet {
    if (this === other || other.isEmpty() || this.isAll()) return this;
    if (this.isEmpty() || other.isAll()) return other;
    return this.combine("union", other, (a, b) =>
      a === true || b === true ? true : a === false ? b : b === false ? a : or(a, b),
    );
  }

  intersect(other: ActionSet): ActionSet {
    if (this === other || this.isEmpty() || other.isAll()) return this;
    if (other.isEmpty() || this.isAll()) return other;
    return this.combine("intersect", other, (a, b) =>
      a === false || b === false ? false : a === true ? b : b === true ? a : and(a, b),
    );
  }

  minus(other: ActionSet): ActionSet {
    if (this.isEmpty() || other.isEmpty()) return this;
    if (this === other || other.isAll()) return ActionSet.none;
    return this.combine("minus", other, (a, b, service) =>
      a === false || b === true ? false : b === false ? a : and(a === true ? whole(service) : a, not(b)),
    );
  }

  isEmpty(): boolean {
    return !this.rest && this.parts.size === 0;
  }

  isAll(): boolean {
    return this.rest && this.parts.size === 0;
  }

  within(other: ActionSet): boolean {
    return this.minus(other).isEmpty();
  }

  /** The services of which it holds something, and which of their actions by position in the table; `true`: all. */
  *byService(): Iterable<readonly [string, true | Uint32Array]> {
    if (this.rest) {
      for (const service of services()) {
        const part = this.parts.get(service) ?? true;
        if (part !== false) yield [service, part];
      }
    } else for (const [service, part] of this.parts) if (part !== false) yield [service, part];
  }

  /** Its actions, spelled as AWS spells them, sorted. */
  names(): readonly string[] {
    const found: string[] = [];
    for (const [service, part] of this.byService()) {
      for (const position of namesOf(service).spelled.keys()) {
        if (holds(part, position)) found.push(nameAt(service, position));
      }
    }
    return found.sort();
  }

  private combine(
    how: keyof typeof results,
    other: ActionSet,
    join: (a: Part, b: Part, service: string) => Part,
  ): ActionSet {
    // Thousands of leases share the list that their guards deny, and the policies that they are attached to.
    let own = results[how].get(this);
    if (own === undefined) {
      own = new WeakMap();
      results[how].set(this, own);
    }
    const known = own.get(other);
    if (known !== undefined) return known;
    const parts = new Map<string, Part>();
    for (const service of new Set([...this.parts.keys(), ...other.parts.keys()])) {
      parts.set(service, join(this.parts.get(service) ?? this.rest, other.parts.get(service) ?? other.rest, service));
    }
    // Of whole services only the name matters, so that any stands for all that neither set names.
    const found = ActionSet.of(join(this.rest, other.rest, "") === true, parts);
    own.set(other, found);
    return found;
  }
}

/** Is the action at that position of its service's table held? */
export function holds(part: true | Uint32Array, position: number): boolean {
  return part === true || ((part[position >>> 5] ?? 0) & (1 << (position & 31))) !== 0;
}

/** Adds what the pattern matches; true when that is everything. Reads patterns as `actionsMatching` does. */
function addPattern(pattern: string, bits: Map<string, Part>): boolean {
  if (/^\*+$/.test(pattern) || pattern === "*:*") return true;
  const colon = pattern.indexOf(":");
  const prefix = colon < 0 ? pattern : pattern.slice(0, colon);
  const name = colon < 0 ? (pattern.includes("*") ? "*" : "") : pattern.slice(colon + 1);
  for (const service of /[*?]/.test(prefix) ? services() : [prefix]) {
    if (!wildcardMatch(prefix, service)) continue;
    const { low } = namesOf(service);
    if (low.length === 0 || bits.get(service) === true) continue;
    if (/^\*+$/.test(name)) {
      bits.set(service, true);
      continue;
    }
    const kept = bits.get(service);
    const own = kept instanceof Uint32Array ? kept : new Uint32Array((low.length + 31) >>> 5);
    if (/[*?]/.test(name)) {
      for (const [position, candidate] of low.entries()) if (wildcardMatch(name, candidate)) mark(own, position);
    } else {
      const position = low.indexOf(name);
      if (position < 0) continue;
      mark(own, position);
    }
    bits.set(service, own);
  }
  return false;
}

interface Names {
  readonly spelled: readonly string[];
  readonly low: readonly string[];
}

const names = new Map<string, Names>();

function namesOf(service: string): Names {
  let found = names.get(service);
  if (found === undefined) {
    const spelled = actionNamesOf(service);
    found = { spelled, low: spelled.map((name) => name.toLowerCase()) };
    names.set(service, found);
  }
  return found;
}

/** The action at that position of its service's table, spelled as AWS spells it. */
export function nameAt(service: string, position: number): string {
  return `${service}:${namesOf(service).spelled[position] ?? ""}`;
}

function mark(bits: Uint32Array, position: number): void {
  bits[position >>> 5] = (bits[position >>> 5] ?? 0) | (1 << (position & 31));
}

const wholes = new Map<string, Uint32Array>();

function whole(service: string): Uint32Array {
  const known = wholes.get(service);
  if (known !== undefined) return known;
  const size = namesOf(service).low.length;
  const bits = new Uint32Array((size + 31) >>> 5);
  for (let position = 0; position < size; position++) mark(bits, position);
  wholes.set(service, bits);
  return bits;
}

function simplified(service: string, part: Part): Part {
  if (typeof part === "boolean") return part;
  if (part.every((word) => word === 0)) return false;
  return whole(service).every((word, i) => word === part[i]) ? true : part;
}

const and = (a: Uint32Array, b: Uint32Array): Uint32Array => a.map((word, i) => word & (b[i] ?? 0));
const or = (a: Uint32Array, b: Uint32Array): Uint32Array => a.map((word, i) => word | (b[i] ?? 0));
const not = (a: Uint32Array): Uint32Array => a.map((word) => ~word);
