import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
require("../scripts/typescript.cjs");

/** A generator of `bench/`; they are TypeScript like the rest, and not part of what is built. */
export function generator(name) {
  return require(`./${name}.ts`);
}
