import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { terraformFound, Workshop } from "./helpers/terraform";

const workshop = new Workshop();
beforeAll(() => workshop.install());
afterAll(() => workshop.close());

describe.skipIf(!terraformFound)("a real Terraform with a provider that speaks through this wire", () => {
  it("initialises from a mirror, plans and calls a function", () => {
    const root = workshop.root(
      "thin",
      `provider "tiny" {}
resource "tiny_thing" "a" { text = provider::tiny::shout("hello") }
output "said" { value = tiny_thing.a.text }
`,
    );
    expect(workshop.run(root, ["init"])).toMatchObject({ status: 0 });
    const planned = workshop.run(root, ["plan"]);
    expect(planned.output).toContain('+ text     = "HELLO"');
    expect(planned.output).toContain("1 to add");
  });
});
