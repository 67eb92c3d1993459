import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DeclarationPath } from "../../../src/diagnostics/diagnostic";
import type { Estate } from "../../../src/estate/types";
import { codeOwnersOf } from "../../../src/review/codeowners/code-owners";
import { isOwner } from "../../../src/review/codeowners/handle";
import { patternOf } from "../../../src/review/codeowners/pattern";
import { estateWith } from "../../helpers/estate";
import { ownersOf } from "./matching";

const handles = `
teams:
  payments: { review: "@acme/payments" }
  platform: { review: "@acme/platform" }
  security: { review: "@acme/security" }
`;

/** An estate whose entries stand in the files that `files` says for `section` or `section.name`; the rest in `all.yaml`. */
function placed(changes: string, files: Readonly<Record<string, string>>): Estate {
  const locate = ([section, name]: DeclarationPath) => {
    const file = files[`${String(section)}.${String(name)}`] ?? files[String(section)] ?? "access/all.yaml";
    return { file, line: 1, column: 1 };
  };
  return { ...estateWith(changes), locate };
}

const owned = (estate: Estate, sections = false) =>
  codeOwnersOf(estate, { directory: "access", file: ".github/CODEOWNERS", pathOf: (file) => file, sections });

const ownersIn = (estate: Estate, path: string) => ownersOf(owned(estate).lines.join("\n"), path);

describe("who is asked about a file", () => {
  it.each<readonly [string, string, string, readonly string[]]>([
    ["a role, its accountable owner", "", "roles.operator", ["@acme/payments"]],
    [
      "a grant, those who approve it",
      "grants: { g: { role: operator, identity: dana, ttl: 1h } }",
      "grants.g",
      ["@acme/platform"],
    ],
    [
      "a grant that nobody approves, the role's owner",
      `roles: { operator: { approval: { steps: null, none: "Read only" } } }
grants: { g: { role: operator, identity: dana, ttl: 1h } }`,
      "grants.g",
      ["@acme/payments"],
    ],
    ["a target, its owner", "", "targets.prod", ["@acme/platform"]],
    ["an approval group, its team", "", "approvalGroups.platform-approvers", ["@acme/platform"]],
    ["a team, itself", "", "teams.payments", ["@acme/payments"]],
    ["a person, their teams", "", "identities.dana", ["@acme/payments"]],
    ["a workload, its team", "identities: { deploy: { team: platform } }", "identities.deploy", ["@acme/platform"]],
    ["a workload of nobody, governance", "", "identities.deploy", ["@acme/security"]],
    ["an agent, its team", "identities: { bot: { team: payments } }", "identities.bot", ["@acme/payments"]],
    ["a task, the owner of the role that it lies within", "", "tasks.restart", ["@acme/payments"]],
    ["policy, governance", "", "policy", ["@acme/security"]],
    [
      "a waiver, governance and not its owner",
      `waivers: { w: { rule: static-credential, resource: x, owner: payments, acceptedBy: hana, reason: r, expires: "2027-01-01T00:00:00Z" } }`,
      "waivers.w",
      ["@acme/security"],
    ],
  ])("%s", (_, changes, entry, expected) => {
    const estate = placed(`${handles}${changes}`, { [entry]: "access/x.yaml" });
    expect(ownersIn(estate, "access/x.yaml")).toEqual(expected);
  });

  it("all whose entries stand in one file, each once and by name", () => {
    const estate = placed(handles, { roles: "access/x.yaml", targets: "access/x.yaml", teams: "access/x.yaml" });
    expect(ownersIn(estate, "access/x.yaml")).toEqual(["@acme/payments", "@acme/platform", "@acme/security"]);
  });

  it("what no entry stands in, and what is yet to come, is governance's", () => {
    const estate = placed(handles, {});
    expect(ownersIn(estate, "access/grants/new.yaml")).toEqual(["@acme/security"]);
    expect(ownersIn(estate, "main.tf")).toEqual([]);
  });

  it("the code-owners file itself is governance's", () => {
    expect(ownersIn(placed(handles, {}), ".github/CODEOWNERS")).toEqual(["@acme/security"]);
  });

  it("an estate that is the whole repository is matched by its top", () => {
    const { lines } = codeOwnersOf(placed(handles, {}), {
      directory: "",
      file: "CODEOWNERS",
      pathOf: (file) => file,
      sections: false,
    });
    expect(lines[0]).toBe("* @acme/security");
  });
});

describe("a team that cannot be named", () => {
  it.each([
    ["without a handle", "null", "team-cannot-be-asked"],
    ["with two handles in one", '"@acme/payments @mallory"', "team-cannot-be-asked"],
    ["with a comment in its handle", '"@acme/payments#"', "team-cannot-be-asked"],
    ["with words", '"the payments team"', "team-cannot-be-asked"],
  ])("%s leaves its files to governance, and is said once", (_, review, code) => {
    const estate = placed(handles.replace('"@acme/payments"', review), { roles: "access/x.yaml" });
    const { lines, diagnostics } = owned(estate);
    expect(ownersOf(lines.join("\n"), "access/x.yaml")).toEqual(["@acme/security"]);
    expect(diagnostics.map((each) => [each.code, each.severity, each.path[1]])).toEqual([
      [code, "warning", "payments"],
    ]);
    expect(diagnostics[0]?.fix).toContain('`review` in team "payments"');
  });

  it("is an error where it is governance, and nothing is written", () => {
    const { lines, diagnostics } = owned(placed(handles.replace('"@acme/security"', "null"), {}));
    expect(lines).toEqual([]);
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ["governance-cannot-be-asked", "error"],
    ]);
  });

  it.each([
    ["@dana", true],
    ["@acme/payments", true],
    ["@acme/team_a.b/sub-c", true],
    ["@@maintainer", true],
    ["payments@acme.example", true],
    ["acme/payments", false],
    ["@", false],
    ["@a b", false],
    ["@acme/", false],
    ["@acme/payments\t@mallory", false],
    ["*", false],
    ["", false],
  ])("%s is a handle: %s", (handle, expected) => {
    expect(isOwner(handle)).toBe(expected);
  });
});

describe("a path of any name", () => {
  const part = fc
    .string({ unit: fc.constantFrom(..."ab .#[]!*?\\^-_é𐐀\t\u00a0(){}@+") })
    .filter((name) => name !== "" && !/^\.+$/.test(name));
  const path = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => `access/${parts.join("/")}.yaml`);

  it("is owned by whom its entries need, whatever other files there are", () => {
    fc.assert(
      fc.property(path, path, path, (one, other, third) => {
        fc.pre(new Set([one, other, third]).size === 3);
        const estate = placed(handles, { roles: one, targets: other, teams: third });
        const like = (file: string, than: string) => patternOf(file) === patternOf(than);
        expect(ownersIn(estate, one)).toContain("@acme/payments");
        expect(ownersIn(estate, other)).toContain("@acme/platform");
        if (!like(one, other) && !like(one, third)) expect(ownersIn(estate, one)).toEqual(["@acme/payments"]);
      }),
    );
  });

  it("that stands for another's too asks about both", () => {
    const estate = placed(handles, { roles: "access/#.yaml", targets: "access/!.yaml" });
    expect(ownersIn(estate, "access/#.yaml")).toEqual(["@acme/payments", "@acme/platform"]);
  });

  it.each([
    ["a name without signs", { roles: "access/?.yaml", targets: "access/a.yaml" }],
    ["a name with fewer signs", { roles: "access/##.yaml", targets: "access/a#.yaml" }],
  ])("stands before %s, which it matches too", (_, files) => {
    const estate = placed(handles, files);
    expect(ownersIn(estate, files.roles)).toEqual(["@acme/payments"]);
    expect(ownersIn(estate, files.targets)).toEqual(["@acme/platform"]);
  });

  it.each([
    ["access/a b.yaml", "/access/a\\ b.yaml"],
    ["access/#1.yaml", "/access/?1.yaml"],
    ["access/[x]!.yaml", "/access/?x??.yaml"],
    ["access/a*.yaml", "/access/a?.yaml"],
  ])("%s is written as %s", (file, pattern) => {
    expect(owned(placed(handles, { roles: file })).lines).toContain(`${pattern} @acme/payments`);
  });
});

describe("sections, for GitLab", () => {
  const { lines } = owned(placed(handles, { roles: "access/x.yaml", targets: "access/x.yaml" }), true);
  const section = (name: string) => {
    const from = lines.indexOf(`[${name}]`);
    const to = lines.findIndex((line, index) => index > from && line.startsWith("["));
    return lines.slice(from + 1, to === -1 ? undefined : to);
  };

  it("ask each team by itself about what is its own", () => {
    expect(section("leasehold payments")).toContain("/access/x.yaml @acme/payments");
    expect(section("leasehold platform")).toContain("/access/x.yaml @acme/platform");
  });

  it("ask governance about the rest", () => {
    expect(section("leasehold")[0]).toBe("/access/ @acme/security");
    expect(lines).not.toContain("[leasehold security]");
  });
});
