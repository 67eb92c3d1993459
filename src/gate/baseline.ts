import type { Finding } from "../rules/finding";

/** A finding of an earlier verdict, as far as it says what it is about. */
export type BaselineFinding = Pick<Finding, "rule" | "address" | "principal" | "privilege" | "scope" | "severity">;

/**
 * Makes notes of the findings that stand in an earlier verdict. They are matched by what they mean; each earlier finding
 * covers one, that at its own address before one that has moved.
 */
export function applyBaseline(
  findings: readonly Finding[],
  baseline: readonly BaselineFinding[],
): { readonly findings: readonly Finding[]; readonly known: number } {
  if (baseline.length === 0) return { findings, known: 0 };
  const left = [...baseline];
  const known = new Set<Finding>();
  const take = (finding: Finding, same: (a: BaselineFinding, b: BaselineFinding) => boolean): void => {
    const at = left.findIndex((earlier) => same(earlier, finding));
    if (at < 0) return;
    left.splice(at, 1);
    known.add(finding);
  };
  for (const finding of findings) take(finding, (a, b) => meaning(a) === meaning(b) && a.address === b.address);
  for (const finding of findings) {
    if (!known.has(finding) && finding.principal !== undefined) take(finding, (a, b) => meaning(a) === meaning(b));
  }
  return {
    findings: findings.map((finding) => (known.has(finding) ? { ...finding, severity: "note" } : finding)),
    known: known.size,
  };
}

function meaning({ rule, principal, privilege, scope }: BaselineFinding): string {
  return JSON.stringify([rule, principal ?? null, privilege ?? null, scope ?? null]);
}
