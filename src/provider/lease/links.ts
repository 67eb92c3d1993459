import { nearest } from "../../diagnostics/nearest";
import { targetsOf } from "../../estate/targets";
import type { Identity, Role, Target, Task } from "../../estate/types";
import { parseDuration, type Seconds } from "../../time/duration";
import { type Instant, parseInstant } from "../../time/instant";
import type { DeclaredEstate } from "../configured";
import type { Told } from "../protocol/provider";
import { Unknown, type Value, type Values } from "../protocol/value";
import { quoted } from "../quoted";
import { toldAt } from "../told-of";

/** What is not known before apply. */
export const later = "later";
/** Something of a configuration: known, or not before apply. */
export type Known<T> = T | typeof later;

/** What a configuration names, each linked to what the estate declares; undefined where it names none. */
export interface Links {
  readonly role: Known<Role | undefined>;
  readonly identity: Known<Identity | undefined>;
  readonly task: Known<Task | undefined>;
  readonly target: Known<Target | undefined>;
  /** Of names that the estate does not declare, each with the nearest that it does. */
  readonly told: readonly Told[];
}

/** Links the names of a configuration to the estate. */
export function linksOf(config: Values, { estate, directory }: DeclaredEstate): Links {
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
  if (role !== later && target !== later && role && target && !targetsOf(role).includes(target)) {
    told.push(elsewhere(role, target, estate.locate(["roles", role.name])));
  }
  return { role, identity, task, target, told };
}

/** A text of the configuration; an empty one is none. */
export function textOf(value: Value | undefined): Known<string | undefined> {
  if (value instanceof Unknown) return later;
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A duration of the configuration; undefined where there is none that can be read. */
export function secondsOf(value: Value | undefined): Known<Seconds | undefined> {
  const text = textOf(value);
  if (text === later || text === undefined) return text;
  const parsed = parseDuration(text);
  return "fault" in parsed ? undefined : parsed.seconds;
}

/** A time of the configuration or the state; undefined where there is none that can be read. */
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
    `The estate in ${directory} declares no ${attribute} named ${quoted(name)}.`,
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
