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
  return `{"Version":"${document.Version}","Statement":[${document.Statement.map(textOf).join(",")}]}`;
}

/** Texts of statements with long lists: thousands of guards share them, and to write one costs more than all the rest. */
const longTexts = new WeakMap<Statement, string>();

function textOf(statement: Statement): string {
  if (statement.Action === undefined || statement.Action.length < 100 || typeof statement.Action === "string") {
    return JSON.stringify(statement);
  }
  let text = longTexts.get(statement);
  if (text === undefined) {
    text = JSON.stringify(statement);
    longTexts.set(statement, text);
  }
  return text;
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
