// The phases of `leasehold synth` one after another, as that command runs them; lowering, emitting and writing are timed, loading
// and checking, which have a bound of their own, are not. Prints the milliseconds.
const { join } = require("node:path");

const [built, directory, out] = process.argv.slice(2);
const { check } = require(join(built, "src/check/check.js"));
const { loadEstate } = require(join(built, "src/estate/load.js"));

const { estate } = loadEstate(directory);
if (!estate) throw new Error("the generated estate does not load");
const findings = check(estate, {});
const begun = performance.now();
const { renderRoots } = require(join(built, "src/synth/roots.js"));
const { writeRoots } = require(join(built, "src/synth/write.js"));
const { roots, diagnostics } = renderRoots(estate);
const compiled = performance.now();
writeRoots(out, roots, { estate: estate.name, declared: [...estate.targets.keys()] });
const written = performance.now();
const error = [...findings, ...diagnostics].find(({ severity }) => severity === "error");
if (error) throw new Error(`the generated estate does not compile: ${error.message}`);
process.stdout.write(
  JSON.stringify({ milliseconds: written - begun, compile: compiled - begun, write: written - compiled }),
);
