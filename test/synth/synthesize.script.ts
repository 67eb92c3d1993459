import { loadEstate } from "../../src/estate/load";
import { compileRoots } from "../../src/synth/roots";
import { renderRoot } from "../../src/terraform/json";

/** Prints every root of the estate in the directory given. */
const { estate, diagnostics } = loadEstate(process.argv[2] ?? "access");
if (!estate) throw new Error(JSON.stringify(diagnostics, undefined, 2));
const compiled = compileRoots(estate);
process.stdout.write(compiled.roots.map(renderRoot).join(""));
process.stdout.write(`${compiled.diagnostics.map(({ code, message }) => `${code}: ${message}`).join("\n")}\n`);
