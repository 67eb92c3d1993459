import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";

/** A directory that is gone after `use`. */
export function scratch(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "leasehold-synth-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

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
