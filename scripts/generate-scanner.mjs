// Compiles the scanner (`assembly/scan.ts`, AssemblyScript) to WebAssembly, and writes it as a module of
// `src/terraform/scan`, so that nothing has to be compiled or read from beside the code at run time.
//
//   node scripts/generate-scanner.mjs            writes the module
//   node scripts/generate-scanner.mjs --check    exits with 1 unless the module is what would be written
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const goal = join(root, "src/terraform/scan/scan.generated.ts");
const options = [
  "scan.ts",
  ...["-O3", "--converge", "--noAssert", "--runtime", "stub", "--enable", "simd", "--use", "abort="],
  // Below stand the containers by depth; from the next page on, the text.
  ...["--memoryBase", "4096", "--initialMemory", "1", "--outFile", "scan.wasm"],
];

let wasm;
const { error, stderr } = await asc.main(options, {
  readFile: (name) => {
    try {
      return readFileSync(join(root, "assembly", name), "utf8");
    } catch {
      return null;
    }
  },
  writeFile: (_name, contents) => {
    wasm = contents;
  },
  listFiles: () => [],
});
if (error) throw new Error(`${error.message}\n${stderr.toString()}`);

const lines =
  Buffer.from(wasm)
    .toString("base64")
    .match(/.{1,108}/g) ?? [];
const text = `// Made by scripts/generate-scanner.mjs from assembly/scan.ts; not to be edited.

/** The scanner's WebAssembly, in base64. */
export const scanner = [
${lines.map((line) => `  "${line}",`).join("\n")}
].join("");
`;

if (process.argv.includes("--check")) {
  if (readFileSync(goal, "utf8") !== text) {
    process.stderr.write(
      "src/terraform/scan/scan.generated.ts is not what assembly/scan.ts gives; run node scripts/generate-scanner.mjs\n",
    );
    process.exitCode = 1;
  }
} else {
  writeFileSync(goal, text);
}
