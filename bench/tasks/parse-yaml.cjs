// What the `yaml` library alone needs: every file of a directory parsed, and nothing made of it.
const { readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");
const { parse } = require("yaml");

const [directory] = process.argv.slice(2);
for (const name of readdirSync(directory, { recursive: true })) {
  if (name.endsWith(".yaml")) parse(readFileSync(join(directory, name), "utf8"));
}
