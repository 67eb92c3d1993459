import { stringify } from "yaml";
import { check } from "../../src/check/check";
import { SourceFile } from "../../src/estate/places";
import { declaredIn, type Edit, editedSources, type Sources } from "../../src/grants/sources";
import { at, declared } from "../helpers/estate";

/** The moment at which the tests play: a Monday. */
export const now = at("2026-11-23T09:30:00Z");

/** The base estate with some YAML laid over it, in `access/estate.yaml`, and some more files below `access`. */
export function sourcesWith(changes = "", files: Readonly<Record<string, string>> = {}): Sources {
  const estate = stringify({ version: 1, ...declared(changes) });
  const all = Object.entries({ "estate.yaml": estate, ...files });
  return { files: all.map(([path, text]) => new SourceFile(`access/${path}`, text)), faults: [] };
}

/** A file of grants: the given lines, below `grants:`. */
export function grantsFile(grants: string): string {
  return `version: 1\ngrants:\n${grants}`;
}

/** What `check` has to say against an estate, as codes: errors alone. */
export function errorsIn(sources: Sources, moment = now): readonly string[] {
  const { estate, diagnostics } = declaredIn(sources);
  const governed = estate ? check(estate, { now: moment }) : [];
  return [...diagnostics, ...governed].filter(({ severity }) => severity === "error").map(({ code }) => code);
}

/** The files after some edits. */
export function edited(sources: Sources, edits: readonly Edit[]): Sources {
  return editedSources(sources, edits);
}

/** A plan that was made. */
export function made<T extends object>(planned: T): Exclude<T, { readonly refused: unknown }> {
  if ("refused" in planned) throw new Error(JSON.stringify(planned, undefined, 2));
  return planned as Exclude<T, { readonly refused: unknown }>;
}

/** The codes and sentences for which a plan was refused, a line each. */
export function refusals(planned: object): readonly string[] {
  if (!("refused" in planned)) throw new Error("it was not refused");
  const refused = planned.refused as readonly { code: string; message: string; fix: string }[];
  return refused.map(({ code, message, fix }) => `${code}: ${message} ${fix}`);
}
