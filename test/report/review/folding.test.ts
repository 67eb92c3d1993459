import { describe, expect, it } from "vitest";
import { renderReview } from "../../../src/report/review/render";
import type { Change } from "../../../src/review/change";
import type { RequirementOutcome } from "../../../src/review/requirement";
import { context } from "../sample";
import { addedGrant, changeOf, grantView, outcomeOf, reportOf, step } from "./sample";

/** What a code host takes. */
const limit = 65_536;

const comment = (changes: readonly Change[], requirements: readonly RequirementOutcome[] = []) =>
  renderReview("markdown", reportOf(changes, requirements), context);

const many = <T>(count: number, make: (n: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, n) => make(n));

/** Every line is one that stands by itself: rows have all their cells, folds are opened and closed. */
function expectWhole(text: string, columns = 5): void {
  expect(text.length).toBeLessThan(limit);
  expect(text.startsWith("<!-- leasehold:review -->\n")).toBe(true);
  expect(text).toMatch(/Judged at .*\.\n$/);
  for (const line of text.split("\n").filter((one) => one.startsWith("|"))) {
    expect(line.match(/(?<!\\)\|/g)).toHaveLength(columns + 1);
  }
  expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
}

describe("a comment", () => {
  it("folds what is too much to read at once", async () => {
    const text = await comment(many(40, (n) => addedGrant(`g${n}`)));
    expectWhole(text);
    expect(text).toContain("<summary>25 more leases</summary>");
    expect(text).not.toContain("--format json shows all");
  });

  it.each([400, 3_000, 20_000])("of %i leases says how many it leaves out", async (count) => {
    const text = await comment(
      many(count, (n) =>
        addedGrant(`grant-${n}`, { identity: `person-${n}`, justification: `Reason ${n} `.repeat(8) }),
      ),
      many(count, (n) => outcomeOf(`grant-${n}`)),
    );
    expectWhole(text);
    const rows = text.split("\n").filter((line) => line.includes("` gains")).length;
    const left = Number(/… and (\d+) more leases/.exec(text)?.[1]);
    expect(rows + left).toBe(count);
    expect(text).toContain(`${count} grants: \`grant-0\`, \`grant-1\`, \`grant-2\` and ${count - 3} more`);
  });

  it.each([
    ["a very long justification", { justification: "x".repeat(100_000) }],
    ["a justification that grows when it is escaped", { justification: "@".repeat(20_000) }],
    ["very many places", { places: many(5_000, (n) => ({ target: `t${n}`, text: "x" })) }],
    ["very many residuals", { residuals: many(5_000, (n) => `residual ${n}`) }],
    ["very many owners", { owners: { platform: many(5_000, (n) => `team-${n}`) } }],
  ])("cuts no line for %s", async (_, given) => {
    expectWhole(await comment([addedGrant("g", given)]));
  });

  it.each(["@", "~", "|", "`", "<", "\u0000", "\u202e", "0123456 "])(
    "is short enough where everything is full of %j",
    async (sign) => {
      const text = sign.repeat(60 / sign.length);
      const directions = ["unguards", "gains", "widens", "loses", "tightens", "restates"] as const;
      const changes = many(600, (n) => [
        addedGrant(`${text}${n}`, {
          ...grantView({ identity: `${text}${n}`, role: `${n}${text}`, residuals: [text, text] }),
        }),
        ...directions.map((direction) => changeOf("roles", `${text}${n}`, direction, text)),
      ]).flat();
      const refused = many(50, (n) => ({ who: `${text}${n}`, why: text }));
      expectWhole(
        await comment(
          changes,
          many(500, (n) =>
            outcomeOf(`${text}${n}`, { steps: [step({ refused: [...refused, { who: `${n}`, why: text }] })] }),
          ),
        ),
      );
    },
  );

  it("says that a text is too long, and never shows a part of it", async () => {
    const text = await comment([addedGrant("g", { justification: `${"y".repeat(2_000)}end` })]);
    expect(text).toMatch(/characters, too long to be shown here/);
    expect(text).not.toContain("yyyy");
  });
});
