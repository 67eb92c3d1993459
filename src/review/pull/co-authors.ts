import type { Account } from "../pull";
import { accountOfMail } from "./account";

const key = "co-authored-by:";

/**
 * Who is named as a co-author of a commit, wherever in its message: GitHub and GitLab look at the last paragraph alone, but
 * a trailer that slipped is meant all the same. One without an address names somebody whom nobody can tell.
 */
export function coAuthors(service: Account["service"], message: string): readonly Account[] {
  return message
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line.toLowerCase().startsWith(key))
    .map((line) => {
      const value = line.slice(key.length).trim();
      const [from, to] = [value.lastIndexOf("<"), value.lastIndexOf(">")];
      return accountOfMail(service, from >= 0 && to > from ? value.slice(from + 1, to) : mailIn(value));
    });
}

function mailIn(value: string): string | undefined {
  return value.split(/\s+/).find((word) => word.includes("@"));
}
