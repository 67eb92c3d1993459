/**
 * What a condition asks for besides the time: the parts that it joins by `&&`, as written but for white space, sorted. For
 * comparison: two conditions that mean the same in other words differ.
 */
export function conjunctsBesideTime(expression: string): readonly string[] {
  return parts(expression)
    .map((part) => part.replace(/\s+/g, " ").trim())
    .filter((part) => part !== "" && !aboutTime.test(part))
    .sort();
}

const aboutTime = /^request\.time [<>]=? timestamp\( ?(?:"[^"]*"|'[^']*') ?\)$/;

/** Splits at the `&&` that stand in no bracket and no text. */
function parts(expression: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let quote = "";
  let from = 0;
  for (let at = 0; at < expression.length; at++) {
    const sign = expression.charAt(at);
    if (quote !== "") {
      if (sign === "\\") at++;
      else if (sign === quote) quote = "";
    } else if (sign === '"' || sign === "'") quote = sign;
    else if ("([{".includes(sign)) depth++;
    else if (")]}".includes(sign)) depth--;
    // A disjunction binds looser than what it joins: nothing of it stands for itself.
    else if (depth === 0 && (expression.startsWith("||", at) || sign === "?")) return [expression];
    else if (depth === 0 && expression.startsWith("&&", at)) {
      found.push(expression.slice(from, at));
      from = at + 2;
      at++;
    }
  }
  return [...found, expression.slice(from)];
}
