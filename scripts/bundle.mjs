// Bundles the command line: one small file for each thing that it may be asked to do, instead of hundreds of modules, since
// finding, opening and wrapping each of those costs more than what most of them do. Parts that are imported lazily are
// files of their own, and what several of them need is there once, so that classes keep their identity. Names are
// kept and lines are short, so that a stack trace still says where it was.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { build, transform } from "esbuild";

/** Packages that few runs need, which are asked for by `require` where they are needed. */
const lazily = { "@marcbachmann/cel-js": "cel", "temporal-polyfill": "temporal" };

/** Optional peers: whoever takes snapshots installs them beside leasehold. */
const peers = ["@aws-sdk/*", "google-auth-library"];

/** What is asked for in most runs: to judge a plan and report it as text. */
const usual = [
  "src/cli/main.ts",
  "src/cli/commands/gate.ts",
  "src/gate/gate.ts",
  "src/aws/read/read.ts",
  "src/report/text.ts",
];

/**
 * Puts the bundled command line in the place of its modules: `OUT/src/cli/cli.js` and its parts beside it. The data stays
 * where it is, below `OUT/src`.
 */
export async function bundle(root, out) {
  const cli = join(out, "src", "cli");
  rmSync(cli, { recursive: true, force: true });
  mkdirSync(cli, { recursive: true });
  const main = await parts(root, {
    entryPoints: [{ in: join(root, "src/cli/main.ts"), out: "main" }],
    plugins: [placesKept(root), lazyPackages, withoutPrograms],
  });
  const packages = await parts(root, {
    entryPoints: Object.entries(lazily).map(([name, file]) => ({ in: name, out: file })),
    plugins: [],
  });
  const entry = await parts(root, {
    entryPoints: [{ in: join(root, "src/cli/cli.ts"), out: "cli" }],
    plugins: [lazyMain],
  });
  const texts = new Map();
  for (const { path, text } of [...main.files, ...packages.files]) {
    texts.set(basename(path), await commonJs(text, { minifyWhitespace: true, lineLimit: 160 }));
  }
  for (const { text } of entry.files) writeFileSync(join(cli, "cli.js"), await commonJs(text));
  for (const [name, text] of together(texts, usualParts(main.outputs))) writeFileSync(join(cli, name), wrapped(text));
  cpSync(join(root, "scripts/bundle-loader.cjs"), join(cli, "main.js"));
  writeFileSync(join(cli, "LICENSES.txt"), licences(root, [...main.inputs, ...packages.inputs]));
}

/** ES modules are what esbuild can split; CommonJS is what starts quickest. */
export async function commonJs(text, options = {}) {
  const { code } = await transform(text, {
    format: "cjs",
    platform: "node",
    target: "node20",
    supported: { "dynamic-import": false },
    ...options,
  });
  return code;
}

export async function parts(root, options) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    outdir: join(root, "bundle"),
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "node",
    target: "node20",
    external: peers,
    chunkNames: "part-[name]-[hash]",
    logLevel: "error",
    ...options,
  });
  return { files: outputFiles, inputs: Object.keys(metafile.inputs), outputs: metafile.outputs };
}

/** As the loader runs it: what it would put around half a megabyte at run time, it would copy. */
function wrapped(text) {
  return `(function (module, exports, require, __dirname) {${text}\n})\n`;
}

/** The parts that most runs need, but for the first. */
function usualParts(outputs) {
  const found = new Set();
  const add = (path) => {
    if (found.has(path)) return;
    found.add(path);
    for (const { path: next, kind } of outputs[path].imports)
      if (kind === "import-statement" && outputs[next]) add(next);
  };
  for (const [path, { entryPoint }] of Object.entries(outputs)) if (usual.includes(entryPoint)) add(path);
  return [...found].map((path) => basename(path));
}

/** Puts several parts into one file, of which each runs when it is first asked for. */
function together(texts, names) {
  const file = "parts.js";
  const joined = (text) =>
    text.replace(/require\("\.\/([\w-]+\.js)"\)/g, (whole, name) =>
      names.includes(name) ? `require("./${file}")("${name}")` : whole,
    );
  const parts = names.map(
    (name) => `${JSON.stringify(name)}: (function (module, exports) {\n${joined(texts.get(name))}}),\n`,
  );
  const loader = `const loaded = Object.create(null);
module.exports = (name) => {
  const known = loaded[name];
  if (known) return known.exports;
  const part = { exports: {} };
  loaded[name] = part;
  parts[name](part, part.exports);
  return part.exports;
};
`;
  const rest = [...texts].filter(([name]) => !names.includes(name)).map(([name, text]) => [name, joined(text)]);
  return [...rest, [file, `"use strict";\nconst parts = {\n${parts.join("")}};\n${loader}`]];
}

/** `__dirname` goes on to say where a module was, for the data beside it, and data is read, not made a part of code. */
function placesKept(root) {
  const src = join(root, "src");
  const from = (file) => JSON.stringify(`/../${relative(src, file).split(sep).join("/")}`);
  return {
    name: "places-kept",
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const text = readFileSync(path, "utf8");
        if (!path.startsWith(src) || !text.includes("__dirname")) return undefined;
        return { contents: text.replace(/\b__dirname\b/g, `(__dirname + ${from(dirname(path))})`), loader: "ts" };
      });
      onLoad({ filter: /\.json$/ }, ({ path }) =>
        path.startsWith(src)
          ? {
              contents: `import { readFileSync } from "node:fs";\nexport default JSON.parse(readFileSync(__dirname + ${from(path)}, "utf8"));`,
              loader: "js",
            }
          : undefined,
      );
    },
  };
}

const lazyPackages = {
  name: "lazy-packages",
  setup({ onResolve }) {
    onResolve({ filter: /^[^.]/ }, ({ path, kind }) =>
      kind === "require-call" && lazily[path] ? { path: `./${lazily[path]}.js`, external: true } : undefined,
    );
  },
};

/** commander can start other programs as commands; ours are its own, and what starts programs takes long to load. */
const withoutPrograms = {
  name: "without-programs",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ path, importer }) =>
      importer.includes("commander") ? { path, namespace: "none" } : undefined,
    );
    onLoad({ filter: /.*/, namespace: "none" }, () => ({ contents: "module.exports = {};" }));
  },
};

const lazyMain = {
  name: "lazy-main",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/main$/ }, () => ({ path: "./main.js", external: true }));
  },
};

/** The licences of the packages that became part of the bundle. */
export function licences(root, inputs) {
  const found = new Set(inputs.flatMap((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []));
  return [...found]
    .sort()
    .map((place) => {
      const directory = join(root, place);
      const { name, version, license } = JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
      const file = readdirSync(directory).find((entry) => /^licen[cs]e/i.test(entry));
      const text = file ? readFileSync(join(directory, file), "utf8").trim() : "";
      return `${name} ${version} (${license})\n\n${text}\n`;
    })
    .join(`\n${"-".repeat(80)}\n\n`);
}
