// `npm start`: checks and synthesizes the example, plans it with real Terraform, and holds the plan to the declaration. The moment
// is fixed, so that it reads the same on every day.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const now = ["--now", "2026-11-23T09:30:00Z"];
const kept = "examples/acme/plan.json";

run("check", "examples/acme/access", ...now);
run("synth", "examples/acme/access", "--out", "out/acme");
run("gate", await plan(), "--estate", "examples/acme/access", ...now);

/** A plan of the example's first target: made here, or, where that cannot be, the one that is kept with the example. */
async function plan() {
  const directory = mkdtempSync(join(tmpdir(), "leasehold-start-"));
  try {
    const outfile = join(directory, "plan-example.js");
    await build({ entryPoints: [join(root, "scripts/plan-example.ts")], bundle: true, platform: "node", outfile });
    process.stdout.write("\n$ terraform plan  (orders-prod, against an emulator of AWS)\n");
    const { status, stdout } = spawnSync(process.execPath, [outfile, "out/acme", "orders-prod"], {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
    if (status !== 0) process.exit(1);
    const { plans, missing } = JSON.parse(stdout);
    if (plans) return plans["orders-prod"];
    process.stdout.write(`\nSkipped: ${missing.join("; ")}. Judged instead: a plan that real Terraform made before.\n`);
    return kept;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function run(...words) {
  process.stdout.write(`\n$ leasehold ${words.join(" ")}\n\n`);
  const { status } = spawnSync(process.execPath, [join(root, "dist/src/cli/cli.js"), ...words], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
}
