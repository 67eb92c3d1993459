/** The text as one word of a POSIX shell. */
export function verbatimShell(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replace(/'/g, () => "'\\''")}'`;
}
