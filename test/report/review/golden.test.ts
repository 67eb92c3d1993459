import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { loadEstate } from "../../../src/estate/load";
import type { Estate } from "../../../src/estate/types";
import { conclude } from "../../../src/report/judgement";
import { renderReview } from "../../../src/report/review/render";
import { differenceOf } from "../../../src/review/difference/difference";
import { approvalMissing, mostlyPast } from "../../../src/review/findings";
import { at } from "../../helpers/estate";
import { context } from "../sample";
import { Edits, exampleFiles, type PullRequest, pullRequests } from "./pull-requests";

const now = "2026-11-23T18:00:00Z";
/** `UPDATE_GOLDEN=1 npx vitest run test/report/review/golden.test.ts` writes them anew: look at each that changes. */
const update = process.env.UPDATE_GOLDEN === "1";
const scratch = mkdtempSync(join(tmpdir(), "leasehold-golden-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function estateOf(directory: string, files: ReadonlyMap<string, string>): Estate {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  const { estate, diagnostics } = loadEstate(directory);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (estate === undefined || errors.length > 0) throw new Error(JSON.stringify(errors, undefined, 2));
  return estate;
}

async function commentOf({ name, edit, requirements }: PullRequest): Promise<string> {
  const directory = join(scratch, name);
  const files = exampleFiles();
  edit(new Edits(files));
  const base = estateOf(join(scratch, "base"), exampleFiles());
  const difference = differenceOf(base, estateOf(directory, files), { now: at(now) });
  const findings = [...approvalMissing(requirements), ...mostlyPast(difference.changes, at(now))];
  const sha256 = "0123456789abcdef".repeat(4);
  const inputs = { leasehold: "0.1.0", now, estate: { name: "acme", sha256 }, base: { name: "acme", sha256 } };
  return renderReview(
    "markdown",
    {
      judgement: conclude([], findings, { estate: "acme", inputs }),
      outcome: { difference, requirements, met: requirements.every(({ met }) => met), plans: [], findings },
      zone: "Europe/Berlin",
    },
    { ...context, from: directory },
  );
}

describe("the comment on a pull request", () => {
  it.each(pullRequests.map((one) => [one.name, one] as const))("%s", async (name, pullRequest) => {
    const comment = await commentOf(pullRequest);
    const file = join(__dirname, "golden", `${name}.md`);
    if (update) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, comment);
    }
    expect(comment).toBe(readFileSync(file, "utf8"));
    expect(comment.length).toBeLessThan(65_536);
  });
});
