// Lets Node run TypeScript that stands in this repository, as CommonJS:
//
//   node --require ./scripts/typescript.cjs examples/cdktf-app/main.ts
//
// `leasehold` is then what stands in `constructs/`, so that nothing has to be built before.
const { readFileSync } = require("node:fs");
const Module = require("node:module");
const { join } = require("node:path");
const { transformSync } = require("esbuild");

const root = join(__dirname, "..");

require.extensions[".ts"] = (module, file) => {
  const { code } = transformSync(readFileSync(file, "utf8"), {
    loader: "ts",
    format: "cjs",
    target: "node20",
    sourcefile: file,
    sourcemap: "inline",
  });
  module._compile(code, file);
};

const resolve = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) =>
  request === "leasehold" ? join(root, "constructs/index.ts") : resolve(request, ...rest);
