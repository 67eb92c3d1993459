import { afterAll, describe, expect, it } from "vitest";
import { ruleGroups } from "../../src/report/explained";
import { rules } from "../../src/rules/rules";
import { CommandLine } from "./command-line";

const leasehold = new CommandLine();
afterAll(() => leasehold.close());

describe("leasehold rules", () => {
  it("lists every rule in one line", () => {
    const { status, stdout, stderr } = leasehold.run(["rules"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const lines = stdout.split("\n");
    for (const group of ruleGroups) {
      const own = lines.slice(lines.indexOf(`${group.title}:`) + 1);
      for (const [index, { name, severity, title }] of group.rules.entries()) {
        expect(own[index]).toMatch(new RegExp(`^${name} +${severity} +`));
        expect(own[index]).toContain(title);
      }
    }
    const listed = ruleGroups.reduce((sum, group) => sum + group.rules.length, 0);
    expect(lines).toHaveLength(listed + 2 * ruleGroups.length + 2);
  });

  it.each(rules.map(({ name }) => name))("says what %s means, with its controls", (name) => {
    const { status, stdout } = leasehold.run(["rules", name]);
    const rule = rules.find((each) => each.name === name);
    expect(stdout).toMatch(new RegExp(`^# ${name}\n`));
    expect(stdout).toContain(rule?.why);
    expect(stdout).toContain(rule?.controls.join(", "));
    expect(status).toBe(0);
  });

  it("says of a name that two have what each of them means by it", () => {
    const { status, stdout } = leasehold.run(["rules", "approval-missing"]);
    expect(stdout.match(/^# approval-missing$/gm)).toHaveLength(2);
    expect(stdout).toContain("`leasehold review` finds it in a change");
    expect(stdout).toContain("`leasehold check` finds it in the declaration");
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
