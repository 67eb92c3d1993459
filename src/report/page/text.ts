import { plain } from "../plain";

/** What a person wrote over several lines: each line made plain, and the lines kept. */
export function plainLines(text: string): string {
  return text
    .trim()
    .split(/\r\n|\r|\n/)
    .map((line) => plain(line))
    .join("\n");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as text in HTML, between tags and in quoted attributes. */
export function html(text: string): string {
  return plain(text).replace(/[&<>"']/g, (character) => entities[character] ?? "");
}

/**
 * JSON that may stand in a `<script>` element: no text in it can end the element or begin a comment, and no character is a line
 * break to a script. It parses to the same value.
 */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029\u007f-\u009f\ud800-\udfff]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
