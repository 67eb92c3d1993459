import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type CommitScene, gitHubPull } from "../../review/pull/github-answers";

const example = join(__dirname, "../../../examples/acme/access");

/** The files of the example's estate, by their path. */
export function exampleFiles(): Map<string, string> {
  const paths = readdirSync(example, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".yaml"));
  return new Map(paths.sort().map((path) => [path, readFileSync(join(example, path), "utf8")]));
}

/** Edits of files that fail where they would change nothing. */
export class Edits {
  constructor(readonly files: Map<string, string>) {}

  replace(path: string, was: string | RegExp, is: string): void {
    const text = this.files.get(path) ?? "";
    const edited = text.replace(was, is);
    if (edited === text) throw new Error(`${path} does not hold ${was}`);
    this.files.set(path, edited);
  }

  add(path: string, text: string): void {
    if (this.files.has(path)) throw new Error(`${path} is there already`);
    this.files.set(path, `version: 1\n${text}`);
  }

  /** Takes a grant out of the file that holds it. */
  removeGrant(path: string, name: string): void {
    this.replace(path, new RegExp(`(?: {2}#.*\\n)* {2}${name}:\\n(?: {4}.*\\n)+`), "");
  }
}

/** The numbers of the example's accounts; whoever has none there is a bot. */
const numbers: Readonly<Record<string, number>> = {
  dana: 583_231,
  erin: 583_232,
  frank: 583_233,
  gail: 583_234,
  hana: 583_235,
  ivan: 583_236,
  kim: 583_237,
  lena: 583_238,
};

function accountOf(name: string): string {
  const number = numbers[name];
  return number === undefined ? `${name}#4100!` : `${name}#${number}`;
}

/** What GitHub answers of a pull request of the example's people: `frank approves`, `gail approves a` (the first commit). */
export function acmePull(author: string, reviews: readonly string[] = [], by: readonly string[] = [author]): string {
  const commits = by.map((name): CommitScene => ({ author: accountOf(name), mail: `${name}@acme.example` }));
  const given = reviews.map((review) => review.replace(/^\S+/, accountOf));
  return gitHubPull({ author: accountOf(author), commits, reviews: given });
}
