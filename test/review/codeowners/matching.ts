/** The owners of a path by a code-owners file as GitHub reads it, written apart from what writes such files. */
export function ownersOf(text: string, path: string): readonly string[] {
  let found: readonly string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const rule = parse(line);
    if (rule && matches(rule.pattern, path)) found = rule.owners;
  }
  return found;
}

/** A comment begins at any `#`, escaped or not; brackets make a line invalid; a backslash keeps a space in the pattern. */
function parse(line: string): { readonly pattern: string; readonly owners: readonly string[] } | undefined {
  const text = (line.split("#")[0] ?? "").trim();
  if (text === "") return undefined;
  const [, pattern = "", rest = ""] = /^((?:\\.|[^\\\s])+)(.*)$/.exec(text) ?? [];
  if (/[[\]!]/.test(pattern)) throw new Error(`GitHub refuses the line ${line}`);
  return { pattern, owners: rest.trim().split(/\s+/).filter(Boolean) };
}

function matches(pattern: string, path: string): boolean {
  if (pattern === "*") return true;
  if (!pattern.startsWith("/")) throw new Error(`not anchored: ${pattern}`);
  let source = "";
  for (let at = 1; at < pattern.length; at++) {
    const character = pattern[at] ?? "";
    if (character === "?") source += "[^/]";
    else if (character === "*") source += "[^/]*";
    else source += (character === "\\" ? (pattern[++at] ?? "") : character).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  }
  return new RegExp(`^${source}${pattern.endsWith("/") ? "." : "(?:/.*)?$"}`, "u").test(path);
}
