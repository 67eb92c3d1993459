import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { declared } from "../../helpers/estate";
import { scratch } from "../../helpers/scratch";

/** A directory with the small estate of the helpers, with some YAML laid over it. */
export function estateIn(changes = ""): string {
  const directory = scratch("provider");
  writeEstate(directory, changes);
  return directory;
}

/** The same, in a directory that is there. */
export function writeEstate(directory: string, changes = ""): void {
  writeFileSync(join(directory, "estate.yaml"), stringify({ version: 1, ...declared(changes) }));
}

/** Where the small estate says something, as a message begins with it: the file, and the first line that holds a text. */
export function lineOf(directory: string, changes: string, text: string): string {
  const lines = stringify({ version: 1, ...declared(changes) }).split("\n");
  return `${join(directory, "estate.yaml")}:${lines.findIndex((line) => line.includes(text)) + 1}:`;
}
