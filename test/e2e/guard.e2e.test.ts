import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fixture, synthesize } from "./harness/estate";
import { spoilRoot } from "./harness/spoil-root";
import { findTools } from "./harness/tools";

const one = { account: "111122223333", estate: "one" };

describe.skipIf(findTools().missing.length > 0)("never a permission without its guard", () => {
  it("holds for one lease, applied and destroyed, whichever call fails or is the last", async () => {
    const roots = synthesize(fixture("one-lease"));
    const came = await spoilRoot({ ...one, file: join(roots, "orders", "main.tf.json") });
    process.stdout.write(
      `guard: ${came.runs} runs, ${came.looks} looks, ${came.permittedLooks} of them at a permission\n`,
    );
    expect(came.violations).toEqual([]);
    expect(came.missed).toEqual([]);
    expect(came.runs).toBe(came.planned);
    expect(came.permittedLooks).toBeGreaterThan(20);
  });

  it("would see it, if the attachments did not wait for the guard", async () => {
    const file = join(synthesize(fixture("one-lease")), "orders", "main.tf.json");
    const careless = JSON.parse(readFileSync(file, "utf8"));
    for (const attachment of Object.values<{ depends_on?: unknown }>(careless.resource.aws_iam_role_policy_attachment))
      delete attachment.depends_on;
    writeFileSync(file, JSON.stringify(careless));
    const came = await spoilRoot({
      ...one,
      file,
      spoils: (fault, call) => fault === "refuse" && call.action === "iam:PutRolePolicy",
    });
    expect(came.violations).not.toEqual([]);
  });
});
