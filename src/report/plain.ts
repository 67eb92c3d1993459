// Controls of C0 and C1, what reorders or hides text (bidirectional marks, separators, zero-width characters, byte order
// marks), and halves of surrogate pairs: none may reach a terminal or a log as they are (law 4). Nor the marks by which a
// build server takes orders from a log, wherever in a line they stand: `##[`, `##vso[`, `##teamcity[`.
const unsafe =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what it is for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|(?<=#)#(?=(?:vso|teamcity)?\[)/gi;

/** One line of text that no terminal acts on: every unsafe character is written as its escape, `\u001b`. */
export function plain(text: string): string {
  return text.replace(unsafe, escaped);
}

/** JSON in which no character but its own line breaks and spaces could move a terminal; it parses to the same value. */
export function plainJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  return `${text.replace(unsafe, (character) => (character === "\n" ? character : escaped(character)))}\n`;
}

function escaped(character: string): string {
  if (character === "\n") return "\\n";
  if (character === "\t") return "\\t";
  if (character === "\r") return "\\r";
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** Lines of which none begins with `::`, by which GitHub takes orders from a log; `instead` stands for the first colon. */
export function withoutCommands(text: string, instead: string): string {
  return text.replace(/^(\s*):(?=:)/gm, `$1${instead}`);
}
