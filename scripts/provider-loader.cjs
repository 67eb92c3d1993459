// Loads the parts of the provider; `bundle-provider.mjs` puts it and them into one file. The parts in `at once` are code. The others
// are packed, since V8 looks at every character of a file before anything runs, and most of the processes that Terraform starts
// are asked for the schema alone.
"use strict";
const modules = Object.create(null);
const files = Object.create(null);

/** What stands beside the code, for the few modules that read it. */
const packedFiles = {
  readFileSync: (path) => fileOf(path),
  openSync: (path) => fileOf(path),
  readSync: (file, into, offset, length, from) => file.copy(into, offset, from, from + length),
  closeSync() {},
};

function within(name) {
  if (name.startsWith("./")) return part(name.slice(2));
  return name === "leasehold:files" ? packedFiles : builtin(name);
}

function builtin(name) {
  const found = process.getBuiltinModule(name);
  if (found) return found;
  throw Object.assign(new Error(`Cannot find module '${name}'`), { code: "MODULE_NOT_FOUND" });
}

function part(name) {
  const known = modules[name];
  if (known) return known.exports;
  const module = { exports: {} };
  modules[name] = module;
  codeOf(name)(module, module.exports, within);
  return module.exports;
}

function codeOf(name) {
  const known = atOnce[name];
  if (known) return known;
  const { Script } = builtin("node:vm");
  // The patterns of tickets are what people wrote; `^(a+)+$` must not hold a plan up for years. Not at the start: what Node has
  // compiled of itself is good only for the flags that it was compiled under.
  builtin("node:v8").setFlagsFromString("--enable-experimental-regexp-engine-on-excessive-backtracks");
  // What is compiled keeps the name that it was given, so that is no place on a machine.
  return new Script(unpacked(name).toString("latin1"), { filename: `leasehold/${name}` }).runInThisContext();
}

function fileOf(path) {
  // By whichever separator this system writes paths.
  const name = path.replaceAll("\\", "/");
  files[name] ??= unpacked(name);
  return files[name];
}

function unpacked(name) {
  const text = packed[name];
  if (text === undefined) throw new Error(`the provider lacks a part of its own: ${name}`);
  return builtin("node:zlib").inflateRawSync(Buffer.from(text(), "base64"));
}

part("main.js");
