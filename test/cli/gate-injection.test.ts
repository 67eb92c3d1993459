import { afterAll, describe, expect, it } from "vitest";
import { formats } from "../../src/report/render";
import { injections } from "../report/hostile";
import { parseXml } from "../report/xml";
import { CommandLine, now } from "./command-line";
import { planOf, standingRole } from "./gate-plan";

const leasehold = new CommandLine();
afterAll(() => leasehold.close());

/** Each text as a key of `for_each`, and as what a policy names. */
const plan = planOf(
  Object.values(injections).flatMap((text) => standingRole("admin", { index: text, resource: `arn:aws:s3:::${text}` })),
);

describe("whatever a plan names its things", () => {
  const cwd = leasehold.files({ "plan.json": plan });
  it.each(formats)("%s shows it as text", (format) => {
    const { status, stdout, stderr } = leasehold.run(
      ["gate", "plan.json", "--now", now, "--facts", "--format", format],
      {
        cwd,
      },
    );
    expect(status, stderr).toBe(1);
    expect(stdout).not.toMatch(/(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u200b\u202e\ufeff]/u);
    expect(stdout).not.toMatch(/##(?:vso|teamcity)?\[/i);
    for (const line of stdout.split("\n")) {
      if (/^\s*::/.test(line)) expect(line).toMatch(/^::(?:error|warning|notice) title=[a-z-]+::/);
    }
    if (format === "github") expect(stdout).toMatch(/^::error /m);
    else expect(stdout).not.toMatch(/^\s*::/m);
    if (format === "json" || format === "sarif") JSON.parse(stdout);
    if (format === "junit") parseXml(stdout);
    if (format === "markdown") expect(stdout.length).toBeLessThan(65_536);
  });

  it("is one finding for each, told apart", () => {
    const { stdout } = leasehold.run(["gate", "plan.json", "--now", now, "--format", "json"], { cwd });
    const addresses = JSON.parse(stdout).findings.map(({ address }: { address: string }) => address);
    expect(new Set(addresses).size).toBe(Object.keys(injections).length);
  });
});
