import { afterAll, describe, expect, it } from "vitest";
import { driftKinds } from "../../src/drift/kinds";
import { rules } from "../../src/rules/rules";
import { CommandLine } from "./command-line";

const leasehold = new CommandLine();
afterAll(() => leasehold.close());

describe("leasehold rules", () => {
  it("lists every rule in one line", () => {
    const { status, stdout, stderr } = leasehold.run(["rules"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const lines = stdout.split("\n");
    for (const { name, severity, title } of rules) {
      expect(lines.find((line) => line.startsWith(`${name} `))).toMatch(
        new RegExp(`${severity} +${title.slice(0, 20)}`),
      );
    }
    expect(lines).toHaveLength(rules.length + driftKinds.length + 3);
  });

  it.each(rules.map(({ name }) => name))("says what %s means, with its controls", (name) => {
    const { status, stdout } = leasehold.run(["rules", name]);
    const rule = rules.find((each) => each.name === name);
    expect(stdout).toMatch(new RegExp(`^# ${name}\n`));
    expect(stdout).toContain(rule?.why);
    expect(stdout).toContain(rule?.controls.join(", "));
    expect(status).toBe(0);
  });

  it.each([
    ["static-credentials", /There is no rule "static-credentials"\. Did you mean "static-credential"\?/],
    ["satnding-privileged-access", /Did you mean "standing-privileged-access"\?/],
    ["nothing-like-it", /leasehold rules lists all/],
    ["\u001b[2J", /There is no rule/],
  ])("does not know %s", (name, saying) => {
    const { status, stdout, stderr } = leasehold.run(["rules", name]);
    expect(stderr).toMatch(saying);
    expect(stderr).not.toMatch(/(?!\n)\p{Cc}/u);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  });
});
