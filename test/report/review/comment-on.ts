import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadForJudging } from "../../../src/cli/gate/estates";
import { loadBase } from "../../../src/cli/review/base";
import { conclude } from "../../../src/report/judgement";
import { renderReview } from "../../../src/report/review/render";
import { readPull } from "../../../src/review/pull/read-pull";
import { review } from "../../../src/review/review";
import { formatInstant } from "../../../src/time/instant";
import { at } from "../../helpers/estate";
import { context } from "../sample";
import { Edits, exampleFiles } from "./acme-pull";
import type { PullRequest } from "./pull-requests";

const now = at("2026-11-23T16:30:00Z");

/** The comment on a pull request, made as the command makes it: from two directories and the hosting service's answers. */
export async function commentOn(
  { before, edit, pull, claims }: Pick<PullRequest, "before" | "edit" | "pull" | "claims">,
  directory: string,
): Promise<string> {
  const edits = new Edits(exampleFiles());
  before?.(edits);
  write(join(directory, "base"), edits.files);
  edit(edits);
  write(join(directory, "head"), edits.files);

  const base = loadBase(join(directory, "base"));
  const head = loadForJudging(join(directory, "head"), now);
  if (!base.estate || !head.declared) throw new Error(JSON.stringify([base.errors, head.errors, head.findings]));
  const read = readPull(Buffer.from(pull));
  const outcome = await review({
    base: base.estate,
    head: head.declared.estate,
    pull: read,
    now,
    ...(claims ? { claims } : {}),
  });
  const inputs = {
    leasehold: context.version,
    now: formatInstant(now),
    estate: { name: "acme", sha256: head.sha256 },
    base: { name: base.estate.name, sha256: base.sha256 },
  };
  const judgement = conclude([], outcome.findings, { estate: "acme", inputs });
  const report = { judgement, outcome, pull: read, zone: "Europe/Berlin" };
  return renderReview("markdown", report, { ...context, from: join(directory, "head") });
}

function write(directory: string, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
}
