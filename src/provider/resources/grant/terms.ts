import { nearest } from "../../../diagnostics/nearest";
import { targetsOf } from "../../../estate/targets";
import type { Identity, Role, Target, Task } from "../../../estate/types";
import { parseDuration, type Seconds } from "../../../time/duration";
import { type Instant, parseInstant } from "../../../time/instant";
import type { DeclaredEstate } from "../../configured";
import type { Told } from "../../protocol/provider";
import { Unknown, type Value, type Values } from "../../protocol/value";
import { toldAt } from "../../told-of";

/** What is not known before apply. */
export const later = "later";
/** Something of the configuration: known, or not before apply. */
export type Known<T> = T | typeof later;

/** What is asked of a lease, each name linked to what it names. */
export interface Terms {
  readonly role: Known<Role>;
  readonly identity: Known<Identity>;
  readonly ttl: Known<Seconds>;
  readonly start: Known<Instant | undefined>;
  readonly ticket: Known<string | undefined>;
  readonly justification: Known<string | undefined>;
  readonly task: Known<Task | undefined>;
  readonly target: Known<Target | undefined>;
  /** As it is configured; undefined where it is for the provider to make. */
  readonly name: Known<string | undefined>;
}

/** A text of the configuration; an empty one is none. */
export function textOf(value: Value | undefined): Known<string | undefined> {
  if (value instanceof Unknown) return later;
  return typeof value === "string" && value !== "" ? value : undefined;
}

/**
 * Links a configuration, which has been validated, to the estate. Names that the estate does not declare are told, each with the
 * nearest that it does.
 */
export function termsOf(
  config: Values,
  { estate, directory }: DeclaredEstate,
): { readonly terms?: Terms; readonly told: readonly Told[] } {
  const told: Told[] = [];
  const linked = <T>(attribute: string, all: ReadonlyMap<string, T>): Known<T | undefined> => {
    const name = textOf(config[attribute]);
    if (name === later || name === undefined) return name;
    const found = all.get(name);
    if (found === undefined) told.push(undeclared(attribute, name, { known: all.keys(), directory }));
    return found;
  };
  const role = linked("role", estate.roles);
  const identity = linked("identity", estate.identities);
  const task = linked("task", estate.tasks);
  const target = linked("target", estate.targets);
  if (
    role !== undefined &&
    role !== later &&
    target !== undefined &&
    target !== later &&
    !targetsOf(role).includes(target)
  ) {
    told.push(elsewhere(role, target, estate.locate(["roles", role.name])));
  }
  if (told.length > 0 || role === undefined || identity === undefined) return { told };
  const ttl = secondsOf(config.ttl);
  if (ttl === undefined) return { told };
  return {
    told,
    terms: {
      role,
      identity,
      task,
      target,
      ttl,
      start: instantOf(config.start),
      ticket: textOf(config.ticket),
      justification: textOf(config.justification),
      name: textOf(config.name),
    },
  };
}

function secondsOf(value: Value | undefined): Known<Seconds> | undefined {
  const text = textOf(value);
  if (text === later || text === undefined) return text;
  const parsed = parseDuration(text);
  return "fault" in parsed ? undefined : parsed.seconds;
}

/** A time of the configuration or the state; undefined where there is none. */
export function instantOf(value: Value | undefined): Known<Instant | undefined> {
  const text = textOf(value);
  if (text === later || text === undefined) return text;
  const parsed = parseInstant(text);
  return "fault" in parsed ? undefined : parsed.instant;
}

/** What is told of a name that the estate does not declare. */
function undeclared(
  attribute: string,
  name: string,
  { known, directory }: { readonly known: Iterable<string>; readonly directory: string },
): Told {
  const names = [...known];
  const near = nearest(name, names);
  const few = `${names.slice(0, 8).join(", ")}${names.length > 8 ? " and others" : ""}`;
  const fix =
    near !== undefined
      ? `Did you mean "${near}"?`
      : names.length === 0
        ? `It declares no ${attribute}.`
        : `There are ${few}.`;
  return toldAt(
    { summary: `No such ${attribute} in the estate`, path: [attribute] },
    `The estate in ${directory} declares no ${attribute} named "${name}".`,
    fix,
    undefined,
  );
}

function elsewhere(role: Role, target: Target, location: Parameters<typeof toldAt>[3]): Told {
  const own = targetsOf(role).map(({ name }) => name);
  return toldAt(
    { summary: "The role is not in that target", path: ["target"] },
    `Role "${role.name}" is not in target "${target.name}".`,
    `Its targets are ${own.join(", ")}.`,
    location,
  );
}
