// Plans the synthesized example with real Terraform against the emulator, where both are found, and says on standard output as
// JSON what became of it: `{ plans: { <target>: <file> } }` or `{ missing: [ … ] }`.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startEmulator } from "../test/e2e/harness/emulator";
import { openRoot } from "../test/e2e/harness/terraform";
import { findTools } from "../test/e2e/harness/tools";

async function planned(out: string, targets: readonly string[]): Promise<object> {
  const tools = findTools();
  const [terraform] = tools.binaries;
  if (tools.missing.length > 0 || !terraform) return { missing: tools.missing };
  const emulator = await startEmulator(tools);
  try {
    const plans: Record<string, string> = {};
    for (const target of targets) {
      const root = openRoot(tools, terraform.path, join(out, target), emulator.endpoint);
      await root.init();
      await root.plan();
      const file = join(out, target, "plan.json");
      writeFileSync(file, (await root.run(["show", "-json", "plan.bin"])).output);
      plans[target] = file;
    }
    return { plans };
  } finally {
    await emulator.stop();
  }
}

const [out = "", ...targets] = process.argv.slice(2);
planned(out, targets).then(
  (outcome) => process.stdout.write(JSON.stringify(outcome)),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
