import { parseDateValue } from "./date-value";
import { asList, type Principal, type Statement } from "./document";

/** What one statement says, in a form that is the same however it is written, its times apart from the rest. */
export interface Clause {
  readonly effect: "Allow" | "Deny";
  /** All but the times. */
  readonly text: string;
  /** The conditions on the time; empty where there is none. */
  readonly times: string;
  /** Which conditions on the time there are, without their moments: `dategreaterthanequals aws:currenttime`. */
  readonly clock: string;
  readonly statement: Statement;
}

const known = new WeakMap<Statement, Clause>();

/**
 * A statement by its meaning: order, a text for a list of one, the case of actions, operators and keys, the spelling of dates and
 * of an account's root make no difference; its Sid says nothing.
 */
export function clauseOf(statement: Statement): Clause {
  const before = known.get(statement);
  if (before !== undefined) return before;
  const conditions: string[] = [];
  const times: string[] = [];
  const clock: string[] = [];
  for (const [operator, keys] of Object.entries(statement.Condition ?? {})) {
    for (const [key, values] of Object.entries(keys)) {
      const name = key.toLowerCase();
      const how = operator.toLowerCase();
      const about = aboutTime.has(name);
      const said = inOrder(asList(values).map((value) => (about ? moment(value) : plainValue(how, value))));
      (about ? times : conditions).push(JSON.stringify([how, name, said]));
      if (about) clock.push(`${how} ${name}`);
    }
  }
  const { Action, NotAction, Resource, NotResource, Principal, NotPrincipal } = statement;
  const clause: Clause = {
    effect: statement.Effect,
    text: JSON.stringify([
      statement.Effect,
      actions(Action),
      actions(NotAction),
      Resource === undefined ? null : inOrder(asList(Resource)),
      NotResource === undefined ? null : inOrder(asList(NotResource)),
      principals(Principal),
      principals(NotPrincipal),
      inOrder(conditions),
    ]),
    times: times.length === 0 ? "" : JSON.stringify(inOrder(times)),
    clock: inOrder(clock).join(", "),
    statement,
  };
  known.set(statement, clause);
  return clause;
}

const aboutTime: ReadonlySet<string> = new Set(["aws:currenttime", "aws:epochtime", "aws:tokenissuetime"]);

function moment(value: string): string {
  const parsed = parseDateValue(String(value));
  return parsed === undefined ? `unread ${value}` : String(parsed);
}

/** `true` may be written with capitals; numbers and texts say what they say. */
function plainValue(operator: string, value: string): string {
  return operator.startsWith("bool") || operator.startsWith("null") ? String(value).toLowerCase() : String(value);
}

function actions(found: Statement["Action"]): readonly string[] | null {
  if (found === undefined) return null;
  return inOrder(asList(found).map((action) => (action === "*:*" ? "*" : action.toLowerCase())));
}

function principals(found: Principal | undefined): readonly string[] | null {
  if (found === undefined) return null;
  if (found === "*") return ["AWS *"];
  return inOrder(
    Object.entries(found).flatMap(([kind, names]) =>
      asList(names).map((name) => `${kind} ${kind === "AWS" ? account(name) : name}`),
    ),
  );
}

/** An account as a whole may be named by its id or by its root. */
function account(name: string): string {
  return /^arn:[^:]*:iam::(\d{12}):root$/.exec(name)?.[1] ?? name;
}

function inOrder(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}

/** How what is found differs from what is promised, statement by statement. */
export interface Differences {
  /** Promised, and not there in any form. */
  readonly missing: readonly Clause[];
  /** There, and not promised in any form. */
  readonly extra: readonly Clause[];
  /** The same but for the times. `promised` may still be there beside it. */
  readonly moved: readonly { readonly promised: Clause; readonly found: Clause }[];
}

/** Compares statements by their meaning. */
export function differencesOf(promised: readonly Statement[], found: readonly Statement[]): Differences {
  const expected = distinct(promised);
  const there = distinct(found);
  const missing = new Map([...expected].filter(([key]) => !there.has(key)));
  const extra = new Map([...there].filter(([key]) => !expected.has(key)));
  const moved: { promised: Clause; found: Clause }[] = [];
  const pair = (among: Iterable<Clause>, alike: (one: Clause, other: Clause) => boolean): void => {
    for (const [key, one] of extra) {
      const was = [...among].find((other) => other.text === one.text && alike(one, other));
      if (was === undefined) continue;
      extra.delete(key);
      missing.delete(keyOf(was));
      moved.push({ promised: was, found: one });
    }
  };
  // A Deny that tells other moments apart is another Deny: before the start and from the end on differ in nothing else.
  pair(missing.values(), (one, other) => one.clock === other.clock);
  pair(missing.values(), (one) => one.effect === "Allow");
  pair(expected.values(), (one, other) => one.effect === "Allow" || (one.clock === other.clock && one.clock !== ""));
  return { missing: [...missing.values()], extra: [...extra.values()], moved };
}

function distinct(statements: readonly Statement[]): ReadonlyMap<string, Clause> {
  return new Map(statements.map(clauseOf).map((clause) => [keyOf(clause), clause]));
}

const keyOf = ({ text, times }: Clause): string => `${text}\n${times}`;

/** Do two policies say the same? */
export function isSame(one: readonly Statement[], other: readonly Statement[]): boolean {
  const { missing, extra, moved } = differencesOf(one, other);
  return missing.length === 0 && extra.length === 0 && moved.length === 0;
}
