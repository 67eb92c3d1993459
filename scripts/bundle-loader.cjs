// Loads the parts of the command line; `bundle.mjs` puts it beside them as `main.js`. What V8 made of a part when the package
// was built is taken where this is the same V8, for the same processor: it need not parse and compile them again. V8 itself
// refuses what was made of another text, by another version or under other flags; then a part is compiled as ever.
"use strict";
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { Script } = require("node:vm");

const compiled = join(__dirname, "compiled", `${process.versions.v8}-${process.platform}-${process.arch}`);
const modules = Object.create(null);
const scripts = new Map();

function within(name) {
  return name.startsWith("./") ? part(name.slice(2)) : require(name);
}

function part(name) {
  const known = modules[name];
  if (known) return known.exports;
  const module = { exports: {} };
  modules[name] = module;
  scriptOf(name).runInThisContext()(module, module.exports, within, __dirname);
  return module.exports;
}

function scriptOf(name) {
  const text = readFileSync(join(__dirname, name), "utf8");
  // What is compiled keeps the name that it was given, so that is no place on a machine.
  const script = new Script(text, { filename: `leasehold/${name}`, cachedData: compiledOf(name) });
  scripts.set(name, script);
  return script;
}

function compiledOf(name) {
  try {
    return readFileSync(join(compiled, `${name}.bin`));
  } catch {
    // Made for another Node.
    return undefined;
  }
}

exports.main = (words) => part("parts.js")("main.js").main(words);

/** For the build: what is compiled now, to be taken next time. */
exports.compiledParts = () => ({
  directory: compiled,
  files: [...scripts].map(([name, script]) => [`${name}.bin`, script.createCachedData()]),
});
