import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CommandLine } from "../cli/command-line";
import { mirrorFor, scratch } from "./harness/terraform";
import { binariesOf, findTools } from "./harness/tools";

const tools = findTools();
const examples = resolve("examples/provider");

/** Each example, with those that it refers to. */
const rooms = ["resources", "data-sources", "ephemeral-resources", "functions"];
const cases = rooms
  .filter((room) => existsSync(join(examples, room)))
  .flatMap((room) => readdirSync(join(examples, room)).map((name) => ({ name, folder: join(examples, room, name) })));
const lease = join(examples, "resources/leasehold_grant/resource.tf");

describe.skipIf(tools.missing.length > 0).each(binariesOf(tools))(
  "the provider's examples through $name",
  ({ path: binary }) => {
    let leasehold: CommandLine;
    let mirror: string;

    beforeAll(() => {
      leasehold = new CommandLine();
      mirror = scratch("own-mirror");
      const { status, stderr } = leasehold.run(["provider", "install", "--dir", mirror]);
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    });
    afterAll(() => leasehold?.close());

    function terraform(directory: string, ...words: string[]): { status: number | null; output: string } {
      const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS_|TF_)/.test(name));
      const { status, stdout, stderr } = spawnSync(binary, [...words, "-no-color"], {
        cwd: directory,
        encoding: "utf8",
        env: { ...Object.fromEntries(inherited), CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" },
      });
      return { status, output: stdout + stderr };
    }

    function expectValid(files: readonly string[]): void {
      const directory = scratch("example");
      for (const [at, file] of files.entries()) copyFileSync(file, join(directory, `${at}.tf`));
      mkdirSync(join(directory, "access"));
      const places = [mirror, mirrorFor(binary, tools)].map((place) => `-plugin-dir=${place}`);
      expect(terraform(directory, "init", "-input=false", ...places)).toMatchObject({ status: 0 });
      const { status, output } = terraform(directory, "validate");
      expect(output).toMatch(/Success! The configuration is valid\./);
      expect(status).toBe(0);
    }

    it.each(cases)("$name is valid", ({ folder }) => {
      const files = readdirSync(folder).map((file) => join(folder, file));
      const own = files.filter((file) => file.endsWith(".tf"));
      // What no mirror of ours holds is checked for its form alone, by `terraform fmt`.
      if (own.some((file) => /"google_/.test(readFileSync(file, "utf8")))) return;
      const refersToLease =
        !own.includes(lease) && own.some((file) => readFileSync(file, "utf8").includes("leasehold_grant."));
      expectValid([join(examples, "provider.tf"), ...own, ...(refersToLease ? [lease] : [])]);
    });

    it("provider.tf is valid alone", () => expectValid([join(examples, "provider.tf")]));
  },
);
