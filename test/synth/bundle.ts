import { join, resolve } from "node:path";
import { buildSync } from "esbuild";

/** Bundles a script of this directory, to be run by plain Node in a process of its own. */
export function bundled(script: string, into: string): string {
  const outfile = join(into, script.replace(/\.ts$/, ".cjs"));
  buildSync({
    entryPoints: [resolve(__dirname, script)],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
  });
  return outfile;
}
