// Runs what people run, and keeps what V8 compiled for it beside the parts of the command line; see `bundle-loader.cjs`.
//
//   node scripts/compile-parts.mjs DIST
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import v8 from "node:v8";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cli = join(process.argv[2], "src/cli");
const { main, compiledParts } = createRequire(import.meta.url)(join(cli, "main.js"));
// As `cli.ts` has them: V8 takes nothing that was made under other flags.
const flags = /engineFlags = (\[[^\]]*\])/.exec(readFileSync(join(cli, "cli.js"), "utf8"))?.[1];
if (flags === undefined) throw new Error("cli.js does not say its flags");
for (const [, flag] of flags.matchAll(/"(--[^"]+)"/g)) v8.setFlagsFromString(flag);

const space = mkdtempSync(join(tmpdir(), "leasehold-compile-"));
process.on("exit", () => rmSync(space, { recursive: true, force: true }));
const estate = join(root, "examples/acme/access");
const plan = join(root, "examples/acme/plan.json");
// What the example does not hold: users and their keys, groups, resource policies; Google Cloud.
const further = ["terraform/state/data/zoo.plan.json", "scenarios/google/member-lease/plan.json"];
const now = ["--now", "2026-11-23T09:00:00Z"];
const out = (name) => ["--out", join(space, name)];
// What most people run, as they run it: what it prints is for nobody.
await main(["gate", plan, ...now]);
for (const name of further) await main(["gate", join(root, "test", name), ...now, ...out("further")]);
await main(["gate", plan, "--estate", estate, ...now, ...out("gate")]);
await main(["check", estate, ...now, ...out("check")]);
const { directory, files } = compiledParts();
mkdirSync(directory, { recursive: true });
for (const [name, bytes] of files) writeFileSync(join(directory, name), bytes);
process.exitCode = 0;
