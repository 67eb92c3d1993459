import type { GuardrailFact } from "../facts/fact";

/**
 * Does a guardrail surely limit at least as much as another did? Policies do that deny all that was denied and allow nothing that
 * was not allowed; lists of what is blocked, that hold all of the others. What cannot be compared does not.
 */
export function limitsAsMuch(is: GuardrailFact, was: GuardrailFact): boolean {
  // What neither plan nor state tells is the same only where nothing is done to it.
  if (is.content === undefined || was.content === undefined) {
    return is.content === was.content && is.from.change === "no-op" && is.from.address === was.from.address;
  }
  if (is.content === was.content) return true;
  if (is.guardrail === "resource-control") {
    const blocked = new Set(is.content.split(", "));
    return was.content.split(", ").every((each) => each === "" || blocked.has(each));
  }
  const [now, before] = [statementsIn(is.content), statementsIn(was.content)];
  if (!now || !before) return false;
  return within(before.denies, now.denies) && within(now.allows, before.allows);
}

interface Statements {
  readonly allows: ReadonlySet<string>;
  readonly denies: ReadonlySet<string>;
}

/** The statements of a policy in canonical form; undefined for whatever is none. */
function statementsIn(content: string): Statements | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(content);
  } catch {
    return undefined;
  }
  if (!Array.isArray(parsed)) return undefined;
  const allows = new Set<string>();
  const denies = new Set<string>();
  for (const statement of parsed) {
    const effect: unknown = typeof statement === "object" && statement !== null ? statement.Effect : undefined;
    if (effect !== "Allow" && effect !== "Deny") return undefined;
    (effect === "Allow" ? allows : denies).add(JSON.stringify(statement));
  }
  return { allows, denies };
}

function within(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...a].every((each) => b.has(each));
}
