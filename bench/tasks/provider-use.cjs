// Loaded before the provider: at its end, each of its processes says what CPU it took, in milliseconds, and how much memory at most.
const { writeFileSync } = require("node:fs");
const { join } = require("node:path");

const directory = process.env.LEASEHOLD_BENCH_USE;
process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  const use = { cpu: (user + system) / 1000, megabytes: process.resourceUsage().maxRSS / 1024 };
  writeFileSync(join(directory, `${process.pid}-${Date.now()}`), JSON.stringify(use));
});
