import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { people } from "./harness/estate-of-people";
import { type ProviderRoot, ProviderWorkshop, providerCases, withoutTerraform } from "./harness/leasehold-provider";

const many = `resource "leasehold_grant" "each" {
  for_each = { for n in range(250) : "person-\${n}" => n }
  role     = "operator"
  identity = each.key
  ttl      = "\${30 + each.value % 60}m"
}
`;
/** The second waits for half a minute, or until the test ends that; the file says when the wait has begun. */
const waiting = `resource "leasehold_grant" "first" {
  role     = "operator"
  identity = "person-0"
  ttl      = "90m"
}

resource "terraform_data" "wait" {
  input = leasehold_grant.first.id
  provisioner "local-exec" {
    command = "touch begun; for i in $(seq 300); do [ -e enough ] && exit 0; sleep 0.1; done"
  }
}

resource "leasehold_grant" "second" {
  role       = "operator"
  identity   = "person-1"
  ttl        = "90m"
  depends_on = [terraform_data.wait]
}
`;

describe.skipIf(withoutTerraform).each(providerCases)(
  "the provider under load and in trouble, through $name",
  (given) => {
    let workshop: ProviderWorkshop;
    beforeAll(() => {
      workshop = new ProviderWorkshop(given);
    });
    afterEach(() => workshop?.close());

    it("makes 250 leases, 50 at a time, keeps them, and ends them", async () => {
      const root = await workshop.root(many, people(250));
      expect(await root.apply("-parallelism=50")).toContain("250 added, 0 changed, 0 destroyed");
      expect(await root.changes("-parallelism=50")).toEqual([]);
      expect(await root.must("destroy", "-auto-approve", "-parallelism=50")).toContain("250 destroyed");
      expect(root.left()).toEqual([]);
    });

    /** An apply that has made the first lease and waits before the second. */
    async function applying() {
      const root = await workshop.root(waiting, people(2));
      const terraform = root.start(["apply", "-auto-approve", "-input=false"]);
      await expect.poll(() => root.has("begun"), { timeout: 30_000 }).toBe(true);
      expect(root.providers()).toHaveLength(1);
      return { root, terraform };
    }

    /** What was made is in the state, and the next apply makes the rest. */
    async function expectGoingOn(root: ProviderRoot): Promise<void> {
      await expect.poll(() => root.providers(), { timeout: 10_000 }).toEqual([]);
      await expect.poll(() => root.left(), { timeout: 5000 }).toEqual([]);
      root.write("enough", "");
      expect(await root.must("state", "list")).toContain("leasehold_grant.first");
      await root.apply("-lock-timeout=10s");
      expect(await root.changes()).toEqual([]);
      expect(root.providers()).toEqual([]);
      expect(root.left()).toEqual([]);
    }

    it("ends with a Terraform that Ctrl-C has ended, and leaves nothing", async () => {
      const { root, terraform } = await applying();
      terraform.signal("SIGINT", "group");
      const { output } = await terraform.ended;
      expect(output).toContain("Interrupt received");
      await expectGoingOn(root);
    });

    it.each(["terraform", "group"] as const)(
      "ends when its Terraform is killed (%s), and leaves nothing",
      async (whom) => {
        const { root, terraform } = await applying();
        terraform.signal("SIGKILL", whom);
        await terraform.ended;
        await expect.poll(() => root.providers(), { timeout: 10_000 }).toEqual([]);
        await expect.poll(() => root.left(), { timeout: 5000 }).toEqual([]);
      },
    );

    it("is named by Terraform when it is killed between two calls", async () => {
      const { root, terraform } = await applying();
      for (const id of root.providers()) process.kill(id, "SIGKILL");
      root.write("enough", "");
      const { status, output } = await terraform.ended;
      expect(status).toBe(1);
      expect(output).toMatch(/leasehold_grant\.second/);
      expect(output).toMatch(/plugin/i);
      await expectGoingOn(root);
    });

    it("is named by Terraform when it is killed in the middle of a call", async () => {
      const { root, terraform } = await applying();
      for (const id of root.providers()) process.kill(id, "SIGSTOP");
      root.write("enough", "");
      await new Promise((resolve) => setTimeout(resolve, 1000));
      for (const id of root.providers()) process.kill(id, "SIGKILL");
      const { status, output } = await terraform.ended;
      expect(status).toBe(1);
      expect(output).toMatch(/plugin6\.\(\*GRPCProvider\)\.\w+\s+(call|request was cancelled)/);
      await expectGoingOn(root);
    });
  },
);
