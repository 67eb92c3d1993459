/**
 * The pattern by which a code-owners file names one file or directory of the repository, seen from its top with `/`
 * between its parts; a directory ends in `/`, the top itself is the empty text.
 *
 * A space is escaped, as both services take it. GitHub knows no escape for what it reads as a comment or refuses (`#`, `[`,
 * `]`, `!`), nor is a wildcard in a name one: `?` stands for each of these, which matches that character and no `/`.
 * Source: GitHub, "About code owners" (syntax exceptions); GitLab, "Syntax of `CODEOWNERS` file".
 */
export function patternOf(path: string): string {
  if (path === "") return "*";
  return `/${path.replace(unwritable, "?").replace(/ /g, "\\ ")}`;
}

/**
 * How many characters of a path its pattern leaves open. Where a pattern matches the path of another one too, it leaves more
 * open than that one, or is the same.
 */
export function openness(path: string): number {
  return path.match(unwritable)?.length ?? 0;
}

// Every other white space would end the pattern, or be trimmed.
const unwritable = /[#![\]*?\\^\p{Cc}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;
