import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const bench = dirname(fileURLToPath(import.meta.url));

/** A generator of `bench/`; they are TypeScript like the rest, and not part of what is built. */
export async function generator(name, space) {
  const { build } = await import("esbuild");
  const outfile = join(space, `${name}.mjs`);
  await build({
    entryPoints: [join(bench, `${name}.ts`)],
    bundle: true,
    platform: "node",
    format: "esm",
    outfile,
    logLevel: "error",
  });
  return import(pathToFileURL(outfile).href);
}
