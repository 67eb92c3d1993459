import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { afterAll, expect, it } from "vitest";
import { CommandLine } from "./command-line";

const leasehold = new CommandLine();
afterAll(() => leasehold.close());

it("leasehold schema prints a JSON Schema", () => {
  const { status, stdout } = leasehold.run(["schema"]);
  expect(() => new Ajv({ strict: false, validateFormats: false }).compile(JSON.parse(stdout))).not.toThrow();
  expect(status).toBe(0);
});

it("leasehold schema --out writes it to a file", () => {
  const directory = leasehold.directory();
  expect(leasehold.run(["schema", "--out", "schema.json"], { cwd: directory })).toMatchObject({
    status: 0,
    stdout: "",
  });
  expect(JSON.parse(readFileSync(join(directory, "schema.json"), "utf8"))).toHaveProperty("type", "object");
});
