// A leasehold that says what the test wants: its words and directory go to a log, its report to --out.
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";

const words = process.argv.slice(2);
const [verb] = words;
const of = (option) => (words.includes(option) ? words[words.indexOf(option) + 1] : undefined);
const { reports } = JSON.parse(readFileSync(process.env.FAKE_LEASEHOLD, "utf8"));
const read = (path) => (path !== undefined && existsSync(path) ? readFileSync(path, "utf8") : undefined);
appendFileSync(
  process.env.FAKE_LEASEHOLD_LOG,
  `${JSON.stringify({
    words,
    token: process.env.GH_TOKEN ?? process.env.LEASEHOLD_TOKEN ?? process.env.CI_JOB_TOKEN ?? null,
    head: read("access/roles.yaml"),
    base: read(`${of("--base")}/roles.yaml`),
    pull: read(of("--pull")),
    tree: spawnSync("git", ["ls-tree", "-r", "--name-only", "HEAD"], { encoding: "utf8" }).stdout.trim().split("\n"),
  })}\n`,
);
const { status = 0, text } = reports[verb] ?? {};
if (of("--format") === "sarif") {
  writeFileSync(
    of("--out"),
    JSON.stringify({ version: "2.1.0", runs: [{ tool: { driver: { name: "leasehold" } }, results: [] }] }),
  );
} else if (text !== undefined) writeFileSync(of("--out"), text);
if (verb === "review" && status < 2) writeFileSync(of("--evidence"), "{}");
process.exitCode = status;
