import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ProviderRoot, ProviderWorkshop, providerCases, withoutTerraform } from "./harness/leasehold-provider";

const policy =
  'jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:Get*", Resource = "*" }] })';

describe.skipIf(withoutTerraform).each(providerCases)(
  "the provider's functions in expressions, through $name",
  (given) => {
    let workshop: ProviderWorkshop;
    let root: ProviderRoot;
    beforeAll(async () => {
      workshop = new ProviderWorkshop(given);
      root = await workshop.root("");
      root.write("variables.tf", variables);
    });
    afterAll(() => workshop?.close());

    const variables = `variable "later" { default = "4h" }
variable "secret" {
  default   = "90m"
  sensitive = true
}
variable "anything" {
  type    = any
  default = "PT1H"
}
resource "terraform_data" "later" { input = var.later }
`;
    const output = (expression: string, more = ""): string => `output "o" {\n  value = ${expression}\n${more}}\n`;

    it("give what they give for what is known, in the plan", async () => {
      root.write("o.tf", output('provider::leasehold::duration_seconds("4h")'));
      expect(await root.must("plan", "-input=false")).toMatch(/\+ o += 14400/);
    });

    it("wait for what is not known until apply", async () => {
      root.write("o.tf", output("provider::leasehold::duration_seconds(terraform_data.later.output)"));
      expect(await root.must("plan", "-input=false")).toMatch(/\+ o += \(known after apply\)/);
      await root.apply();
      expect(await root.output("o")).toBe(14_400);
      await root.must("destroy", "-auto-approve");
    });

    it("keep secret what is made of a secret", async () => {
      root.write("o.tf", output("provider::leasehold::duration_seconds(var.secret)"));
      const { status, output: said } = await root.run("plan", "-input=false");
      expect(status).toBe(1);
      expect(said).toContain("Output refers to sensitive values");
      root.write("o.tf", output("provider::leasehold::duration_seconds(var.secret)", "  sensitive = true\n"));
      expect(await root.must("plan", "-input=false")).toMatch(/\+ o += \(sensitive value\)/);
    });

    it("do not tell a secret in an error", async () => {
      root.write("o.tf", output("provider::leasehold::duration_seconds(var.secret)", "  sensitive = true\n"));
      const { status, output: said } = await root.run("plan", "-input=false", "-var=secret=hunter2 and more");
      expect(status).toBe(1);
      expect(said).toContain('Invalid value for "duration" parameter');
      expect(said).not.toContain("hunter2");
    });

    it("take a value whose type is only known when it is there", async () => {
      root.write(
        "o.tf",
        output(`[for d in [var.anything, jsondecode("\\"2h\\"")] : provider::leasehold::duration_seconds(d)]`),
      );
      expect(await root.must("plan", "-input=false")).toMatch(/\+ o += \[\s+\+ 3600,\s+\+ 7200,\s+\]/);
    });

    it.each([
      { given: "null", told: /Invalid value for "duration" parameter: argument must not be null/ },
      { given: "var.none", told: /Invalid value for "duration" parameter: argument must not be null/ },
      { given: "[]", told: /Invalid value for "duration" parameter: string required/ },
      { given: '"1mo"', told: /Invalid value for "duration" parameter/ },
    ])("say what is wrong with $given", async ({ given: argument, told }) => {
      root.write(
        "o.tf",
        `variable "none" {\n  type    = string\n  default = null\n}\n${output(`provider::leasehold::duration_seconds(${argument})`)}`,
      );
      const { status, output: said } = await root.run("plan", "-input=false");
      expect(status).toBe(1);
      expect(said).toMatch(told);
      expect(said).toMatch(/on o\.tf line \d+, in output "o":/);
    });

    it("fit into one another, and into conditions and loops", async () => {
      const window = '"2026-11-23T09:00:00Z", "2026-11-23T10:30:00Z"';
      root.write(
        "o.tf",
        `locals {
  bounded = provider::leasehold::time_bound_policy(${policy}, ${window})
  bounds  = { for name, text in { open = ${policy}, closed = local.bounded } : name => provider::leasehold::bound_of(text) }
}
output "o" {
  value = {
    kinds = { for name, bound in local.bounds : name => bound.kind }
    until = local.bounds["closed"].until
    never = local.bounds["open"].until
    gcp   = provider::leasehold::gcp_window(${window})
  }
}
`,
      );
      await root.apply();
      expect(await root.output("o")).toEqual({
        kinds: { open: "standing", closed: "leased" },
        until: "2026-11-23T10:30:00Z",
        never: null,
        gcp: 'request.time >= timestamp("2026-11-23T09:00:00Z") && request.time < timestamp("2026-11-23T10:30:00Z")',
      });
      await root.must("destroy", "-auto-approve");
    });

    it("stand where a lease is configured: known, unknown, secret and null", async () => {
      root.write(
        "o.tf",
        `resource "leasehold_grant" "a" {
  role          = "operator"
  identity      = "person-0"
  name          = "restart"
  ttl           = terraform_data.later.output
  ticket        = var.secret
  justification = var.secret == "" ? "" : null
}
${output("leasehold_grant.a.active ? provider::leasehold::bound_of(leasehold_grant.a.trust_policy).until : null", "  sensitive = true\n")}`,
      );
      const planned = await root.must("plan", "-input=false");
      expect(planned).toMatch(/\+ active += true/);
      expect(planned).toMatch(/\+ ttl += \(known after apply\)/);
      expect(planned).toMatch(/\+ ticket += \(sensitive value\)/);
      await root.apply();
      expect(await root.output("o")).toBe("2026-11-23T12:00:00Z");
      expect(await root.changes()).toEqual([]);
    });
  },
);
