import { type AccessQuestion, accessOf } from "../../../src/aws/policy/access";
import type { Condition, Statement } from "../../../src/aws/policy/document";

export const hour = 3600;
export const end = "2026-11-23T10:30:00Z";
export const until = Date.parse(end) / 1000;
export const start = "2026-11-23T09:00:00Z";
export const from = Date.parse(start) / 1000;

export const untilEnd: Condition = { DateLessThan: { "aws:CurrentTime": end } };
export const sinceEnd: Condition = { DateGreaterThanEquals: { "aws:CurrentTime": end } };
export const issued = (operator: string): Condition => ({ [operator]: { "aws:TokenIssueTime": end } });

function statement(
  effect: "Allow" | "Deny",
  actions: string | readonly string[],
  Condition?: Condition,
  resource: string | readonly string[] = "*",
): Statement {
  return { Effect: effect, Action: actions, Resource: resource, ...(Condition ? { Condition } : {}) };
}
type Rest = [actions: string | readonly string[], condition?: Condition, resource?: string | readonly string[]];
export const allow = (...rest: Rest) => statement("Allow", ...rest);
export const deny = (...rest: Rest) => statement("Deny", ...rest);

/** Each entry in a line: `administrative standing`, `data until 10:30`, `? indeterminate`; hours past the end as `+12h`. */
export function said(
  question: Omit<AccessQuestion<string>, "sources">,
  ...documents: (readonly Statement[])[]
): string {
  const sources = documents.map((statements, i) => ({ id: `p${i}`, statements, doubts: [] }));
  return accessOf({ ...question, sources })
    .map(({ id, privilege, bound }) => {
      const after = bound.kind === "leased" ? (bound.until - until) / hour : 0;
      const ends = `until ${after === 0 ? "end" : `${after > 0 ? "+" : ""}${after}h`}`;
      const where = documents.length > 1 ? `${id} ` : "";
      return `${where}${privilege ?? "?"} ${bound.kind === "leased" ? ends : bound.kind}`;
    })
    .join(", ");
}

export const ofRole = (...statements: Statement[]) => said({ credential: "role" }, statements);
