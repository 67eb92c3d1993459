#!/usr/bin/env node
import { version } from "./version";

const words = process.argv.slice(2);
if (words.length === 1 && (words[0] === "--version" || words[0] === "-V")) {
  // Before anything else is loaded. A reader that went away is no error; a full disk is.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") process.exitCode = 2;
  });
  process.stdout.write(`${version}\n`);
} else {
  const { main } = require("./main") as typeof import("./main");
  void main(words);
}
