// Holds the exported API to a snapshot, so that a change of it is seen and meant.
//
//   npm run api              compares; status 1 and the difference if it changed
//   npm run api -- --update  writes the snapshot anew
//
// Read from `dist/` (npm run build). Written are the exported declarations, without comments, and every declaration of
// leasehold's own that those name: what a caller can come to depend on.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

const ts = createRequire(import.meta.url)("typescript");
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, "dist");
const entries = {
  leasehold: "constructs/index.d.ts",
  "leasehold/estate": "src/estate/index.d.ts",
  "leasehold/gate": "src/gate/index.d.ts",
  "leasehold/drift": "src/drift/index.d.ts",
  "leasehold/review": "src/review/index.d.ts",
};

const program = ts.createProgram(
  Object.values(entries).map((file) => join(dist, file)),
  {
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    skipLibCheck: true,
    types: ["node"],
  },
);
const checker = program.getTypeChecker();
const printer = ts.createPrinter({ removeComments: true });

let changed = false;
for (const [name, file] of Object.entries(entries)) {
  const text = snapshotOf(name, join(dist, file));
  const held = join(root, "api", `${name.replace("/", "-")}.api.txt`);
  if (process.argv.includes("--update")) {
    mkdirSync(dirname(held), { recursive: true });
    writeFileSync(held, text);
  } else {
    const before = existsSync(held) ? readFileSync(held, "utf8") : "";
    if (before === text) continue;
    changed = true;
    process.stderr.write(`The API of ${name} is not what ${held.slice(root.length + 1)} holds:\n`);
    process.stderr.write(difference(before, text));
  }
}
if (changed) {
  process.stderr.write("If that is meant: npm run build && npm run api -- --update, and a line in CHANGELOG.md.\n");
  process.exitCode = 1;
}

function snapshotOf(name, file) {
  const source = program.getSourceFile(resolve(file));
  if (!source) throw new Error(`${file} is missing: npm run build`);
  const module = checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${file} exports nothing`);
  const exported = checker.getExportsOfModule(module).map((symbol) => [symbol.name, resolved(symbol)]);
  const seen = new Set(exported.map(([, symbol]) => symbol));
  const named = [];
  const waiting = [...seen];
  for (let symbol = waiting.shift(); symbol; symbol = waiting.shift()) {
    for (const declaration of ownDeclarations(symbol)) {
      visit(declaration, (found) => {
        if (seen.has(found) || ownDeclarations(found).length === 0) return;
        seen.add(found);
        named.push([found.name, found]);
        waiting.push(found);
      });
    }
  }
  const lines = [`# ${name}`, "", ...print(exported), "", "# named by the above", "", ...print(named)];
  return `${lines.join("\n")}\n`;
}

function resolved(symbol) {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** Declarations at the top of a file of leasehold's own. */
function ownDeclarations(symbol) {
  return (symbol.declarations ?? []).filter(
    (declaration) =>
      declaration.getSourceFile().fileName.startsWith(dist.split(sep).join("/")) &&
      (ts.isSourceFile(declaration.parent) || ts.isVariableDeclarationList(declaration.parent)),
  );
}

function visit(node, found) {
  if (ts.isIdentifier(node)) {
    const symbol = checker.getSymbolAtLocation(node);
    if (symbol) found(resolved(symbol));
  }
  ts.forEachChild(node, (child) => visit(child, found));
}

function print(symbols) {
  return symbols
    .flatMap(([name, symbol]) =>
      ownDeclarations(symbol).map((declaration) => {
        const statement = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
        const text = printer.printNode(ts.EmitHint.Unspecified, statement, declaration.getSourceFile());
        return `${name}: ${text.replace(/^(export )?(default )?(declare )?/, "")}`;
      }),
    )
    .sort();
}

/** Lines that came and went; enough to see what changed. */
function difference(before, after) {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const gone = old.filter((line) => !now.includes(line)).map((line) => `  - ${line}`);
  const come = now.filter((line) => !old.includes(line)).map((line) => `  + ${line}`);
  return `${[...gone, ...come].join("\n")}\n`;
}
