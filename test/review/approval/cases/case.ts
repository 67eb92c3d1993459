import type { Scene } from "../scene";

/** One pull request: who did what, and whether that is enough. */
export interface Case extends Scene {
  readonly title: string;
  readonly met: boolean;
  /** What is said of reviews that do not count, of a condition, or of who decides. */
  readonly says?: RegExp;
}

/** A grant `g` of twenty minutes, by default to dana and without a start. */
export const lease = (role: string, more = "", identity = "dana"): string =>
  `grants: { g: { role: ${role}, identity: ${identity}, ttl: 20m, ticket: CHG-1, justification: The order workers are stuck${more} } }`;
export const started = ", start: 2026-11-23T09:00:00Z";
/** A lease of the operator, which one of platform-approvers (frank, gail) approves. */
export const grant = { head: lease("operator"), changes: ["grants/g"] };
/** One commit of somebody. */
export const by = (author: string) => ({ commits: [{ author }] });
