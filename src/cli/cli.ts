#!/usr/bin/env node
import { standardOutput, writeStandard } from "./standard";
import { version } from "./version";

const engineFlags = [
  // The patterns of tickets are what people wrote; `^(a+)+$` must not hold a check up for years.
  "--enable-experimental-regexp-engine-on-excessive-backtracks",
  // Most runs are over before it pays to optimize what seems to be run often: a quarter of their time went into that.
  "--interrupt-budget=500000",
  // Nor to collect the garbage of a run that is soon over by the megabyte.
  "--semi-space-growth-factor=8",
];

const words = process.argv.slice(2);
if (words.length === 1 && (words[0] === "--version" || words[0] === "-V")) {
  // Before anything else is loaded. A reader that went away is no error; a full disk is.
  try {
    writeStandard(standardOutput, `${version}\n`);
  } catch {
    process.exitCode = 2;
  }
} else {
  // All is written: there is nothing to wait for, and no memory to give back by the piece.
  void loaded()
    ?.main(words)
    .then(() => process.exit());
}

/** A half-installed package is a fault (70) and no finding (1), which is what Node would end in. */
function loaded(): typeof import("./main") | undefined {
  // Before all else, because V8 takes what was compiled of a part earlier only under the same flags.
  const v8 = process.getBuiltinModule("node:v8");
  for (const flag of engineFlags) v8.setFlagsFromString(flag);
  try {
    return require("./main") as typeof import("./main");
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split("\n");
    process.stderr.write(`leasehold: it cannot be loaded: ${reason}. Install it again: npm install leasehold\n`);
    process.exitCode = 70;
    return undefined;
  }
}
