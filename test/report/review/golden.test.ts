import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { injections } from "../hostile";
import { acmePull } from "./acme-pull";
import { commentOn } from "./comment-on";
import { pullRequests } from "./pull-requests";
import { htmlOf, outlineOf } from "./rendered";

/** `UPDATE_GOLDEN=1 npx vitest run test/report/review/golden.test.ts` writes them anew: look at each that changes. */
const update = process.env.UPDATE_GOLDEN === "1";
const golden = join(__dirname, "golden");
const scratch = mkdtempSync(join(tmpdir(), "leasehold-golden-"));
const comments = new Map<string, string>();

beforeAll(async () => {
  mkdirSync(golden, { recursive: true });
  for (const one of pullRequests) comments.set(one.name, await commentOn(one, join(scratch, one.name)));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe.each(pullRequests.map((one) => [one.name, one] as const))("the comment on %s", (name, { sections }) => {
  it("is as it was looked at", () => {
    const comment = comments.get(name) ?? "";
    const file = join(golden, `${name}.md`);
    if (update) writeFileSync(file, comment);
    expect(comment).toBe(readFileSync(file, "utf8"));
    expect(comment.length).toBeLessThan(65_536);
  });

  it("has these sections where it is rendered, and no others", () => {
    const { headings, open, foreign } = outlineOf(htmlOf(comments.get(name) ?? ""));
    expect(headings.slice(1)).toEqual(sections.map((title) => `h3 ${title}`));
    expect(headings[0]).toMatch(/^h2 /);
    expect({ open, foreign }).toEqual({ open: [], foreign: [] });
  });
});

describe("whatever is written as a ticket or a reason", () => {
  it.each(Object.entries(injections))("makes no other parts of the comment: %s", async (name, text) => {
    // What is no text in YAML never comes so far.
    const said = JSON.stringify(`The reason for it is: ${text.replace(/(?![\n\t])[\p{C}\p{Zl}\p{Zp}]/gu, "")}`);
    const grant = (reason: string): string => `grants:
  dana-restart:
    { role: instance-operator, identity: dana, ttl: 90m, ticket: INC-4720, justification: ${reason} }
waivers:
  vendor-key:
    { rule: static-credential, resource: aws_iam_access_key.vendor, owner: payments, acceptedBy: hana, reason: ${reason}, expires: 2027-01-20T00:00:00Z }
`;
    const [hostile, plain] = await Promise.all(
      [said, JSON.stringify("The reason for it is a certificate")].map((reason, position) =>
        commentOn(
          { edit: (edits) => edits.add("more.yaml", grant(reason)), pull: acmePull("dana") },
          join(scratch, `hostile-${name.replace(/\W/g, "-")}-${position}`),
        ),
      ),
    );
    expect(outlineOf(htmlOf(hostile ?? ""))).toEqual(outlineOf(htmlOf(plain ?? "")));
    expect(hostile?.match(/^<!-- leasehold:review -->$/gm)).toHaveLength(1);
  });
});

it("keeps no comment of which there is no pull request", () => {
  expect(readdirSync(golden).sort()).toEqual(pullRequests.map(({ name }) => `${name}.md`).sort());
});
