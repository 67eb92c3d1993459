/**
 * Stands in a policy's text for what is not known before apply. A character that no policy may hold, so that it
 * matches nothing that a policy writes out.
 */
export const unknownPart = "\uE000";

/** An ARN of which nothing is known but that it is one: of a resource that the plan makes. */
export const someArn = `arn:${unknownPart}`;

/** Does the text hold a part that is not known? */
export function hasUnknownPart(text: string): boolean {
  return text.includes(unknownPart);
}

/** For people: what is not known, as Terraform says it. */
export function shown(text: string): string {
  return text.replaceAll(unknownPart, "(known after apply)");
}

/**
 * Raw text of a Terraform JSON configuration as the text that it will become: `$${` and `%%{` are their single forms,
 * and each `${…}`, with all that it nests, and each `%{…}` is the unknown part.
 */
export function markUnknownParts(raw: string): string {
  let text = "";
  let at = 0;
  while (at < raw.length) {
    const two = raw.slice(at, at + 2);
    if (raw.startsWith("$${", at) || raw.startsWith("%%{", at)) {
      text += raw.slice(at + 1, at + 3);
      at += 3;
    } else if (two === "${" || two === "%{") {
      text += unknownPart;
      at = endOfTemplate(raw, at + 2);
    } else text += raw[at++];
  }
  return text;
}

/** Where the template that began just before `at` ends; strings in it may hold braces. */
function endOfTemplate(raw: string, at: number): number {
  let depth = 1;
  let quoted = false;
  for (let i = at; i < raw.length; i++) {
    const c = raw[i];
    if (quoted && c === "\\") i++;
    else if (c === '"') quoted = !quoted;
    else if (!quoted && c === "{") depth++;
    else if (!quoted && c === "}" && --depth === 0) return i + 1;
  }
  return raw.length;
}
