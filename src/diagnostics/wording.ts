/** A text between quotes, on one line and not too long, with control characters and the like spelt out. */
export function quoted(text: string): string {
  const short = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  const spelt = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `"${short.replace(/[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/gu, spelt)}"`;
}

/** With a capital letter first. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** With a capital letter first and a full stop last. */
export function sentence(text: string): string {
  return capital(/[.!?]$/.test(text) ? text : `${text}.`);
}
