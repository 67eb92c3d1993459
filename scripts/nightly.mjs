// What is too long for every push: the whole example applied and destroyed with every fault at every single API call.
import { spawnSync } from "node:child_process";

const run = spawnSync(
  process.execPath,
  ["node_modules/vitest/vitest.mjs", "run", "--config", "vitest.e2e.config.mts", "guard"],
  { stdio: "inherit", env: { ...process.env, LEASEHOLD_E2E_WHOLE: "1" } },
);
process.exit(run.status ?? 1);
