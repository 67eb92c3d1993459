import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { generator } from "./generator.mjs";
import { inTurn, median, runNode } from "./measure.mjs";

generator("generate-estate");
const require = createRequire(import.meta.url);
const leases = 250;
const quiet = { memory: false };

/**
 * What the Terraform provider costs: until it has shaken hands, against a Node that does nothing; and over 250 leases that are there,
 * against as many of Terraform's own `terraform_data`. Where there is no Terraform, that is said and only the former is measured.
 *
 * @param {{ cli: string, space: string, rounds: number, short: boolean }} settings
 * @param {{ ratio: Function, amount: Function }} say where figures go, see `run.mjs`
 */
export async function provider({ cli, space, rounds, short }, { ratio, amount }) {
  const bundled = resolve(cli, "../../../provider/terraform-provider-leasehold");
  const compiled = process.env.LEASEHOLD_PROVIDER_EXECUTABLE;
  const { clientCertificate, opensslFound } = require("../test/provider/protocol/helpers/client-certificate.ts");
  if (!opensslFound) {
    process.stdout.write(
      "provider: no OpenSSL is here to make a client's certificate with, so nothing of it is measured\n",
    );
    return;
  }
  const environment = {
    ...process.env,
    TF_PLUGIN_MAGIC_COOKIE: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
    PLUGIN_PROTOCOL_VERSIONS: "6",
    PLUGIN_CLIENT_CERT: clientCertificate().certificate,
  };
  for (const [name, executable, bound] of [
    ["the bundled provider", bundled, 2],
    ...(compiled ? [["the compiled provider", compiled, 1.2]] : []),
  ]) {
    const found = { ours: [], bare: [] };
    for (let round = 0; round < (short ? 9 : 25); round++) {
      found.bare.push(runNode(["-e", "0"], quiet).milliseconds);
      found.ours.push(await handshake(executable, environment));
    }
    ratio(`handshake of ${name}, against \`node -e 0\``, median(found.ours), median(found.bare), bound, true);
  }
  if (short) {
    process.stdout.write("provider: what a plan over leases takes is measured in the whole run alone\n");
    return;
  }
  if (spawnSync("terraform", ["version"]).status !== 0) {
    process.stdout.write("provider: no Terraform is here, so what a plan over leases takes is not measured\n");
    return;
  }
  const mirror = join(space, "mirror");
  runNode([cli, "provider", "install", "--dir", mirror], quiet);
  const ours = root(join(space, "leases"), mirror, leaseConfiguration, leases);
  const few = root(join(space, "one-lease"), mirror, leaseConfiguration, 1);
  const bare = root(join(space, "data"), mirror, dataConfiguration, leases);
  const plans = inTurn(Math.max(5, rounds), {
    bare: () => bare.plan().milliseconds,
    ours: () => ours.plan().milliseconds,
  });
  ratio(`plan with refresh over ${leases} leases, against as many \`terraform_data\``, plans.ours, plans.bare, 2);
  const costs = { few: [], many: [], peak: 0 };
  for (let round = 0; round < Math.max(3, rounds); round++) {
    costs.few.push(few.plan(true).cpu);
    const { cpu, megabytes } = ours.plan(true);
    costs.many.push(cpu);
    costs.peak = Math.max(costs.peak, megabytes);
  }
  const each = (median(costs.many) - median(costs.few)) / (leases - 1);
  amount(`the provider's CPU for each lease of a plan, in microseconds`, each * 1000, "µs", 3_000);
  amount(`peak memory of a provider's process over ${leases} leases`, costs.peak, "MB", 120);
}

/** Milliseconds until the line that says where it listens. */
async function handshake(executable, env) {
  const begun = performance.now();
  const child = spawn(executable, [], { env, stdio: ["ignore", "pipe", "pipe"] });
  const [line] = await once(child.stdout, "data");
  const took = performance.now() - begun;
  if (!String(line).startsWith("1|6|")) throw new Error(`the provider says ${line}`);
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
  return took;
}

const leaseConfiguration = (count) => `
provider "leasehold" {
  estate = "access"
  now    = "2026-11-23T08:00:00Z"
}
resource "leasehold_grant" "each" {
  for_each = { for n in range(${count}) : "person-\${n}" => n }
  role     = "operator"
  identity = each.key
  ttl      = "90m"
}
`;

const dataConfiguration = (count) => `
resource "terraform_data" "each" {
  for_each = { for n in range(${count}) : "person-\${n}" => n }
  input    = { role = "operator", identity = each.key, ttl = "90m" }
}
`;

/** A root whose configuration was applied. */
function root(directory, mirror, configuration, count) {
  // It may be measured once more.
  rmSync(directory, { recursive: true, force: true });
  const { people, writeEstate } = require("../test/e2e/harness/estate-of-people.ts");
  mkdirSync(directory, { recursive: true });
  writeEstate(directory, people(leases));
  const needed = 'terraform {\n  required_providers {\n    leasehold = { source = "leasehold/leasehold" }\n  }\n}\n';
  writeFileSync(join(directory, "main.tf"), needed + configuration(count));
  const peaks = join(directory, "peaks");
  mkdirSync(peaks);
  const counting = `--require ${fileURLToPath(new URL("tasks/provider-use.cjs", import.meta.url))}`;
  const inherited = Object.entries(process.env).filter(([name]) => !/^(TF_|AWS_|NODE_OPTIONS)/.test(name));
  const run = (measured, ...words) => {
    const env = {
      ...Object.fromEntries(inherited),
      CHECKPOINT_DISABLE: "1",
      ...(measured ? { NODE_OPTIONS: counting, LEASEHOLD_BENCH_USE: peaks } : {}),
    };
    const begun = performance.now();
    const ran = spawnSync("terraform", words, { cwd: directory, env, encoding: "utf8", maxBuffer: 1 << 28 });
    const milliseconds = performance.now() - begun;
    if (ran.status !== 0)
      throw new Error(`terraform ${words[0]} ended with ${ran.status}:\n${ran.stdout}${ran.stderr}`);
    return { milliseconds, output: ran.stdout };
  };
  run(false, "init", `-plugin-dir=${mirror}`);
  run(false, "apply", "-auto-approve");
  let told = new Set();
  return {
    /** Milliseconds of a plan; if measured, also what its providers took together, and the most that one held. */
    plan(measured = false) {
      const { milliseconds, output } = run(measured, "plan");
      if (!output.includes("No changes")) throw new Error(`the plan has changes:\n${output.slice(-2000)}`);
      const uses = readdirSync(peaks)
        .filter((file) => !told.has(file))
        .map((file) => JSON.parse(readFileSync(join(peaks, file), "utf8")));
      told = new Set(readdirSync(peaks));
      if (measured && uses.length === 0) throw new Error("no process of the provider has said what it took");
      return {
        milliseconds,
        cpu: uses.reduce((sum, { cpu }) => sum + cpu, 0),
        megabytes: Math.max(0, ...uses.map((use) => use.megabytes)),
      };
    },
  };
}
