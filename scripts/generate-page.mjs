// Makes the script and the style of `leasehold report` of their sources, and writes them as data beside the code, so that nothing
// has to be bundled at run time, and every build gives the same page.
//
//   node scripts/generate-page.mjs            writes it
//   node scripts/generate-page.mjs --check    exits with 1 unless it is what would be written
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const sources = "src/report/page";
const goal = `${sources}/assets.generated.json`;

const text = `${JSON.stringify({ script: await script(), style: await style() }, null, 2)}\n`;
if (!process.argv.includes("--check")) {
  writeFileSync(join(root, goal), text);
} else if (readFileSync(join(root, goal), "utf8") !== text) {
  process.stderr.write(`${goal} is not what ${sources} gives; run node scripts/generate-page.mjs\n`);
  process.exitCode = 1;
}

async function script() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [`${sources}/browser/main.ts`],
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    target: "es2022",
    charset: "ascii",
    logLevel: "error",
  });
  return outputFiles[0].text.trim();
}

async function style() {
  const { code } = await transform(readFileSync(join(root, sources, "page.css"), "utf8"), {
    loader: "css",
    minify: true,
    logLevel: "error",
  });
  return code.trim();
}
