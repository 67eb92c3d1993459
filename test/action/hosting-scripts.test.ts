import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { judgeHosting, readHosting } from "../../src/check/hosting/hosting";
import { changed, gitHub, gitHubClassic, gitLab } from "../check/hosting/answers";

const root = mkdtempSync(join(tmpdir(), "leasehold-hosting-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
for (const name of ["gh", "curl"]) {
  writeFileSync(
    join(root, name),
    `#!/bin/sh\nexec "${process.execPath}" "${resolve("test/action/fake-rest.mjs")}" "$@"\n`,
  );
  chmodSync(join(root, name), 0o755);
}

/** The codes that are found in what a script keeps of the answers. */
function found(script: string, words: readonly string[], answers: object): readonly string[] {
  writeFileSync(join(root, "answers.json"), JSON.stringify(answers));
  const { status, stdout, stderr } = spawnSync("bash", [join("examples/ci", script), ...words], {
    encoding: "utf8",
    env: {
      PATH: `${root}:${dirname(process.execPath)}:${process.env.PATH ?? ""}`,
      FAKE_REST: join(root, "answers.json"),
      GITLAB_TOKEN: "t",
    },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return judgeHosting(readHosting(JSON.parse(stdout)), "hosting.json").map(({ code }) => code);
}

const repo = "repos/acme/infrastructure";
const onGitHub = (answers: typeof gitHub | typeof gitHubClassic) => ({
  [repo]: answers.repository,
  [`${repo}/branches/main/protection`]: answers.protection,
  [`${repo}/rules/branches/main`]: answers.rules,
  [`${repo}/rulesets/7`]: answers.rulesets[0],
  [`${repo}/environments`]: answers.environments,
  [`${repo}/environments/production/deployment-branch-policies`]: answers.deployment_branch_policies.production,
});
const gitHubWords = ["acme/infrastructure", "main"];

describe("hosting-github.sh", () => {
  it.each([
    ["rulesets", onGitHub(gitHub), gitHubWords, []],
    ["protection of branches", onGitHub(gitHubClassic), gitHubWords, []],
    ["an environment that is named", onGitHub(gitHub), [...gitHubWords, "production"], []],
    ["an environment that is not there", onGitHub(gitHub), [...gitHubWords, "staging"], ["hosting-unknown"]],
    [
      "a ruleset that is not shown",
      { ...onGitHub(gitHub), [`${repo}/rulesets/7`]: undefined },
      gitHubWords,
      ["hosting-unknown"],
    ],
    ["nothing at all", {}, gitHubWords, ["hosting-unknown", "hosting-unknown", "hosting-unknown"]],
  ])("keeps %s as it is judged", (_, answers, words, codes) => {
    expect(found("hosting-github.sh", words, answers)).toEqual(codes);
  });
});

const onGitLab = (answers: typeof gitLab) => ({
  "projects/5": answers.project,
  "projects/5/protected_branches": answers.protected_branches,
  "projects/5/approvals": answers.approvals,
  "projects/5/approval_rules": answers.approval_rules,
  "projects/5/protected_environments": answers.protected_environments,
});
const gitLabWords = ["https://gitlab.example", "5", "main"];

describe("hosting-gitlab.sh", () => {
  it.each([
    ["all answers", onGitLab(gitLab), []],
    [
      "a page that is full",
      { ...onGitLab(gitLab), "projects/5/approval_rules": Array(100).fill(gitLab.approval_rules[0]) },
      ["hosting-unknown"],
    ],
    ["nothing at all", {}, Array(5).fill("hosting-unknown")],
    [
      "a finding",
      onGitLab(changed(gitLab, { "approvals.reset_approvals_on_push": false }) as typeof gitLab),
      ["hosting-stale-approval"],
    ],
  ])("keeps %s as it is judged", (_, answers, codes) => {
    expect(found("hosting-gitlab.sh", gitLabWords, answers)).toEqual(codes);
  });
});
