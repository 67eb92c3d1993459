import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { providerDocs } from "../../../scripts/provider-docs";
import { leasehold } from "../../../src/provider/leasehold";
import type { Schema } from "../../../src/provider/protocol/schema";

const rooms = ["resources", "data-sources", "functions", "ephemeral-resources"];
const examples = "examples/provider";

const pages = providerDocs(leasehold, (path) => {
  const file = join(examples, path);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
});

function below(directory: string): readonly string[] {
  return existsSync(directory)
    ? readdirSync(directory, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
    : [];
}

describe("the provider's documentation", () => {
  it.each([...pages])("docs/%s is current: npm run docs:provider", (path, text) => {
    expect(readFileSync(join("docs", path), "utf8")).toBe(text);
  });

  it("has no page of something that is gone", () => {
    const there = rooms.flatMap((room) => below(join("docs", room))).map((file) => file.slice("docs/".length));
    expect(there.filter((file) => !pages.has(file.replaceAll("\\", "/")))).toEqual([]);
  });

  it("has no example of something that is gone", () => {
    const names = new Set(
      [leasehold.resources, leasehold.dataSources, leasehold.ephemeralResources, leasehold.functions].flatMap(
        Object.keys,
      ),
    );
    const folders = rooms
      .filter((room) => existsSync(join(examples, room)))
      .flatMap((room) => readdirSync(join(examples, room)));
    expect(folders.filter((name) => !names.has(name))).toEqual([]);
  });

  it("says of everything what it is", () => {
    const { resources, dataSources, ephemeralResources } = leasehold;
    const blocks = [resources, dataSources, ephemeralResources].flatMap((all) =>
      Object.values<{ schema: Schema }>(all),
    );
    for (const { schema } of [{ schema: leasehold.schema }, ...blocks]) {
      expect(schema.description).toMatch(/\S/);
      for (const { description } of Object.values(schema.attributes)) expect(description).toMatch(/^[`A-Z].*[.)]$/s);
    }
  });

  it("begins each page as the registries read it", () => {
    for (const text of pages.values()) {
      expect(text).toMatch(/^---\npage_title: "[^"\n]+"\nsubcategory: ""\ndescription: \|-\n {2}\S[^\n]*\n---\n\n# /);
    }
  });

  it.skipIf(spawnSync("terraform", ["version"]).status !== 0)("has examples that are formatted", () => {
    const { stdout, status } = spawnSync("terraform", ["fmt", "-check", "-recursive", examples], { encoding: "utf8" });
    expect({ stdout, status }).toEqual({ stdout: "", status: 0 });
  });
});
