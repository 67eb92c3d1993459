// Writes the documentation of the Terraform provider from its schemas and the examples, as the registries take it:
//
//   npm run docs:provider
//
// docs/index.md, docs/resources/, docs/data-sources/, docs/functions/ and docs/ephemeral-resources/ are its own. A test says
// whether they are current.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const docs = join(root, "docs");
const rooms = ["resources", "data-sources", "functions", "ephemeral-resources"];

// Below the repository, so that its dependencies are found.
const cache = join(root, "node_modules/.cache");
mkdirSync(cache, { recursive: true });
const scratch = mkdtempSync(join(cache, "leasehold-docs-"));
try {
  const load = async (entry) => {
    const outfile = join(scratch, "part.cjs");
    const options = { bundle: true, platform: "node", format: "cjs", packages: "external", logLevel: "error" };
    await build({ entryPoints: [join(root, entry)], outfile, ...options });
    const loaded = createRequire(import.meta.url)(outfile);
    delete createRequire(import.meta.url).cache[outfile];
    return loaded;
  };
  const { providerDocs } = await load("scripts/provider-docs.ts");
  const { leasehold } = await load("src/provider/leasehold.ts");
  const pages = providerDocs(leasehold, (path) => {
    const file = join(root, "examples/provider", path);
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  });
  for (const room of rooms) rmSync(join(docs, room), { recursive: true, force: true });
  for (const [path, text] of pages) {
    mkdirSync(dirname(join(docs, path)), { recursive: true });
    writeFileSync(join(docs, path), text);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
