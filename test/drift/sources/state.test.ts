import { describe, expect, it } from "vitest";
import { readAws } from "../../../src/aws/read/read";
import { foundInPlan } from "../../../src/drift/sources/plan";
import { foundInState } from "../../../src/drift/sources/state";
import type { Fact } from "../../../src/facts/fact";
import { readGcp } from "../../../src/gcp/read/read";
import { comparable, plan, read, resource, state, stateFile } from "../../terraform/state/states";

const google = 'provider["registry.example/hashicorp/google"]';
const title = "leasehold/acme/dana-read";
const lease = {
  project: "acme-orders",
  role: "roles/cloudsql.viewer",
  member: "user:dana@acme.example",
  condition: [
    {
      title,
      description: "Owner: payments. Digest: abc.",
      expression: "request.time < timestamp('2026-11-23T00:00:00Z')",
    },
  ],
};
const member = (name: string, attributes: Parameters<typeof resource>[2]) =>
  resource("google_project_iam_member", name, attributes, { provider: google });

describe("what a state has found", () => {
  it("is of the target's account, and covers its leases", async () => {
    const [found, ...others] = foundInState("orders.json", await state("orders-prod.shown"));
    expect(others).toEqual([]);
    expect(found).toMatchObject({ source: "state", file: "orders.json", cloud: "aws", container: "111122223333" });
    expect([...(found?.covers ?? [])]).toEqual(["roles", "sessions"]);
    expect([...(found?.estates ?? [])]).toEqual(["acme"]);
    expect([found?.unreadable, found?.notAsked]).toEqual([[], []]);
  });

  it("covers nothing where it is no target's root", async () => {
    for (const found of foundInState("zoo.json", await state("zoo.tfstate"))) {
      expect([found.covers.size, found.estates?.size]).toEqual([0, 0]);
    }
  });

  it.each(["zoo.tfstate", "zoo.shown"])(
    "is one for each account of %s, which together tell what the whole does",
    async (name) => {
      const whole = await state(name);
      const found = foundInState("zoo.json", whole);
      const containers = found.map(({ container }) => container);
      expect(containers.slice(0, 2).sort()).toEqual(["123456789012", "444455556666"]);
      const facts = found.flatMap(({ landscape }): Fact[] => readAws(landscape));
      expect(comparable(facts)).toEqual(comparable(readAws(whole.landscape)));
    },
  );

  it("says nothing of an account that it cannot tell", async () => {
    const attached = resource("aws_iam_role_policy_attachment", "a", {
      role: "r",
      policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess",
    });
    const [found, ...others] = foundInState("s.json", await read(stateFile([attached])));
    expect(others).toEqual([]);
    expect(found).toMatchObject({ cloud: "aws" });
    expect(found !== undefined && "container" in found).toBe(false);
  });

  it("is none of an empty state", async () => {
    expect(foundInState("s.json", await read('{"format_version":"1.0"}'))).toEqual([]);
  });

  it("knows a target's root on Google Cloud by the titles of its conditions", async () => {
    const [found, ...others] = foundInState("s.json", await read(stateFile([member("dana", lease)])));
    expect(others).toEqual([]);
    expect(found).toMatchObject({ cloud: "gcp", container: "acme-orders" });
    expect([...(found?.estates ?? [])]).toEqual(["acme"]);
    expect([...(found?.covers ?? [])]).toEqual(["roles", "sessions"]);
    expect(readGcp(found?.landscape ?? (await state("zoo.tfstate")).landscape)).toMatchObject([
      { kind: "access", bound: { kind: "leased" } },
    ]);
  });

  it.each([
    ["a title of somebody else's", { ...lease, condition: [{ ...lease.condition[0], description: "until Monday" }] }],
    [
      "no condition",
      { project: "acme-orders", role: "roles/cloudsql.viewer", member: "user:dana@acme.example", condition: [] },
    ],
  ])("takes no root for a target's by %s", async (_, attributes) => {
    const [found] = foundInState("s.json", await read(stateFile([member("dana", attributes)])));
    expect([found?.covers.size, found?.estates?.size]).toEqual([0, 0]);
  });

  it("keeps Google Cloud together where it is in several projects", async () => {
    const both = [member("a", lease), member("b", { ...lease, project: "acme-other" })];
    const [found, ...others] = foundInState("s.json", await read(stateFile(both)));
    expect(others).toEqual([]);
    expect(found !== undefined && "container" in found).toBe(false);
    expect(found?.landscape.instances).toHaveLength(2);
  });

  it("is one of each cloud where a state has both", async () => {
    const role = resource("aws_iam_role", "r", { name: "r", arn: "arn:aws:iam::111122223333:role/r" });
    const grant = resource(
      "leasehold_grant",
      "g",
      { role: "x" },
      { provider: 'provider["registry.example/acme/leasehold"]' },
    );
    const found = foundInState("s.json", await read(stateFile([role, member("a", lease), grant])));
    expect(found.map(({ cloud, landscape }) => [cloud, landscape.instances.map(({ type }) => type)])).toEqual([
      ["aws", ["aws_iam_role"]],
      ["gcp", ["google_project_iam_member", "leasehold_grant"]],
    ]);
  });

  it("keeps a lease of leasehold's own provider with the only cloud that there is", async () => {
    const role = resource("aws_iam_role", "r", { name: "r", arn: "arn:aws:iam::111122223333:role/r" });
    const grant = resource(
      "leasehold_grant",
      "g",
      { role: "x" },
      { provider: 'provider["registry.example/acme/leasehold"]' },
    );
    const [found] = foundInState("s.json", await read(stateFile([role, grant])));
    expect(found?.landscape.instances.map(({ type }) => type)).toEqual(["aws_iam_role", "leasehold_grant"]);
  });
});

describe("what a plan has found", () => {
  it("is what its refresh found, by account", async () => {
    const found = foundInPlan("plan.json", await plan("zoo.refresh-only"));
    const refreshed = foundInState("state.json", await state("zoo.refreshed.tfstate"));
    const tell = (all: typeof found) =>
      all.map(({ cloud, container, landscape }) => [
        cloud,
        container,
        readAws(landscape)
          .map(({ from, ...fact }) => JSON.stringify({ address: from.address, ...fact }))
          .sort(),
      ]);
    expect(found[0]).toMatchObject({ source: "plan", file: "plan.json" });
    expect(tell(found)).toEqual(tell(refreshed));
  });
});
