import { JoinedText } from "../../terraform/resource";

/** Operator, key, values: IAM's condition block. */
export type Condition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** Whom a statement of a trust or resource policy names: everybody, or ARNs, providers and services by kind. */
export type Principal = "*" | Readonly<Record<string, string | readonly string[]>>;

/** One statement of a policy, in IAM's own spelling. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: Principal;
  readonly NotPrincipal?: Principal;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Condition;
}

/** A policy: identity, resource or trust. */
export interface PolicyDocument {
  readonly Version: "2012-10-17" | "2008-10-17";
  readonly Statement: readonly Statement[];
}

/** A document of the current policy language. */
export function policyDocument(statements: readonly Statement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

/** The policy as the shortest JSON text: what is sent to AWS and what its quotas count. */
export function minify(document: PolicyDocument): string {
  return joined(document).toString();
}

/** From this length on, a shared statement is a piece of its own. */
const long = 1_000;

/** As `minify`, in pieces: to write the long lists that thousands of guards share costs more than all the rest. */
export function joined(document: PolicyDocument): JoinedText {
  const pieces: string[] = [];
  let open = `{"Version":"${document.Version}","Statement":[`;
  for (const [position, statement] of document.Statement.entries()) {
    const separator = position === 0 ? "" : ",";
    const text = sharedTexts.get(statement);
    if (text === undefined) open += separator + JSON.stringify(statement);
    else if (text.length < long) open += separator + text;
    else {
      pieces.push(open + separator, text);
      open = "";
    }
  }
  pieces.push(`${open}]}`);
  return new JoinedText(pieces);
}

const sharedTexts = new WeakMap<Statement, string>();

/** A statement that thousands of policies hold, which is written once for all of them. It is not to change any more. */
export function shared(statement: Statement): Statement {
  sharedTexts.set(statement, JSON.stringify(statement));
  return statement;
}

/**
 * How many characters of a quota the policy takes. AWS does not count white space between tokens, and there is none
 * in minified text; spaces *within* a string are counted here, since AWS does not say that it leaves those out.
 */
export function sizeOf(document: PolicyDocument): number {
  return minify(document).length;
}

/** A value that IAM lets stand alone or in a list, as a list. */
export function asList<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
