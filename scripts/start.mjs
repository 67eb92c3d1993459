// `npm start`: checks and synthesizes the example, and so prints what each of its roles gives to whom until when. The
// moment is fixed, so that it reads the same on every day.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

run("check", "examples/acme/access", "--now", "2026-11-23T09:30:00Z");
run("synth", "examples/acme/access", "--out", "out/acme");

function run(...words) {
  process.stdout.write(`\n$ leasehold ${words.join(" ")}\n\n`);
  const { status } = spawnSync(process.execPath, [join(root, "dist/src/cli/cli.js"), ...words], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
}
