import { join } from "node:path";
import { runCommandLine } from "./estate";
import { scratch } from "./terraform";

/** Takes a snapshot of some accounts through the API, by the command line, and gives its folder. */
export function snapshotOf(endpoint: string, accounts: readonly string[], now: string): string {
  const out = join(scratch("snapshot"), "found");
  const run = runCommandLine(
    [
      "snapshot",
      "aws",
      ...["--out", out, "--now", now, "--region", "eu-central-1", "--assume-role", "leasehold-deployer"],
      ...accounts.flatMap((account) => ["--account", account]),
      ...["--parts", emulated.join(",")],
    ],
    { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: "outside", AWS_SECRET_ACCESS_KEY: "outside" },
  );
  if (run.status !== 0) throw new Error(`snapshot ended with ${run.status}:\n${run.stdout}${run.stderr}`);
  return out;
}

/** What the emulator has: neither Roles Anywhere nor Access Analyzer. */
export const emulated = [
  "authorization-details",
  "roles",
  "access-keys",
  "identity-providers",
  "identity-center",
  "organization",
] as const;

/** The rules of what `leasehold drift` finds, but for notes; it must be judged, and say so by its status. */
export function driftOf(estate: string, parameters: readonly string[]): readonly string[] {
  const run = runCommandLine(["drift", estate, ...parameters, "--format", "json"]);
  const judgement: { verdict: string; findings: { rule: string; severity: string }[] } = JSON.parse(run.stdout);
  const found = judgement.findings.filter(({ severity }) => severity !== "note").map(({ rule }) => rule);
  const status = judgement.findings.some(({ severity }) => severity === "error") ? 1 : 0;
  if (run.status !== status) throw new Error(`drift ended with ${run.status}:\n${run.stdout}${run.stderr}`);
  return found;
}
