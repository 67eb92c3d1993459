/**
 * Does the IAM pattern (`*` any text, `?` any one character) match the text? Case is ignored, as IAM does for actions.
 * Linear in the product of the lengths; no regular expression, so no text can make it explode.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  return wildcardMatch(pattern.toLowerCase(), text.toLowerCase());
}

/** As `matchesPattern`, but case counts, as in ARNs. */
export function wildcardMatch(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    const c = pattern[p];
    if (c === "*") {
      star = p++;
      resume = t;
    } else if (c !== undefined && (c === "?" || c === text[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}
