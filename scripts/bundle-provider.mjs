// Bundles the Terraform provider: one file, with everything in it, that Node starts as it stands. What every process needs is
// code; what only some need (the estate, the clouds, AWS's SDK, data) is packed, and unpacked when it is asked for.
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import { deflateRawSync } from "node:zlib";
import { commonJs, licences, parts } from "./bundle.mjs";

/** Packages that few processes need, which are asked for by `require` where they are needed. */
const lazily = { "@marcbachmann/cel-js": "cel", "temporal-polyfill": "temporal", yaml: "yaml" };

/** For snapshots alone, or native; the provider has no use for them. */
const left = [
  "@aws-sdk/client-accessanalyzer",
  "@aws-sdk/client-iam",
  "@aws-sdk/client-identitystore",
  "@aws-sdk/client-organizations",
  "@aws-sdk/client-rolesanywhere",
  "@aws-sdk/client-sso-admin",
  "aws-crt",
  "google-auth-library",
];

/** The modules that read what stands beside them, by pieces: what they read is packed too. */
const readers = ["aws/policy/managed-texts.ts", "gcp/sensitivity/unpacked.ts"];

/** Which Node it takes is asked of it first, in words that every Node knows. */
const head = `#!/usr/bin/env node
// leasehold, a Terraform provider. Terraform starts it; its licences, and those of what is in it, are in leasehold's package.
(function () {
"use strict";
if (typeof process.getBuiltinModule !== "function") {
process.stderr.write("leasehold: the provider needs Node 20.19 or later, and this is " + process.version + " (" + process.execPath + ").\\n");
process.exit(1);
}
`;

/** Makes `OUT/provider/terraform-provider-leasehold`, and the licences of what is in it beside it. */
export async function bundleProvider(root, out, entry = join(root, "src/provider/main.ts")) {
  const data = new Map();
  // No package has anything beside it any more; and where this was made is nobody's business.
  const common = { external: left, define: { __dirname: '"/leasehold"', __filename: '"/leasehold/provider.js"' } };
  const main = await parts(root, {
    ...common,
    // Of ES modules only what is used becomes part of it, and `import()` of one has its names.
    mainFields: ["module", "main"],
    conditions: ["module"],
    entryPoints: [{ in: entry, out: "main" }],
    plugins: [dataPacked(root, data), lazyPackages, unused],
  });
  const packages = await parts(root, {
    ...common,
    entryPoints: Object.entries(lazily).map(([name, file]) => ({ in: name, out: file })),
    plugins: [],
  });
  const texts = new Map();
  // esbuild gives the whole of a CommonJS package as `default` alone, and nobody would see that before it is asked for.
  const nameless = main.files.filter(({ path, text }) => isNameless(text) && basename(path) !== "main.js");
  if (nameless.length > 0)
    throw new Error(`${nameless.map(({ path }) => basename(path))}: the names of its exports are lost`);
  for (const { path, text } of [...main.files, ...packages.files]) {
    const code = await commonJs(text, { minifyWhitespace: true, minifySyntax: true, lineLimit: 160 });
    // Whoever asks for a CommonJS package by `require` asks for what it exports by its names.
    texts.set(basename(path), isNameless(text) ? `${code}module.exports = module.exports.default;` : code);
  }
  const first = atOnce(main.outputs);
  const code = first.map((name) => `${JSON.stringify(name)}: ${wrapped(texts.get(name))},\n`);
  const packed = [
    ...[...texts].filter(([name]) => !first.includes(name)).map(([name, text]) => [name, Buffer.from(wrapped(text))]),
    ...[...data].sort(([a], [b]) => (a < b ? -1 : 1)),
  ].map(
    ([name, bytes]) => `${JSON.stringify(name)}: () => "${deflateRawSync(bytes, { level: 9 }).toString("base64")}",\n`,
  );
  const loader = readFileSync(join(root, "scripts/provider-loader.cjs"), "utf8");
  const whole = `${head}const atOnce = {\n${code.join("")}};\nconst packed = {\n${packed.join("")}};\n${loader}})();\n`;
  // One character beyond it, and V8 would keep two bytes for each.
  if (/[^\n\x20-\x7e]/.test(whole.replaceAll("\t", " "))) throw new Error("the provider's bundle is not plain ASCII");

  const place = join(out, "provider");
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, "terraform-provider-leasehold"), whole);
  chmodSync(join(place, "terraform-provider-leasehold"), 0o755);
  const own = ["LICENSE", "NOTICE"].map((name) => readFileSync(join(root, name), "utf8").trim());
  const line = `\n\n${"-".repeat(80)}\n\n`;
  writeFileSync(join(place, "LICENSES.txt"), [...own, licences(root, [...main.inputs, ...packages.inputs])].join(line));
}

/** Whether a part is a CommonJS package, all of which esbuild gives as `default`. */
function isNameless(text) {
  return /^export default require_\w+\(\);$/m.test(text);
}

function wrapped(text) {
  return `(function (module, exports, require) {${text}\n})`;
}

/** The first part, and what it imports at once. */
function atOnce(outputs) {
  const found = new Set();
  const add = (path) => {
    if (found.has(path)) return;
    found.add(path);
    for (const { path: next, kind } of outputs[path].imports)
      if (kind === "import-statement" && outputs[next]) add(next);
  };
  for (const [path, { entryPoint }] of Object.entries(outputs))
    if (entryPoint && basename(path) === "main.js") add(path);
  return [...found].map((path) => basename(path));
}

/** What our modules read as data is packed, each file for itself. */
function dataPacked(root, data) {
  const src = join(root, "src");
  const nameOf = (file) => `/leasehold/${relative(src, file).split(sep).join("/")}`;
  return {
    name: "data-packed",
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^leasehold:files$/ }, ({ path }) => ({ path, external: true }));
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const name = relative(src, path).split(sep).join("/");
        const text = readFileSync(path, "utf8");
        if (name.startsWith("..") || !text.includes("__dirname")) return undefined;
        const own = JSON.stringify(nameOf(join(path, "..")));
        const kept = text.replace(/\b__dirname\b/g, own);
        if (!readers.includes(name)) return { contents: kept, loader: "ts" };
        const beside = join(path, "../../data");
        for (const file of readdirSync(beside).filter((name) => name.endsWith(".gz"))) add(join(beside, file));
        return { contents: kept.replace('"node:fs"', '"leasehold:files"'), loader: "ts" };
      });
      onLoad({ filter: /\.json$/ }, ({ path }) => {
        if (!path.startsWith(src)) return undefined;
        add(path);
        return {
          contents: `import { readFileSync } from "leasehold:files";\nexport default JSON.parse(readFileSync(${JSON.stringify(nameOf(path))}));`,
          loader: "js",
        };
      });
    },
  };

  function add(file) {
    data.set(nameOf(file), readFileSync(file));
  }
}

const lazyPackages = {
  name: "lazy-packages",
  setup({ onResolve }) {
    onResolve({ filter: /^[^.]/ }, ({ path, kind }) =>
      kind === "require-call" && lazily[path] ? { path: `./${lazily[path]}.js`, external: true } : undefined,
    );
  },
};

/** grpc's own service of statistics, which the provider does not offer, would bring a compiler of protocol buffers along. */
const unused = {
  name: "unused",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@grpc\/proto-loader$/ }, ({ path }) => ({ path, namespace: "unused" }));
    onLoad({ filter: /.*/, namespace: "unused" }, () => ({ contents: "module.exports = {};" }));
  },
};
