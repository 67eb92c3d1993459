import type { Finding } from "../rules/finding";

/** A finding of an earlier verdict, as far as it says what it is about. */
export type BaselineFinding = Pick<
  Finding,
  "rule" | "address" | "principal" | "privilege" | "scope" | "bound" | "severity" | "message" | "waivedBy"
>;

/**
 * Makes notes of the findings that stand in an earlier verdict. They are matched by what they mean; each earlier finding
 * covers one, that at its own address before one that has moved. What stood there only by a waiver is not known by it, nor
 * is what has become graver.
 */
export function applyBaseline(
  findings: readonly Finding[],
  baseline: readonly BaselineFinding[],
): { readonly findings: readonly Finding[]; readonly known: number } {
  const left = new Map<string, BaselineFinding[]>();
  for (const earlier of baseline) {
    if (earlier.waivedBy !== undefined) continue;
    const those = left.get(meaning(earlier));
    if (those) those.push(earlier);
    else left.set(meaning(earlier), [earlier]);
  }
  if (left.size === 0) return { findings, known: 0 };
  const known = new Set<Finding>();
  const take = (finding: Finding, same: (earlier: BaselineFinding) => boolean): void => {
    const those = left.get(meaning(finding)) ?? [];
    const at = those.findIndex((earlier) => !isGraver(finding, earlier) && same(earlier));
    if (at < 0) return;
    those.splice(at, 1);
    known.add(finding);
  };
  for (const finding of findings) take(finding, ({ address }) => address === finding.address);
  for (const finding of findings) {
    if (!known.has(finding) && finding.principal !== undefined) take(finding, () => true);
  }
  return {
    findings: findings.map((finding) => (known.has(finding) ? { ...finding, severity: "note" } : finding)),
    known: known.size,
  };
}

/** A note may be what an earlier baseline made of an error, so it covers any. */
function isGraver({ severity }: Finding, earlier: BaselineFinding): boolean {
  return severity === "error" && earlier.severity === "warning";
}

/** Who, what, where and until when; of what is no access the message says it. */
function meaning({ rule, principal, privilege, scope, bound, message }: BaselineFinding): string {
  return JSON.stringify(
    bound === undefined
      ? [rule, principal ?? null, message]
      : [rule, principal ?? null, privilege ?? null, scope ?? null, bound.kind, bound.until ?? null],
  );
}
