/**
 * The known name closest to what was written, or undefined when none is close enough to be meant: at most a third of its
 * letters differ (a swap of neighbours counts once). Of equally close names the first one in the given order is taken.
 */
export function nearest(written: string, known: Iterable<string>): string | undefined {
  const wanted = written.toLowerCase();
  let best: string | undefined;
  let limit = Math.max(1, Math.floor(written.length / 3)) + 1;
  if (wanted.length > longest) return undefined;
  for (const name of known) {
    if (Math.abs(name.length - wanted.length) >= limit) continue;
    const distance = editDistance(wanted, name.toLowerCase(), limit);
    if (distance < limit) {
      best = name;
      limit = distance;
      if (distance === 0) break;
    }
  }
  return best;
}

/** Nobody mistypes a longer word, and comparing one with every name would take long. */
const longest = 200;

/** Edits that turn one text into the other (insertions, deletions, changes, swaps of neighbours), counted up to `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1));
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, at(beforeLast, column - 2) + 1);
      }
      current.push(cost);
      least = Math.min(least, cost);
    }
    if (least >= limit) return limit;
    beforeLast = last;
    last = current;
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
