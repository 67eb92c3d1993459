// Compiles what is written in AssemblyScript (`assembly/`) to WebAssembly, and writes it as modules of `src/`, so that nothing has
// to be compiled or read from beside the code at run time.
//
//   node scripts/generate-wasm.mjs            writes the modules
//   node scripts/generate-wasm.mjs --check    exits with 1 unless the modules are what would be written
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = [
  {
    from: "assembly/scan.ts",
    goal: "src/terraform/scan/scan.generated.ts",
    name: "scanner",
    // Below the first page stand the containers by depth; from there on, the text.
    pages: 1,
  },
  {
    from: "assembly/roles/roles.ts",
    goal: "src/snapshot/roles/finder.generated.ts",
    name: "finder",
    // First stand the keys that are read, the meanings of codes and the notes; from the 18th page on, the text.
    pages: 19,
  },
];

for (const module of modules) {
  const text = await written(module);
  const goal = join(root, module.goal);
  if (!process.argv.includes("--check")) {
    writeFileSync(goal, text);
  } else if (readFileSync(goal, "utf8") !== text) {
    process.stderr.write(`${module.goal} is not what ${module.from} gives; run node scripts/generate-wasm.mjs\n`);
    process.exitCode = 1;
  }
}

async function written({ from, name, pages }) {
  const entry = from.split("/").at(-1);
  let wasm;
  const { error, stderr } = await asc.main(
    [
      entry,
      ...["-O3", "--converge", "--noAssert", "--runtime", "stub", "--enable", "simd", "--use", "abort="],
      ...["--memoryBase", "4096", "--initialMemory", String(pages), "--outFile", "out.wasm"],
    ],
    {
      readFile: (file) => {
        try {
          return readFileSync(join(root, dirname(from), file), "utf8");
        } catch {
          return null;
        }
      },
      writeFile: (_name, contents) => {
        wasm = contents;
      },
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  const lines =
    Buffer.from(wasm)
      .toString("base64")
      .match(/.{1,108}/g) ?? [];
  return `// Made by scripts/generate-wasm.mjs from ${from}; not to be edited.

/** The ${name}'s WebAssembly, in base64. */
export const ${name} = [
${lines.map((line) => `  "${line}",`).join("\n")}
].join("");
`;
}
