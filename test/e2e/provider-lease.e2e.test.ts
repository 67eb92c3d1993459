import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { people, writeEstate } from "./harness/estate-of-people";
import { type ProviderRoot, ProviderWorkshop, providerCases, withoutTerraform } from "./harness/leasehold-provider";

const lease = `resource "leasehold_grant" "a" {
  role     = "operator"
  identity = "person-0"
  name     = "restart"
  ttl      = "90m"
}
`;
const dependents = `resource "terraform_data" "access" {
  count = leasehold_grant.a.active ? 1 : 0
  input = leasehold_grant.a.trust_policy
}
`;
const from = "2026-11-23T08:00:00Z";
const lastSecond = "-var=now=2026-11-23T09:29:59Z";
const past = "-var=now=2026-11-23T09:30:00Z";

describe.skipIf(withoutTerraform).each(providerCases)("a lease through $name", (given) => {
  let workshop: ProviderWorkshop;
  beforeAll(() => {
    workshop = new ProviderWorkshop(given);
  });
  afterAll(() => workshop?.close());

  describe("from its making to its end", () => {
    let root: ProviderRoot;
    beforeAll(async () => {
      root = await workshop.root(lease + dependents);
    });

    it("is valid", async () => {
      expect(await root.must("validate")).toContain("Success! The configuration is valid.");
    });

    it("is planned with all that hangs on it", async () => {
      expect(await root.changes()).toEqual(["create leasehold_grant.a", "create terraform_data.access[0]"]);
    });

    it("is made, and then nothing is to be changed", async () => {
      expect(await root.apply()).toContain("2 added, 0 changed, 0 destroyed");
      expect(await root.changes()).toEqual([]);
      expect(await root.must("state", "show", "leasehold_grant.a")).toMatch(/ends_at += "2026-11-23T09:30:00Z"/);
    });

    it("stays until its last second, whenever that is looked at", async () => {
      expect(await root.changes(lastSecond)).toEqual([]);
    });

    it("is updated in place within the maximum, and refused beyond it", async () => {
      root.write("main.tf", root.read("main.tf").replace('"90m"', '"2h"'));
      expect(await root.changes()).toEqual(["update leasehold_grant.a", "update terraform_data.access[0]"]);
      root.write("main.tf", root.read("main.tf").replace('"2h"', '"5h"'));
      const { status, output } = await root.run("plan", "-input=false");
      expect(status).toBe(1);
      expect(output).toMatch(/with leasehold_grant\.a,\s+on main\.tf line \d+/);
      root.write("main.tf", root.read("main.tf").replace('"5h"', '"90m"'));
    });

    it("is refused by a role whose maximum was lowered below it, with the place in the estate", async () => {
      const { roles, ...estate } = people(1);
      const lowered = JSON.parse(JSON.stringify(roles).replace('"4h"', '"1h"'));
      writeEstate(root.directory, { ...estate, roles: lowered });
      const { status, output } = await root.run("plan", "-input=false");
      expect(status).toBe(1);
      expect(output).toMatch(/access\/estate\.yaml:\d+/);
      writeEstate(root.directory, people(1));
    });

    it("is no longer active at its end, and the next apply removes what hangs on it", async () => {
      expect(await root.must("plan", "-refresh-only", "-input=false", past)).toMatch(/active +(?::|=) +true -> false/);
      expect(await root.changes(past)).toEqual(["delete terraform_data.access[0]"]);
      expect(await root.apply(past)).toContain("0 added, 0 changed, 1 destroyed");
      expect(await root.changes(past)).toEqual([]);
    });

    it("is destroyed", async () => {
      expect(await root.must("destroy", "-auto-approve", past)).toContain("1 destroyed");
      expect(root.providers()).toEqual([]);
      expect(root.left()).toEqual([]);
    });
  });

  it("is imported by who, what and when, and then nothing is to be changed", async () => {
    const root = await workshop.root(lease);
    const id = `operator/person-0/restart/${from}/90m`;
    expect(await root.must("import", "leasehold_grant.a", id)).toContain("Import successful!");
    expect(await root.changes()).toEqual([]);
    await root.must("state", "rm", "leasehold_grant.a");
    root.write("import.tf", `import {\n  to = leasehold_grant.a\n  id = "${id}"\n}\n`);
    expect(await root.apply()).toContain("1 imported, 0 added, 0 changed, 0 destroyed");
    expect(await root.changes()).toEqual([]);
  });

  it("is refused in words where the id names none", async () => {
    const root = await workshop.root(lease);
    const { status, output } = await root.run("import", "leasehold_grant.a", "somebody");
    expect(status).toBe(1);
    expect(output).toMatch(/ROLE\/IDENTITY\/NAME\/START\/TTL/);
  });

  it("is kept, with its window, when its state was written by version 0", async () => {
    const root = await workshop.root(lease);
    await root.apply();
    const state: State = JSON.parse(root.read("terraform.tfstate"));
    const instance = state.resources[0]?.instances[0];
    if (instance === undefined) throw new Error("the state holds no lease");
    const { starts_at: starts, ends_at: ends, gcp_condition: _, ...now } = instance.attributes;
    const kept = ["id", "role", "identity", "ttl", "ticket", "justification", "start", "task", "active", "tags"];
    const policies = ["trust_policy", "guard_policy"];
    instance.schema_version = 0;
    instance.attributes = {
      ...Object.fromEntries([...kept, ...policies].map((name) => [name, now[name] ?? null])),
      starts,
      ends,
      gcp_condition: null,
    };
    root.write("terraform.tfstate", JSON.stringify(state, undefined, 2));
    expect(await root.changes(lastSecond)).toEqual(["update leasehold_grant.a"]);
    expect(await root.apply(lastSecond)).toContain("0 added, 1 changed, 0 destroyed");
    const upgraded: State = JSON.parse(root.read("terraform.tfstate"));
    expect(upgraded.resources[0]?.instances[0]).toMatchObject({
      schema_version: 1,
      attributes: { name: "restart", starts_at: starts, ends_at: ends },
    });
    expect(await root.changes(lastSecond)).toEqual([]);
  });

  it("can be tried by Terraform's own tests", async () => {
    const root = await workshop.root(lease + dependents);
    const runs = [
      { name: "planned", command: "plan", now: from, holds: "leasehold_grant.a.active" },
      { name: "made", command: "apply", now: from, holds: 'leasehold_grant.a.ends_at == "2026-11-23T09:30:00Z"' },
      {
        name: "ended",
        command: "apply",
        now: "2026-11-23T09:30:00Z",
        holds: "!leasehold_grant.a.active && length(terraform_data.access) == 0",
      },
    ];
    const text = runs.map(
      ({ name, command, now, holds }) => `run "${name}" {
  command = ${command}
  variables { now = "${now}" }
  assert {
    condition     = ${holds}
    error_message = "It is otherwise."
  }
}
`,
    );
    root.write("lease.tftest.hcl", text.join(""));
    expect(await root.must("test")).toContain("Success! 3 passed, 0 failed.");
  });
});

interface State {
  readonly resources: readonly {
    readonly instances: { schema_version: number; attributes: Readonly<Record<string, unknown>> }[];
  }[];
}
