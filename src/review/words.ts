import { nouns as nounsOfEntries } from "../estate/entries";
import type { Part, Subject } from "./change";

const nouns: Readonly<Record<Part, string>> = {
  name: "the estate's name",
  policy: "the policy",
  ...nounsOfEntries,
};

/** What an entry of a declaration is called: `approval group`. */
export function nounOf({ part }: Pick<Subject, "part">): string {
  return nouns[part];
}

/** Of `policy` and `name` there is only one. */
export function isOneOfMany({ part }: Pick<Subject, "part">): boolean {
  return part !== "name" && part !== "policy";
}

/** `role "operator"`, `the policy`. */
export function subjectText(subject: Subject): string {
  return isOneOfMany(subject) ? `${nounOf(subject)} "${subject.name}"` : nounOf(subject);
}
