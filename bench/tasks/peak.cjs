// Loaded before a measured program (`node --require`): at its end, says how much memory it took at most, in kilobytes.
const { writeFileSync } = require("node:fs");

const file = process.env.LEASEHOLD_BENCH_PEAK;
if (file) process.on("exit", () => writeFileSync(file, String(process.resourceUsage().maxRSS)));
