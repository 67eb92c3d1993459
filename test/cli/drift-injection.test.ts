import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formats } from "../../src/report/render";
import { injections } from "../report/hostile";
import { parseXml } from "../report/xml";
import { CommandLine } from "./command-line";
import { account, example, exampleFolder, lease, moment } from "./drift-folder";

const leasehold = new CommandLine();
afterAll(() => leasehold.close());

const texts = Object.values(injections);
const administrator = "arn:aws:iam::aws:policy/AdministratorAccess";

/** Whatever somebody may name in a cloud says each of the texts: users, roles, tags, policies, trust, members, titles, keys. */
let directory: string;
beforeAll(() => {
  directory = exampleFolder(leasehold.directory(), {
    change: (one) => {
      for (const [n, text] of texts.entries()) {
        one.addUser(text).attached.add(administrator);
        const Principal = { AWS: `arn:aws:iam::999988887777:role/${text}` };
        const trust = JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Principal, Action: "sts:AssumeRole", Condition: { StringEquals: { [text]: text } } },
          ],
        });
        one.addRole(`role-${n}`, "/", trust).inline.set(
          text,
          JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ Sid: text, Effect: "Allow", Action: "*", Resource: text }],
          }),
        );
        one.saml.push({ Arn: `arn:aws:iam::${account}:saml-provider/${text}` });
      }
      const [first = "", second = ""] = [texts.join(" "), texts.join("/")];
      const of = one.roles.get(lease);
      of?.tags.set("leasehold:owner", first).set("team", second).set("leasehold:approvers", first);
      of?.inline.set(
        first,
        JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: texts, Resource: texts }] }),
      );
      of?.attached.add(`arn:aws:iam::${account}:policy/${first}`);
      if (of) of.boundary = `arn:aws:iam::${account}:policy/${second}`;
      one.addUser("legacy").keys.push({ AccessKeyId: `AKIA${first}`, Status: "Active" });
    },
    google: (contents, container) => {
      const [page] = contents["iam-policies"] as [{ results: { policy: { bindings: unknown[] } }[] }];
      for (const text of texts) {
        page.results[0]?.policy.bindings.push(
          { role: "roles/owner", members: [`user:${text}`] },
          {
            role: `projects/${container}/roles/${text}`,
            members: ["user:mallory@acme.example"],
            condition: { title: text, description: text, expression: text },
          },
        );
      }
    },
  });
});

describe("whatever a cloud names its things", () => {
  it.each(formats)("%s shows it as text", (format) => {
    const plan = join(leasehold.directory(), "todo.md");
    const { status, stdout, stderr } = leasehold.run([
      "drift",
      example,
      "--snapshot",
      directory,
      "--now",
      moment,
      "--format",
      format,
      "--fix-plan",
      plan,
    ]);
    expect(status, stderr).toBeOneOf([1, 2]);
    const written = readFileSync(plan, "utf8");
    for (const text of [stdout, written]) {
      expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u200b\u202e\ufeff]/u);
      expect(text).not.toMatch(/##(?:vso|teamcity)?\[/i);
    }
    for (const line of stdout.split("\n")) {
      if (/^\s*::/.test(line)) expect(line).toMatch(/^::(?:error|warning|notice) [^:]*title=[a-z-]+::/);
    }
    if (format === "github") expect(stdout).toMatch(/^::error /m);
    else expect(stdout).not.toMatch(/^\s*::/m);
    if (format === "json" || format === "sarif") JSON.parse(stdout);
    if (format === "junit") parseXml(stdout);
    if (format === "markdown") expect(stdout.length).toBeLessThan(65_536);

    // Of the checklist, what is not in a fence is words alone.
    expect(written).not.toMatch(/^\s*::/m);
    const prose = written.replace(/^ *(`{3,})[a-z]+\n[\s\S]*?\n *\1$/gm, "").replaceAll("<!-- -->", "\u2060");
    expect(prose).not.toMatch(/<(?:img|script|b|error|!)|(?<!\\)\]\(|@acme|:\/\/evil/i);
    expect(prose).not.toMatch(/^ *(?:#{1,6} (?!What|target|account|projects|folders|organizations|acme|trail)|```)/m);
  });

  it("is told apart", () => {
    const { stdout } = leasehold.run(["drift", example, "--snapshot", directory, "--now", moment, "--format", "json"]);
    const { findings } = JSON.parse(stdout) as { findings: readonly { rule: string; principal?: string }[] };
    const users = findings.filter(
      ({ rule, principal = "" }) =>
        rule === "undeclared-access" && principal.startsWith(`arn:aws:iam::${account}:user/`),
    );
    expect(users.length).toBe(texts.length);
  });
});
