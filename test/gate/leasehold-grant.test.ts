import { describe, expect, it } from "vitest";
import { loadEstate } from "../../src/estate/load";
import { Declared } from "../../src/expect/declared";
import { gate } from "../../src/gate/gate";
import type { Finding } from "../../src/rules/finding";
import { parseInstant } from "../../src/time/instant";
import { planOf, readBytes, scenarios } from "../scenarios/scenario";

const scenario = scenarios().find(({ name }) => name === "provider/leases");
if (scenario === undefined) throw new Error("there is no scenario provider/leases");
const text = planOf(scenario).toString("utf8");
const { estate } = loadEstate(`${scenario.folder}/estate`);
if (estate === undefined) throw new Error("the scenario's estate does not load");
const parsed = parseInstant("2026-11-23T08:00:00Z");
const now = "fault" in parsed ? 0 : parsed.instant;

/** Just enough of a plan to be changed by its parts. */
interface Part {
  address: string;
  provider_name: string;
  change: { after: Record<string, unknown>; after_unknown: Record<string, unknown> };
  expressions: Record<string, unknown>;
}
interface PlanText {
  resource_changes: Part[];
  configuration: { root_module: { resources: Part[] } };
}

function of(parts: readonly Part[], address: string): Part {
  const found = parts.find((part) => part.address === address);
  if (found === undefined) throw new Error(`there is no ${address}`);
  return found;
}

const planned = (plan: PlanText, address: string) => of(plan.resource_changes, address);
const written = (plan: PlanText, address: string) => of(plan.configuration.root_module.resources, address).expressions;
const dana = "leasehold_grant.dana";

async function judged(change: (plan: PlanText) => void, withEstate = true): Promise<readonly Finding[]> {
  const plan: PlanText = JSON.parse(text);
  change(plan);
  const { before, after } = await readBytes(Buffer.from(JSON.stringify(plan)));
  const declared = withEstate && estate ? { declared: new Declared(estate) } : {};
  const { findings } = await gate({ before, after, now, ...declared });
  return findings.filter(({ severity }) => severity === "error");
}

const rulesAt = (findings: readonly Finding[], address: string) =>
  [...new Set(findings.filter((each) => each.address === address).map(({ rule }) => rule))].sort();

const set =
  (name: string, value: unknown) =>
  (plan: PlanText): void => {
    planned(plan, dana).change.after[name] = value;
  };

const both =
  (...changes: readonly ((plan: PlanText) => void)[]) =>
  (plan: PlanText): void => {
    for (const change of changes) change(plan);
  };

/** Not known before apply, and written as a reference to something. */
const open = (name: string) => (plan: PlanText) => {
  const { after, after_unknown: unknown } = planned(plan, dana).change;
  delete after[name];
  unknown[name] = true;
  written(plan, dana)[name] = { references: ["random_pet.some.id", "random_pet.some"] };
};

const expression =
  (address: string, name: string, ...references: string[]) =>
  (plan: PlanText): void => {
    written(plan, address)[name] = { references };
  };

const raw =
  (address: string, name: string, constant: string, ...references: string[]) =>
  (plan: PlanText): void => {
    written(plan, address)[name] = { constant_value: constant, references };
  };

describe("a lease of leasehold's provider", () => {
  it("is a declaration where it meets the estate", async () => {
    expect(await judged(() => {})).toEqual([]);
  });

  it.each<[string, (plan: PlanText) => void, string]>([
    ["is of a role that nobody declares", set("role", "owner"), "lease-without-declaration"],
    ["is of somebody whom nobody declares", set("identity", "mallory"), "undeclared-principal"],
    ["is of somebody who is not eligible", set("identity", "erin"), "lease-without-declaration"],
    ["is longer than the role's maximum", set("ttl", "121m"), "lease-exceeds-maximum"],
    ["is in a target that is none of the role's", set("target", "elsewhere"), "lease-without-declaration"],
    ["is for a task that is another's", set("task", "restart-orders"), "lease-without-declaration"],
    [
      "is an agent's, and for no task",
      both(set("identity", "repair-agent"), set("ttl", "20m")),
      "agent-without-task-scope",
    ],
    ["has no role", set("role", null), "indeterminate-access"],
    ["has no identity", set("identity", ""), "indeterminate-access"],
    ["has a length that is none", set("ttl", "soon"), "indeterminate-access"],
    ["has a role that is no text", set("role", ["instance-operator"]), "indeterminate-access"],
    ["begins at no time", set("starts_at", "soon"), "indeterminate-access"],
    ["has an end and no beginning", set("ends_at", "2026-11-23T08:00:01Z"), "indeterminate-access"],
    ["has a role that is known later", open("role"), "indeterminate-access"],
    ["has an identity that is known later", open("identity"), "indeterminate-access"],
    ["has a length that is known later", open("ttl"), "indeterminate-access"],
    ["has a target that is known later", open("target"), "indeterminate-access"],
    ["has a task that is known later", open("task"), "indeterminate-access"],
  ])("is found where it %s, and what hangs on it is not told", async (_, change, rule) => {
    const findings = await judged((plan) => {
      change(plan);
      if (rule === "indeterminate-access" && planned(plan, dana).change.after.ends_at !== undefined)
        delete planned(plan, dana).change.after_unknown.ends_at;
      if (planned(plan, dana).change.after.starts_at !== undefined)
        delete planned(plan, dana).change.after_unknown.starts_at;
    });
    expect(rulesAt(findings, dana)).toEqual([rule]);
    expect(rulesAt(findings, "aws_iam_role_policy.dana[0]")).toContain("undeclared-principal");
  });

  it("is held to the limit of its identity's kind", async () => {
    const address = 'leasehold_grant.repair["first"]';
    const findings = await judged((plan) => {
      planned(plan, address).change.after.ttl = "31m";
    });
    expect(rulesAt(findings, address)).toEqual(["lease-exceeds-maximum"]);
  });

  it("is held to its window, whatever it says of its length", async () => {
    const address = 'leasehold_grant.repair["second.one"]';
    const findings = await judged((plan) => {
      planned(plan, address).change.after.ends_at = "2026-11-23T14:00:01Z";
    });
    expect(rulesAt(findings, address)).toEqual(["lease-exceeds-maximum"]);
  });

  it.each(["registry.terraform.io/acme/leasehold", "evil.example/leasehold/leasehold", "leasehold/leasehold"])(
    "declares nothing as a resource of %s",
    async (source) => {
      const findings = await judged((plan) => {
        planned(plan, dana).provider_name = source;
      });
      expect(rulesAt(findings, "aws_iam_role_policy.dana[0]")).toContain("undeclared-principal");
    },
  );

  it("is OpenTofu's as much as Terraform's", async () => {
    const all = (plan: PlanText) => {
      for (const one of plan.resource_changes)
        one.provider_name = one.provider_name.replace("registry.terraform.io", "registry.opentofu.org");
    };
    expect(await judged(all)).toEqual([]);
  });

  it("cannot be told without an estate", async () => {
    const findings = await judged((plan) => {
      for (const one of plan.resource_changes)
        if (one.address === "aws_iam_role_policy.dana[0]")
          one.change.after.policy =
            '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';
    }, false);
    expect(rulesAt(findings, "aws_iam_role_policy.dana[0]")).toContain("indeterminate-access");
  });

  it.each([true, false])("is over any maximum beyond seven days, with an estate: %s", async (withEstate) => {
    const findings = await judged(set("ttl", "169h"), withEstate);
    expect(rulesAt(findings, dana)).toEqual(["lease-exceeds-maximum"]);
  });
});

const role = "aws_iam_role.dana";
const guard = "aws_iam_role_policy.dana_guard";
const one = `${dana}.trust_policy`;

describe("what hangs on a lease", () => {
  it.each<[string, (plan: PlanText) => void]>([
    ["by its text alone", raw(role, "assume_role_policy", `\${${one}}`, one, dana)],
    ["by its text alone, spaced", raw(role, "assume_role_policy", `\${ ${one} }`, one, dana)],
  ])("is leased %s", async (_, change) => {
    expect(await judged(change)).toEqual([]);
  });

  it.each<[string, (plan: PlanText) => void]>([
    ["with a text around it", raw(role, "assume_role_policy", `{"a": "\${${one}}"}`, one, dana)],
    ["by a function of it", raw(role, "assume_role_policy", `\${upper(${one})}`, one, dana)],
    ["beside another", expression(role, "assume_role_policy", one, dana, "var.more")],
    ["beside itself of another", expression(role, "assume_role_policy", one, dana, "leasehold_grant.other.id")],
    ["by the guard", expression(role, "assume_role_policy", `${dana}.guard_policy`, dana)],
    ["by its end", expression(role, "assume_role_policy", `${dana}.ends_at`, dana)],
    ["by all of it", expression(role, "assume_role_policy", dana)],
    ["by a key", expression(role, "assume_role_policy", "leasehold_grant.repair", "each.key")],
    ["by a local", expression(role, "assume_role_policy", "local.trust")],
    ["by one that is not there", expression(role, "assume_role_policy", "leasehold_grant.gone.trust_policy")],
    ["by each value of nothing", expression(role, "assume_role_policy", "each.value.trust_policy", "each.value")],
    ["by an unnamed one of several", expression(role, "assume_role_policy", "leasehold_grant.repair.trust_policy")],
    ["by a data source of its name", expression(role, "assume_role_policy", "data.leasehold_grant.dana.trust_policy")],
  ])("cannot be told %s", async (_, change) => {
    expect(rulesAt(await judged(change), "aws_iam_role_policy.dana[0]")).toContain("undeclared-principal");
  });

  it.each<[string, (plan: PlanText) => void]>([
    ["a trust policy", expression(guard, "policy", one, dana)],
    ["a lease's end", expression(guard, "policy", `${dana}.ends_at`, dana)],
    ["a function of the guard", raw(guard, "policy", `\${upper(${dana}.guard_policy)}`, `${dana}.guard_policy`, dana)],
  ])("cannot be told where %s stands for its guard", async (_, change) => {
    expect((await judged(change)).map(({ rule }) => rule)).not.toEqual([]);
  });

  it("says for how long, whenever it is made", async () => {
    const { before, after } = await readBytes(Buffer.from(text));
    const { facts } = await gate({ before, after, now: now + 3600, declared: new Declared(estate) });
    const found = facts.find(({ kind, from }) => kind === "access" && from.address === "aws_iam_role_policy.dana[0]");
    expect(found).toMatchObject({ bound: { kind: "leased", until: now + 3600 + 5400 } });
    expect(found && "bound" in found ? found.bound.because : "").toMatch(
      /^leasehold_grant\.dana holds for 1 h 30 min from/,
    );
  });

  it("is more than it declares where it is given more", async () => {
    const findings = await judged((plan) => {
      planned(plan, "aws_iam_role_policy.dana[0]").change.after.policy =
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}';
    });
    expect(rulesAt(findings, "aws_iam_role_policy.dana[0]")).toContain("lease-without-declaration");
  });

  it("stands where its trust does, with the guard gone", async () => {
    const findings = await judged((plan) => {
      plan.resource_changes = plan.resource_changes.filter(({ address }) => address !== `${guard}[0]`);
    });
    expect(findings.filter(({ bound }) => bound?.kind === "standing")).toEqual([]);
  });
});
