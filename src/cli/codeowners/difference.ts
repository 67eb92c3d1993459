/** What would be written, as a unified difference of one hunk; line numbers count within the block. */
export function difference(file: string, was: readonly string[], is: readonly string[]): string {
  let top = 0;
  while (top < was.length && top < is.length && was[top] === is[top]) top++;
  let bottom = 0;
  while (
    bottom < was.length - top &&
    bottom < is.length - top &&
    was[was.length - 1 - bottom] === is[is.length - 1 - bottom]
  ) {
    bottom++;
  }
  const gone = was.slice(top, was.length - bottom);
  const come = is.slice(top, is.length - bottom);
  if (gone.length === 0 && come.length === 0) return `${file}: only the ends of its lines differ`;
  return [
    `--- ${file}`,
    `+++ ${file}, as the estate has it`,
    `@@ -${range(top, gone)} +${range(top, come)} @@`,
    ...cut(gone).map((line) => `-${line}`),
    ...cut(come).map((line) => `+${line}`),
  ].join("\n");
}

const most = 40;

function cut(lines: readonly string[]): readonly string[] {
  return lines.length <= most ? lines : [...lines.slice(0, most), `… and ${lines.length - most} more lines`];
}

function range(top: number, lines: readonly string[]): string {
  return `${lines.length === 0 ? top : top + 1},${lines.length}`;
}
