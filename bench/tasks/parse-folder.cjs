// The floor for judging a snapshot: every JSON file below a folder read and parsed, one by one, in one process.
const { readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

const [folder] = process.argv.slice(2);
for (const name of readdirSync(folder, { recursive: true })) {
  if (name.endsWith(".json")) JSON.parse(readFileSync(join(folder, name), "utf8"));
}
