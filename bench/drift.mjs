import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { generator } from "./generator.mjs";
import { inTurn, runNode } from "./measure.mjs";

const bench = dirname(fileURLToPath(import.meta.url));
const quiet = { memory: false };
const mostMemory = 400;

/**
 * What it costs to hold a company's accounts against what is declared, whole processes: against parsing the same files, and
 * against itself with half of the accounts.
 *
 * @param {{ cli: string, space: string, now: string[], rounds: number, short: boolean }} settings
 * @param {{ ratio: Function, amount: Function }} say where figures go, see `run.mjs`
 */
export function drift({ cli, space, now, rounds, short }, { ratio, amount }) {
  const { companySize, writeCompany } = generator("generate-snapshot");
  const by = short ? 0.02 : 1;
  const written = (name, scale) => {
    const directory = join(space, name);
    const accounts = Math.round(companySize.accounts * scale);
    const { undeclared } = writeCompany(directory, {
      ...companySize,
      accounts,
      declared: Math.round(companySize.declared * scale),
    });
    return { directory, accounts, undeclared };
  };
  const judge = ({ directory, undeclared }, options) => {
    const found = join(directory, "found");
    const run = runNode(
      [cli, "drift", join(directory, "access"), "--snapshot", found, ...now, "--fail-on", "never", "--format", "json"],
      options,
    );
    const told = JSON.parse(run.output).findings.filter(({ rule }) => rule === "undeclared-access").length;
    if (told !== undeclared) throw new Error(`drift found ${told} of ${undeclared} undeclared accesses`);
    return run;
  };
  const whole = written("company", by);
  const half = written("half-company", by / 2);
  let peak = 0;
  const { ours, halved, parsed } = inTurn(short ? rounds : 1, {
    parsed: () => runNode([join(bench, "tasks/parse-folder.cjs"), join(whole.directory, "found")], quiet).milliseconds,
    ours: () => {
      const run = judge(whole);
      peak = Math.max(peak, run.megabytes);
      return run.milliseconds;
    },
    halved: () => judge(half, quiet).milliseconds,
  });
  const accounts = `${whole.accounts.toLocaleString("en")} accounts of ${companySize.rolesInAccount} roles`;
  ratio(`drift of ${accounts}, against \`JSON.parse\``, ours, parsed, 1);
  ratio("drift of twice the accounts", ours, halved, 2.2, true);
  amount("peak memory of drift", peak, "MB", mostMemory);
}
