// Compiles the finder of plain roles (`assembly/roles`, AssemblyScript) to WebAssembly, and writes it as a module of
// `src/snapshot/roles`, so that nothing has to be compiled or read from beside the code at run time.
//
//   node scripts/generate-role-finder.mjs            writes the module
//   node scripts/generate-role-finder.mjs --check    exits with 1 unless the module is what would be written
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const goal = join(root, "src/snapshot/roles/finder.generated.ts");
const options = [
  "roles.ts",
  ...["-O3", "--converge", "--noAssert", "--runtime", "stub", "--enable", "simd", "--use", "abort="],
  // Below stand the keys that are read, the meanings of codes and the notes; from the 18th page on, the text.
  ...["--memoryBase", "4096", "--initialMemory", "19", "--outFile", "roles.wasm"],
];

let wasm;
const { error, stderr } = await asc.main(options, {
  readFile: (name) => {
    try {
      return readFileSync(join(root, "assembly/roles", name), "utf8");
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
const text = `// Made by scripts/generate-role-finder.mjs from assembly/roles; not to be edited.

/** The finder's WebAssembly, in base64. */
export const finder = [
${lines.map((line) => `  "${line}",`).join("\n")}
].join("");
`;

if (process.argv.includes("--check")) {
  if (readFileSync(goal, "utf8") !== text) {
    process.stderr.write(
      "src/snapshot/roles/finder.generated.ts is not what assembly/roles gives; run node scripts/generate-role-finder.mjs\n",
    );
    process.exitCode = 1;
  }
} else {
  writeFileSync(goal, text);
}
