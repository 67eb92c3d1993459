import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { mutations } from "./mutations.mjs";

/** Runs tests with one fault of `mutations.mjs`, named by MUTATION, in the sources; with none, as they are. */
const root = resolve(import.meta.dirname, "../..");
const mutation = mutations.find(({ name }) => name === process.env.MUTATION);

export default defineConfig({
  root,
  plugins: [
    {
      name: "mutation",
      enforce: "pre",
      transform(code, id) {
        if (!mutation || id.split("?")[0] !== resolve(root, mutation.file)) return null;
        return code.replace(mutation.from, () => mutation.to);
      },
    },
  ],
  test: { include: ["test/**/*.test.ts"], bail: 1, testTimeout: 60_000, reporters: ["default"] },
});
