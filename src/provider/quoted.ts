import { plain } from "../report/plain";

/** No message quotes more of what was given. */
const most = 80;

/** A text that somebody gave as a message may quote it: in quotes, on one line that no terminal acts on, and not too long. */
export function quoted(text: string): string {
  const start = text.slice(0, most * 2);
  const characters = [...start];
  return `"${plain(characters.slice(0, most).join(""))}${characters.length > most || start !== text ? "…" : ""}"`;
}
