#!/usr/bin/env node
import { version } from "./version";

const words = process.argv.slice(2);
if (words.length === 1 && (words[0] === "--version" || words[0] === "-V")) {
  // Before anything else is loaded.
  process.stdout.write(`${version}\n`);
} else {
  const { main } = require("./main") as typeof import("./main");
  void main(words);
}
