import { describe, expect, it } from "vitest";
import { accountsOf } from "../../../src/aws/read/accounts";
import { readAws } from "../../../src/aws/read/read";
import { readStateFile } from "../../../src/terraform/state/read";
import { byAddress, comparable, read, resource, shown, shownResource, state, stateFile } from "./states";

describe("a state, in both of its forms", () => {
  it.each(["zoo", "orders-prod"])("holds of %s the same instances with the same values", async (name) => {
    const file = byAddress((await state(`${name}.tfstate`)).landscape);
    const seen = byAddress((await state(`${name}.shown`)).landscape);
    expect([...seen.keys()].sort()).toEqual([...file.keys()].sort());
    for (const [address, { module, mode, type, name: called, index, change, values, unknown, deposed }] of file) {
      expect(seen.get(address)).toMatchObject({ module, mode, type, name: called, change, values, unknown });
      expect([seen.get(address)?.index, seen.get(address)?.deposed]).toEqual([index, deposed]);
    }
  });

  it.each(["zoo", "orders-prod"])("tells of %s the same facts", async (name) => {
    const [file, seen] = [await state(`${name}.tfstate`), await state(`${name}.shown`)];
    const facts = comparable(readAws(file.landscape));
    expect(facts.length).toBeGreaterThan(20);
    expect(comparable(readAws(seen.landscape))).toEqual(facts);
  });

  it("is settled: there is nothing left to apply", async () => {
    for (const name of ["zoo.tfstate", "zoo.shown"]) {
      const { landscape } = await state(name);
      expect(landscape).toMatchObject({ moment: "after", settled: true });
    }
  });

  it("says which state it is, as far as each form does", async () => {
    expect(await state("zoo.tfstate")).toMatchObject({ version: "4", terraformVersion: "1.11.4" });
    expect((await state("zoo.tfstate")).serial).toBeGreaterThan(1);
    expect((await state("zoo.tfstate")).lineage).toMatch(/^[0-9a-f-]{36}$/);
    const seen = await state("zoo.shown");
    expect(seen).toMatchObject({ version: "1.0", terraformVersion: "1.11.4" });
    expect(seen.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect("serial" in seen || "lineage" in seen).toBe(false);
  });

  it("is the same in pieces of one byte, with a byte order mark, and as bytes", async () => {
    const text = stateFile([resource("aws_iam_role", "a", { name: "a" })]);
    const whole = (await read(text)).landscape.instances;
    expect((await read(...text)).landscape.instances).toEqual(whole);
    expect((await read(Buffer.from([0xef, 0xbb, 0xbf]), text)).landscape.instances).toEqual(whole);
    expect((await readStateFile(Buffer.from(text))).landscape.instances).toEqual(whole);
  });
});

describe("an empty state is a state", () => {
  it.each([
    ["shown, where there never was one", '{"format_version":"1.0"}'],
    ["shown, by another version", '{"format_version":"1.0","terraform_version":"1.11.4"}'],
    ["shown, with an output alone", '{"format_version":"1.0","values":{"outputs":{"x":{"value":1}},"root_module":{}}}'],
    [
      "a state file",
      '{"version":4,"terraform_version":"1.11.4","serial":2,"lineage":"l","outputs":{},"resources":[],"check_results":null}',
    ],
    ["a state file that says null", '{"version":4,"serial":2,"lineage":"l","resources":null}'],
  ])("%s", async (_, text) => {
    expect((await read(text)).landscape).toMatchObject({ instances: [], providers: [], settled: true });
  });
});

describe("addresses are Terraform's own", () => {
  it("of keys with dots, quotation marks, templates, line ends and signs that cannot be printed", async () => {
    const addresses = (await state("zoo.shown")).landscape.instances.map(({ address }) => address);
    for (const address of [
      'aws_iam_role_policy.keyed["eu.west"]',
      'aws_iam_role_policy.keyed["a\\"b"]',
      'aws_iam_role_policy.keyed["new\\nline"]',
      'aws_iam_role_policy.keyed["$${dollar}"]',
      'aws_iam_role_policy.keyed["\\u200b"]',
      "aws_iam_role.counted[1]",
      'module.app["eu.west"].aws_iam_role.this[0]',
      "data.aws_caller_identity.me",
    ]) {
      expect(addresses).toContain(address);
    }
  });

  // As Terraform's source escapes them; made by hand, since no fixture holds them.
  it.each([
    ["", '[""]'],
    ["a$b%c", '["a$b%c"]'],
    ["$${a}", '["$$${a}"]'],
    ["\u0000", '["\\u0000"]'],
    ["\u{e0001}", '["\\U000e0001"]'],
    ["\u00a0", '["\\u00a0"]'],
    ["0", '["0"]'],
  ])("of the key %j", async (key, text) => {
    const instances = [{ index_key: key, attributes: { name: "a" } }];
    const { landscape } = await read(stateFile([resource("aws_iam_role", "a", {}, { instances })]));
    expect(landscape.instances[0]?.address).toBe(`aws_iam_role.a${text}`);
  });
});

describe("what a state holds beside", () => {
  it("keeps tainted and deposed objects: they are there", async () => {
    for (const name of ["zoo.tfstate", "zoo.shown"]) {
      const all = byAddress((await state(name)).landscape);
      expect(all.get("aws_iam_role.counted[1]")).toBeDefined();
      expect(all.get("aws_iam_group_policy.ops (byebye00)")?.deposed).toBe("byebye00");
      expect(all.get("aws_iam_group_policy.ops")?.deposed).toBeUndefined();
    }
  });

  it("marks what must never be shown, by its path", async () => {
    for (const name of ["zoo.tfstate", "zoo.shown"]) {
      const all = byAddress((await state(name)).landscape);
      expect(all.get("aws_iam_access_key.legacy")?.sensitive).toMatchObject({ secret: true });
      expect(all.get("aws_iam_user.legacy")?.sensitive).toMatchObject({ tags: { note: true } });
    }
  });

  it("hides all of what has a path that nobody can read", async () => {
    const instances = [{ attributes: { name: "a" }, sensitive_attributes: [[{ type: "splat" }]] }];
    const { landscape } = await read(stateFile([resource("aws_iam_role", "a", {}, { instances })]));
    expect(landscape.instances[0]?.sensitive).toBe(true);
  });

  it("reads the flat attributes that Terraform 0.11 wrote", async () => {
    const flat = {
      name: "old",
      max_session_duration: "3600",
      "tags.%": "2",
      "tags.team": "payments",
      "tags.a.b": "c",
      "managed_policy_arns.#": "1",
      "managed_policy_arns.1234": "arn:aws:iam::aws:policy/AdministratorAccess",
      "inline_policy.#": "1",
      "inline_policy.77.name": "all",
      "inline_policy.77.policy": "{}",
    };
    const instances = [{ schema_version: 0, attributes_flat: flat }];
    const { landscape } = await read(
      stateFile([resource("aws_iam_role", "old", {}, { instances, provider: "provider.aws.west" })]),
    );
    expect(landscape.instances[0]).toMatchObject({ provider: "aws.west" });
    expect(landscape.instances[0]?.values).toEqual({
      name: "old",
      max_session_duration: 3600,
      tags: { team: "payments", "a.b": "c" },
      managed_policy_arns: ["arn:aws:iam::aws:policy/AdministratorAccess"],
      inline_policy: [{ name: "all", policy: "{}" }],
    });
  });

  it("leaves out what cannot be about access, and nothing that has a policy in it", async () => {
    const plain = Array.from({ length: 50 }, (_, n) => resource("aws_instance", `i${n}`, { ami: "ami" }));
    const policy = JSON.stringify({ Statement: [{ Effect: "Allow", Principal: "*", Action: "x:*", Resource: "*" }] });
    const odd = resource("acme_thing", "odd", { access: policy });
    const late = {
      mode: "managed",
      instances: [{ attributes: { name: "b" } }],
      type: "aws_iam_role",
      name: "b",
      provider: 'provider["h/hashicorp/aws"]',
    };
    const { landscape } = await read(
      stateFile([...plain, odd, ...plain.map((one) => ({ ...one, module: "module.b" })), late]),
    );
    expect(landscape.instances.map(({ address }) => address)).toEqual(["acme_thing.odd", "aws_iam_role.b"]);
  });

  it("ignores what it does not know, check results and identities among it", async () => {
    const instances = [
      { attributes: { name: "a" }, identity_schema_version: 0, identity: { name: "a" }, private: "AAAA", since: 9 },
    ];
    const others = {
      check_results: [{ object_kind: "resource", status: "fail", objects: [] }],
      later: { than: ["this"] },
    };
    const { landscape } = await read(
      stateFile([resource("aws_iam_role", "a", {}, { instances, each: "map" })], others),
    );
    expect(landscape.instances).toHaveLength(1);
  });

  it("is not misled by names of JavaScript's own", async () => {
    const text = stateFile([resource("aws_iam_user", "constructor", { name: "x" })]).replace(
      '{"name":"x"}',
      '{"name":"x","tags":{"__proto__":"y"}}',
    );
    const [user] = (await read(text)).landscape.instances;
    expect(JSON.stringify(user?.values)).toBe('{"name":"x","tags":{"__proto__":"y"}}');
  });
});

describe("which provider configuration a resource has", () => {
  it("is what a state file says", async () => {
    const all = byAddress((await state("zoo.tfstate")).landscape);
    expect(all.get("aws_iam_user.legacy")?.provider).toBe("aws");
    expect(all.get("aws_sqs_queue.west")?.provider).toBe("aws.west");
    expect(all.get('module.app["us"].aws_iam_role.this[0]')?.provider).toBe("aws.other");
  });

  it.each([
    ['provider["registry.example/hashicorp/aws"]', "aws", "hashicorp/aws"],
    ['provider["registry.example/hashicorp/aws"].west', "aws.west", "hashicorp/aws"],
    ['module.net.provider["registry.example/hashicorp/aws"]', "module.net:aws", "hashicorp/aws"],
    [
      'module.net.module.in.provider["registry.example/hashicorp/aws"].x',
      "module.net.module.in:aws.x",
      "hashicorp/aws",
    ],
    ['provider["registry.example/acme/aws"]', "acme/aws", "acme/aws"],
    ["provider.aws", "aws", "hashicorp/aws"],
    ['provider["registry.example/hashicorp/aws"].by_region["eu.west"]', 'aws.by_region["eu.west"]', "hashicorp/aws"],
    ["module.net.provider.aws.x", "module.net:aws.x", "hashicorp/aws"],
  ])("%s", async (provider, key, source) => {
    const { landscape } = await read(stateFile([resource("aws_iam_role", "a", { name: "a" }, { provider })]));
    expect(landscape.instances[0]?.provider).toBe(key);
    expect(landscape.providers).toMatchObject([{ key, source }]);
  });

  it("is its own of each instance where OpenTofu says so", async () => {
    const provider = (key: string) => `provider["registry.example/hashicorp/aws"].by[${JSON.stringify(key)}]`;
    const instances = ["a", "b"].map((key) => ({ index_key: key, provider: provider(key), attributes: { name: key } }));
    const { provider: _, ...several } = resource("aws_iam_role", "r", {}, { instances });
    const { landscape } = await read(stateFile([several]));
    expect(landscape.instances.map((one) => one.provider)).toEqual(['aws.by["a"]', 'aws.by["b"]']);
  });

  it("is told by accounts where the state is shown", async () => {
    const { landscape } = await state("zoo.shown");
    const accounts = accountsOf(landscape);
    const all = byAddress(landscape);
    const account = (address: string) => accounts.of(all.get(address)?.provider ?? "");
    expect(account("aws_iam_access_key.legacy")).toBe("123456789012");
    expect(account('module.app["us"].aws_iam_role_policy_attachment.this')).toBe("444455556666");
    expect(account("aws_iam_group_policy.ops")).toBe("123456789012");
  });

  it("joins no role of one account to a policy of another where the state is shown", async () => {
    const role = (account: string, name: string) =>
      shownResource("aws_iam_role", `r${account}`, { name, arn: `arn:aws:iam::${account}:role/${name}` });
    const policy = shownResource("aws_iam_role_policy", "p", { role: "same", name: "p", policy: "{}" });
    const two = [role("111122223333", "same"), role("444455556666", "same")];
    const providers = async (resources: readonly ReturnType<typeof role>[]) =>
      byAddress((await read(shown({ resources }))).landscape).get("aws_iam_role_policy.p")?.provider;
    expect(await providers([...two, policy])).toBe("aws.unknown");
    expect(await providers([...two, { ...policy, depends_on: ["aws_iam_role.r444455556666"] }])).toBe(
      "aws.444455556666",
    );
    expect(await providers([role("111122223333", "same"), role("444455556666", "other"), policy])).toBe(
      "aws.111122223333",
    );
    expect(await providers([role("111122223333", "same"), policy])).toBe("aws");
  });

  it("does not take an account that something only shows for one of its own", async () => {
    const role = shownResource("aws_iam_role", "r", { name: "r", arn: "arn:aws:iam::111122223333:role/r" });
    const subscription = shownResource("aws_sns_topic_subscription", "s", {
      arn: "arn:aws:sns:eu-west-1:999900001111:t:1",
      filter_policy: "{}",
    });
    const { landscape } = await read(shown({ resources: [role, subscription] }));
    expect(landscape.providers.map(({ key }) => key)).toEqual(["aws"]);
    expect(accountsOf(landscape).relation("999900001111", "aws")).toBe("foreign");
  });
});

it("reads a state of 60 MB without holding it", { timeout: 60_000 }, async () => {
  const filler = resource("aws_instance", "i", { user_data: "x".repeat(2_000) });
  const instances = Array.from({ length: 1_000 }, (_, n) => ({
    index_key: n,
    attributes: { user_data: "y".repeat(2_000) },
  }));
  const part = Buffer.from(`${JSON.stringify({ ...filler, instances })},`);
  const last = resource("aws_iam_role", "last", { name: "last" });
  const [head, tail] = stateFile([last]).split('"resources":[');
  const before = process.memoryUsage().rss;
  const { landscape } = await read(`${head}"resources":[`, ...Array.from({ length: 30 }, () => part), tail ?? "");
  expect(landscape.instances.map(({ address }) => address)).toEqual(["aws_iam_role.last"]);
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1048576);
});
