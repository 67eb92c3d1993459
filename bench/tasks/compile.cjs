// Lowering, emitting and writing, with loading apart: prints the milliseconds of each.
const { join } = require("node:path");

const [built, directory, out] = process.argv.slice(2);
const { loadEstate } = require(join(built, "src/estate/load.js"));
const { compileRoots } = require(join(built, "src/synth/roots.js"));
const { writeRoots } = require(join(built, "src/synth/write.js"));

const { estate } = loadEstate(directory);
if (!estate) throw new Error("the generated estate does not load");
const begun = performance.now();
const { roots, diagnostics } = compileRoots(estate);
const compiled = performance.now();
writeRoots(out, roots, { estate: estate.name, declared: [...estate.targets.keys()] });
const written = performance.now();
const error = diagnostics.find(({ severity }) => severity === "error");
if (error) throw new Error(`the generated estate does not compile: ${error.message}`);
const resources = roots.reduce((sum, root) => sum + root.resources.length, 0);
process.stdout.write(
  JSON.stringify({ milliseconds: written - begun, compile: compiled - begun, write: written - compiled, resources }),
);
