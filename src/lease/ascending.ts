/** Whether texts are a set in order already, each before the next by code unit: to look is far cheaper than to sort. */
export function isAscending(texts: readonly string[]): boolean {
  for (let n = 1; n < texts.length; n++) if ((texts[n - 1] ?? "") >= (texts[n] ?? "")) return false;
  return true;
}
