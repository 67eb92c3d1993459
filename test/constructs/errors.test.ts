import fs from "node:fs";
import path from "node:path";
import { type App, TerraformStack, Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { EstateError, Grant, Identity, JitEstate, JitRole, Target, Team } from "../../constructs";
import { declared } from "../helpers/estate";
import { construct, testApp } from "./build";

function targetOf(app: App): Target {
  const found = app.node.findAll().find((each): each is Target => each instanceof Target);
  if (!found) throw new Error("no target");
  return found;
}

const ways: Record<string, (app: App) => void> = {
  "app.synth()": (app) => app.synth(),
  "Testing.synth(stack)": (app) => void Testing.synth(targetOf(app)),
  "Testing.synth(stack, true)": (app) => void Testing.synth(targetOf(app), true),
  "Testing.fullSynth(stack)": (app) => void Testing.fullSynth(targetOf(app)),
};

/** What synthesis throws. */
function thrown(run: () => void): EstateError {
  try {
    run();
  } catch (error) {
    if (error instanceof EstateError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe.each(Object.entries(ways))("%s of an estate with mistakes", (_, synthesize) => {
  it("lists every mistake of structure with its construct and its mend, and writes nothing", () => {
    const app = testApp();
    construct(
      app,
      declared(`
        roles: { operator: { eligible: [nobody], maxTtl: P1M } }
        teams: { payments: { members: [dana, ern] } }
      `),
    );
    new TerraformStack(app, "another");
    const error = thrown(() => synthesize(app));
    expect(error.message).toContain("[estate/roles-operator]");
    expect(error.message).toContain("Months and years have no fixed length");
    expect(error.message).toContain("[estate/teams-payments]");
    expect(error.message).toContain('"erin"');
    expect(error.complaints.length).toBeGreaterThanOrEqual(2);
    expect(fs.readdirSync(path.join(app.outdir, "stacks"))).toEqual([]);
    expect(fs.existsSync(path.join(app.outdir, "manifest.json"))).toBe(false);
  });

  it("lists what governance refuses", () => {
    const app = testApp();
    construct(app, declared(`{ roles: { operator: { owners: null, sensitivity: critical } } }`));
    const error = thrown(() => synthesize(app));
    expect(error.diagnostics.map(({ code }) => code)).toEqual(expect.arrayContaining(["owner-missing"]));
    for (const { message, fix } of error.diagnostics) {
      expect(error.message).toContain(message);
      expect(error.message).toContain(fix);
    }
    expect(fs.readdirSync(path.join(app.outdir, "stacks"))).toEqual([]);
  });
});

describe("what the estate says of itself", () => {
  it("is timeless: a grant years ahead is the business of `check --now`", () => {
    const app = testApp();
    construct(
      app,
      declared(`{ grants: { late: { role: operator, identity: dana, start: "2056-01-03T09:00:00Z", ttl: 1h } } }`),
    );
    expect(Testing.synth(targetOf(app), true)).toContain("2056-01-03T10:00:00Z");
  });

  it("fails the synthesis also without any target", () => {
    const app = testApp();
    new JitEstate(app, "empty", { policy: { governance: "nobody" } });
    expect(() => app.synth()).toThrow(/The estate "empty" does not compile/);
  });

  it("names the file and line of what stands in YAML, and the construct of what stands in code", () => {
    const directory = fs.mkdtempSync(path.join(testApp().outdir, "access-"));
    fs.writeFileSync(
      path.join(directory, "a.yaml"),
      [
        "version: 1",
        "name: mixed",
        "policy: { governance: security }",
        "teams: { security: { members: [hana] } }",
        "identities:",
        "  hana: { kind: person, github: { login: hana, id: 1 } }",
        "targets: { prod: { owner: security, aws: { account: '111122223333', region: eu-central-1 } } }",
        "approvalGroups: { all: { team: nobody, members: [hana] } }",
      ].join("\n"),
    );
    const app = testApp();
    const estate = JitEstate.fromDirectory(app, "mixed", directory);
    new JitRole(estate, "reader", {
      sensitivity: "low",
      eligible: ["ghost"],
      maxTtl: "1h",
      aws: { targets: ["prod"] },
    });
    const { message } = thrown(() => app.synth());
    expect(message).toMatch(/\[mixed\] unknown-reference: .*\n\s+at \S*a\.yaml:8:\d+/);
    expect(message).toMatch(/\[mixed\/reader\] unknown-reference: .*\n\s+at roles\.reader\.eligible\[0\]/);
  });

  it("warns by annotations, which `cdktf synth` shows, of what stands in nobody's way", () => {
    const app = testApp();
    construct(
      app,
      declared(`{ breakGlass: { repair: { owners: { entitlement: security }, target: prod, people: [dana, erin], reviewWithin: 72h,
        statements: [ { actions: [ec2:RebootInstances], resources: ["*"] } ], alarm: { sns: "arn:aws:sns:eu-central-1:111122223333:alarms" } } } }`),
    );
    app.synth();
    const manifest = JSON.parse(fs.readFileSync(path.join(app.outdir, "manifest.json"), "utf8")) as {
      stacks: Record<string, { annotations: { level: string; message: string }[] }>;
    };
    const said = Object.values(manifest.stacks).flatMap(({ annotations }) => annotations);
    expect(said.map(({ level }) => level)).toEqual(said.map(() => "@cdktf/warn"));
    expect(said.filter(({ message }) => message.startsWith("[estate/breakGlass-repair]"))).toHaveLength(1);
  });

  it("takes YAML and code for one estate", () => {
    const app = testApp();
    const estate = JitEstate.fromDirectory(app, "acme", path.join(__dirname, "../../examples/acme/access"));
    new Grant(estate, "in-code", { role: "orders-reader", identity: "dana", start: "2026-12-01T09:00:00Z", ttl: "1h" });
    const root = JSON.parse(Testing.synth(estate.target("orders-prod"), true));
    expect(Object.keys(root.resource.aws_iam_role)).toEqual(
      expect.arrayContaining(["in-code", "erin-read-2026-11-22"]),
    );
  });

  it("refuses text in YAML that the framework would take for a token", () => {
    const app = testApp();
    const directory = fs.mkdtempSync(path.join(app.outdir, "access-"));
    fs.cpSync(path.join(__dirname, "../../examples/acme/access"), directory, { recursive: true });
    const file = path.join(directory, "roles/orders.yaml");
    fs.writeFileSync(file, fs.readFileSync(file, "utf8").replace("an incident", "\\${TfToken[TOKEN.1]}"));
    JitEstate.fromDirectory(app, "acme", directory);
    expect(thrown(() => app.synth()).message).toMatch(
      /how the construct framework marks its tokens.*\n.*orders-reader\.description/,
    );
  });

  it("refuses a directory that cannot be read, at once", () => {
    expect(() => JitEstate.fromDirectory(testApp(), "none", "/nowhere/at/all")).toThrow(EstateError);
  });

  it("refuses one name twice", () => {
    const app = testApp();
    const estate = construct(app, declared());
    new Team(estate, "again", { name: "payments" });
    expect(thrown(() => app.synth()).message).toContain(
      '"payments" is declared twice: here, and by "estate/teams-payments"',
    );
  });

  it("refuses a reference into another estate", () => {
    const app = testApp();
    const estate = construct(app, declared());
    const other = new JitEstate(app, "other", { policy: { governance: "x" } });
    const stranger = new Identity(other, "stranger", { kind: "person" });
    new Grant(estate, "g", { role: "operator", identity: stranger, ttl: "1h" });
    expect(thrown(() => Testing.synth(targetOf(app))).message).toContain(
      '"stranger" belongs to another estate, "other"',
    );
  });

  it.each([
    ["a Date", new Date(Date.UTC(2026, 10, 23, 9)), 'Write it as text: "2026-11-23T09:00:00Z"'],
    ["a Map", new Map(), "of class Map"],
    ["a function", () => 1, "function"],
  ])("refuses %s", (_, start, words) => {
    const app = testApp();
    const estate = construct(app, declared());
    new Grant(estate, "g", { role: "operator", identity: "dana", ttl: "1h", start: start as never });
    expect(thrown(() => app.synth()).message).toContain(words);
  });

  it("must not stand within a stack, and not outside an app", () => {
    const stack = new TerraformStack(testApp(), "stack");
    expect(() => new JitEstate(stack, "acme", { policy: { governance: "security" } })).toThrow(
      /Pass the App as its scope/,
    );
    expect(() => new Team(stack, "team")).toThrow(/must stand below a JitEstate/);
  });

  it("refuses two estates of one name, unless their prefixes keep them apart in the clouds", () => {
    const again = (prefix?: string) => {
      const app = testApp();
      const { declaredName } = construct(app, declared());
      new JitEstate(app, "again", { name: declaredName, policy: { governance: "x", ...(prefix ? { prefix } : {}) } });
      return () => Testing.synth(targetOf(app));
    };
    expect(thrown(again()).message).toContain('The estate "again" has this one\'s name');
    expect(again("second")).not.toThrow();
  });

  it("says `undefined` where it stands in a list", () => {
    const app = testApp();
    new Team(construct(app, declared()), "team", { members: [undefined as never] });
    expect(thrown(() => app.synth()).message).toContain("Here stands `undefined`");
  });

  it("refuses two stacks that would be written to one file", () => {
    const app = testApp();
    construct(app, declared());
    new TerraformStack(app, "targets-prod");
    expect(thrown(() => app.synth()).message).toContain("would be written to one file");
  });
});
