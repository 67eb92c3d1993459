// Makes the plan.json of scenarios again: node scripts/make-scenarios.mjs [--missing] [GROUP/NAME | GROUP]…
// It needs Terraform, a local mirror with the AWS provider, and moto_server. What is made by hand is left as it is.
//
// A scenario's folder holds its configuration and, where its plan changes something:
//   before/   what is applied first, to the emulator; the plan is made over its state
//   behind/   what somebody else then applies with a state of their own, behind Terraform's back
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const scenarios = fileURLToPath(new URL("../test/scenarios/", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "leasehold-scenarios-"));
process.env.LEASEHOLD_E2E_SCRATCH = scratch;
process.env.MOTO_ACCOUNT_ID = "111122223333";
delete process.env.TF_CLI_CONFIG_FILE;

const harness = async (name) => {
  const outfile = join(scratch, `${name}.cjs`);
  const entry = fileURLToPath(new URL(`../test/e2e/harness/${name}.ts`, import.meta.url));
  await build({ entryPoints: [entry], outfile, bundle: true, platform: "node", format: "cjs", logLevel: "error" });
  return createRequire(import.meta.url)(outfile);
};

const missing = process.argv.includes("--missing");
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const folders = (directory) =>
  readdirSync(directory, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
const names = folders(scenarios)
  .flatMap((group) => folders(join(scenarios, group)).map((name) => `${group}/${name}`))
  .filter((name) => wanted.length === 0 || wanted.some((one) => name === one || name.startsWith(`${one}/`)))
  .filter((name) => !(missing && existsSync(join(scenarios, name, "plan.json"))));

const { findTools } = await harness("tools");
const { startEmulator } = await harness("emulator");
const { openRoot } = await harness("terraform");
const tools = findTools();
const terraform = tools.binaries.find(({ name }) => name === "terraform");
if (terraform === undefined || tools.plugins === undefined || tools.emulator === undefined) {
  process.stderr.write(`not here: ${tools.missing.join(", ")}\n`);
  process.exit(2);
}

const directory = mkdtempSync(join(scratch, "root-"));
const emulator = await startEmulator(tools);
const root = openRoot(tools, terraform.path, directory, emulator.endpoint);
const faults = [];
try {
  for (const name of names) {
    const started = Date.now();
    try {
      const made = await make(name);
      process.stdout.write(`${name}: ${made} (${Math.round((Date.now() - started) / 100) / 10} s)\n`);
    } catch (error) {
      faults.push(name);
      process.stdout.write(`${name}: NOT MADE\n${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
} finally {
  await root.close();
  await emulator.stop();
  rmSync(scratch, { recursive: true, force: true });
}
process.exitCode = faults.length === 0 ? 0 : 1;

async function make(name) {
  const folder = join(scenarios, name);
  const scenario = JSON.parse(readFileSync(join(folder, "scenario.json"), "utf8"));
  if (scenario.made.startsWith("by hand")) return scenario.made;
  for (const state of ["terraform.tfstate", "terraform.tfstate.backup"])
    rmSync(join(directory, state), { force: true });
  await emulator.reset();
  // Provider configurations beside each other cannot share one process.
  const alone = configurations(folder).some((text) => /^\s*alias\s*=/m.test(text));
  if (alone) await root.close();
  lay(folder);
  if (!existsSync(join(directory, ".terraform"))) await init();
  if (!alone) await root.serve();
  const before = join(folder, "before");
  if (existsSync(before)) {
    lay(before);
    if (callsModules(before)) await init();
    await must(["apply", "-input=false", "-no-color", "-auto-approve"]);
  }
  const behind = join(folder, "behind");
  if (existsSync(behind)) {
    lay(behind);
    await must(["apply", "-input=false", "-no-color", "-auto-approve", "-state=behind.tfstate"]);
    rmSync(join(directory, "behind.tfstate"), { force: true });
  }
  lay(folder);
  if (callsModules(folder)) await init();
  await must(["plan", "-input=false", "-no-color", "-out=plan.bin", ...(scenario.options ?? [])]);
  const shown = (await must(["show", "-json", "plan.bin"])).output;
  const plan = shown.slice(shown.indexOf("{"));
  writeFileSync(join(folder, "plan.json"), plan.endsWith("\n") ? plan : `${plan}\n`);
  return `${plan.length} bytes`;
}

/** Puts one configuration into the root, in place of what was there. */
function lay(folder) {
  for (const entry of readdirSync(directory)) {
    if (!entry.startsWith(".terraform") && !entry.includes("tfstate")) {
      rmSync(join(directory, entry), { recursive: true, force: true });
    }
  }
  const beside = new Set(["scenario.json", "plan.json", "before", "behind", "estate", "base"]);
  for (const entry of readdirSync(folder)) {
    if (!beside.has(entry)) cpSync(join(folder, entry), join(directory, entry), { recursive: true });
  }
  const own = readdirSync(directory).some((entry) => /^providers\.tf(\.json)?$/.test(entry));
  if (!own) copyFileSync(join(scenarios, "providers.tf"), join(directory, "providers.tf"));
}

/** Starting takes seconds; only modules make it necessary again. */
function init() {
  return must(["init", "-input=false", "-no-color", `-plugin-dir=${tools.plugins}`]);
}

function callsModules(folder) {
  return configurations(folder).some((text) => /^module "/m.test(text));
}

function configurations(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".tf"))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
}

async function must(parameters) {
  const ended = await root.run(parameters);
  if (ended.status !== 0) throw new Error(`terraform ${parameters[0]} ended with ${ended.status}:\n${ended.output}`);
  return ended;
}
