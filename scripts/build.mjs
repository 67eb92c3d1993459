// Builds the package into `dist/`: one CommonJS build, the data beside it, the JSON Schema, and `.mjs` wrappers so that
// `import` and `require` share one set of classes. The command line and the Terraform provider are bundled.
//
//   node scripts/build.mjs                            what is published
//   node scripts/build.mjs --transpile --out DIR      the command line only, without types: quick, for tests
//   … --transpile --provider --out DIR                the command line and the provider
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { bundle } from "./bundle.mjs";
import { bundleProvider } from "./bundle-provider.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);

/** The entry points that are exported, below `dist/`, without an extension. */
const exported = ["constructs/index", "src/estate/index", "src/gate/index", "src/drift/index", "src/review/index"];

const { values } = parseArgs({
  options: {
    out: { type: "string" },
    transpile: { type: "boolean", default: false },
    provider: { type: "boolean", default: false },
  },
});
const goal = resolve(values.out ?? join(root, "dist"));
// Built aside and put in place when it is whole; below the repository, so that its dependencies are found.
const out = join(root, "node_modules", ".cache", `leasehold-build-${process.pid}`);
process.on("exit", () => rmSync(out, { recursive: true, force: true }));

mkdirSync(out, { recursive: true });
if (values.transpile) {
  await transpile();
} else {
  compile();
}
copyData(join(root, "src"), join(out, "src"));
await bundle(root, out);
if (!values.transpile || values.provider) await bundleProvider(root, out);
// Its modules are of no use but in the bundle, which alone has all that they need.
rmSync(join(out, "src/provider"), { recursive: true, force: true });
chmodSync(join(out, "src/cli/cli.js"), 0o755);
writeSchema();
if (!values.transpile) {
  for (const entry of exported) wrap(entry);
  execFileSync(process.execPath, [join(root, "scripts/compile-parts.mjs"), out], {
    // What it says stands in the error, if there is one.
    stdio: ["ignore", "ignore", "pipe"],
  });
}
rmSync(goal, { recursive: true, force: true });
mkdirSync(dirname(goal), { recursive: true });
renameSync(out, goal);

/** TypeScript itself: types are checked and declarations written. */
function compile() {
  const ts = require("typescript");
  const host = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
      throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n"));
    },
  };
  const config = ts.getParsedCommandLineOfConfigFile(join(root, "tsconfig.build.json"), { outDir: out }, host);
  const program = ts.createProgram(config.fileNames, config.options);
  const found = [...ts.getPreEmitDiagnostics(program), ...program.emit().diagnostics];
  if (found.length > 0) {
    process.stderr.write(
      ts.formatDiagnosticsWithColorAndContext(found, {
        getCanonicalFileName: (name) => name,
        getCurrentDirectory: () => root,
        getNewLine: () => "\n",
      }),
    );
    process.exit(1);
  }
}

/** Types stripped and nothing checked, in a fraction of the time. */
async function transpile() {
  const { build } = await import("esbuild");
  await build({
    entryPoints: files(join(root, "src")).filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts")),
    outdir: join(out, "src"),
    outbase: join(root, "src"),
    format: "cjs",
    platform: "node",
    target: "node20",
    logLevel: "error",
  });
  // What the command line asks of the package's root.
  cpSync(join(root, "package.json"), join(out, "package.json"));
}

/** Everything in `src/` that is read at run time and is no code. */
function copyData(from, to) {
  for (const file of files(from)) {
    if (!/\.(gz|json)$/.test(file)) continue;
    const target = join(to, file.slice(from.length));
    mkdirSync(dirname(target), { recursive: true });
    cpSync(file, target);
  }
}

function writeSchema() {
  const { estateJsonSchema } = require(join(out, "src/estate/json-schema.js"));
  writeFileSync(join(out, "schema.json"), `${JSON.stringify(estateJsonSchema(), null, 2)}\n`);
}

/** An ES module that hands on the names of the CommonJS one, and its types. */
function wrap(entry) {
  const names = Object.keys(require(join(out, `${entry}.js`)))
    .filter((name) => name !== "default" && name !== "__esModule")
    .sort();
  const base = `./${entry.split("/").at(-1)}.js`;
  const lines = names.map((name) => `export const ${name} = whole.${name};`);
  writeFileSync(join(out, `${entry}.mjs`), `import whole from "${base}";\n\n${lines.join("\n")}\n`);
  if (existsSync(join(out, `${entry}.d.ts`))) {
    writeFileSync(join(out, `${entry}.d.mts`), `export * from "${base}";\n`);
  }
}

function files(directory) {
  return readdirSync(directory).flatMap((name) => {
    const path = join(directory, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });
}
