import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { type Client, status } from "@grpc/grpc-js";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { configureProvider } from "../../../../src/provider/protocol/rpc/configure-provider";
import { readDataSource } from "../../../../src/provider/protocol/rpc/read-data-source";
import { readMessage, writeMessage } from "../../../../src/provider/protocol/wire/message";
import { block, lines } from "../helpers/ask";
import { attend, call, cookie, Plugin } from "../helpers/client";
import { type ClientCertificate, clientCertificate, opensslFound } from "../helpers/client-certificate";
import { bundled, Workshop } from "../helpers/terraform";
import { echoSchema, providerSchema } from "../helpers/tiny";

const workshop = new Workshop();
const provider = join(workshop.folder, "provider.js");
afterAll(() => workshop.close());

/** What processes have left in the folder for what is temporary. */
const leftovers = () => readdirSync(workshop.folder).filter((name) => name !== "provider.js");

describe.skipIf(!opensslFound)("the life of a provider's process", () => {
  let terraform: ClientCertificate;
  let environment: NodeJS.ProcessEnv;
  let plugin: Plugin;
  let client: Client;
  beforeAll(async () => {
    await bundled(join(__dirname, "..", "helpers", "tiny-main.ts"), provider);
    terraform = clientCertificate();
    environment = { ...cookie, PLUGIN_CLIENT_CERT: terraform.certificate, TMPDIR: workshop.folder };
  }, 60_000);
  beforeEach(async () => {
    plugin = await Plugin.start([process.execPath, provider], environment);
    client = plugin.client(terraform);
  });
  afterEach(async () => {
    client.close();
    await plugin.end();
    expect(leftovers()).toEqual([]);
  });

  const ask = (name: string, request?: Uint8Array) =>
    call(client, `/tfplugin6.Provider/${name}`, request === undefined ? undefined : Buffer.from(request));
  const read = async (fault: string) => {
    await ask("ConfigureProvider", writeMessage(configureProvider.request, { config: block(providerSchema, {}) }));
    const asked = { type_name: "tiny_echo", config: block(echoSchema, { text: "you", fault }) };
    const answer = await ask("ReadDataSource", writeMessage(readDataSource.request, asked));
    return lines(readMessage(readDataSource.response, answer).diagnostics);
  };

  it("begins with one line, which says all that Terraform has to know", () => {
    expect(plugin.output).toMatch(/^1\|6\|unix\|\/[^|]+\/socket\|grpc\|[A-Za-z0-9+/]+\n$/);
    expect(plugin.errors).toBe("");
  });

  it("listens in a folder that no other user may enter", () => {
    expect(statSync(plugin.folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(plugin.folder)).toEqual(["socket"]);
  });

  it("prints nothing after its line, whatever a method prints", async () => {
    expect(await read("print")).toEqual([]);
    expect(plugin.output.split("\n")).toHaveLength(2);
    await expect.poll(() => plugin.errors).toContain("the tiny provider was asked to print\nand to print more\n");
  });

  it("outlives an exception in a method, and names its cause", async () => {
    for (let round = 0; round < 3; round += 1) {
      expect((await read("throw")).join()).toContain("it stopped with: the tiny provider was asked to throw");
    }
  });

  it("outlives requests that are none", async () => {
    for (const request of [Uint8Array.of(0xff), Uint8Array.of(0x0a, 0x7f), Uint8Array.of(0x0b)]) {
      await expect(ask("ReadDataSource", request)).rejects.toMatchObject({ code: status.INVALID_ARGUMENT });
    }
    expect((await ask("GetProviderSchema")).length).toBeGreaterThan(1000);
  });

  it.each(["GetResourceIdentitySchemas", "UpgradeResourceIdentity", "ListResource", "PlanAction", "Nothing"])(
    "says of %s that it does not have it",
    async (name) => {
      await expect(ask(name)).rejects.toMatchObject({ code: status.UNIMPLEMENTED });
    },
  );

  it("says that it is well, where it is asked", async () => {
    expect([...(await call(client, "/grpc.health.v1.Health/Check"))]).toEqual([0x08, 0x01]);
  });

  // Of a machine that is busy with other things it may take longer now and then.
  it("ends soon after it was shut down, with nothing left behind", { retry: 2 }, async () => {
    attend(client);
    await ask("GetProviderSchema");
    expect(await call(client, "/plugin.GRPCController/Shutdown")).toHaveLength(0);
    const began = performance.now();
    expect(await plugin.ended()).toBe(0);
    expect(performance.now() - began).toBeLessThan(1000);
    expect(plugin.leftBehind()).toBe(false);
    expect(plugin.errors).toBe("");
  });

  it("takes its socket away once Terraform is there, so that it is not left behind if it is killed", async () => {
    attend(client);
    await expect.poll(() => leftovers()).toEqual([]);
    expect((await ask("GetProviderSchema")).length).toBeGreaterThan(1000);
    await plugin.kill();
    expect(leftovers()).toEqual([]);
  });

  it("ends when its client goes without a word, with nothing left behind", async () => {
    const stream = attend(client);
    await ask("GetProviderSchema");
    stream.cancel();
    client.close();
    expect(await plugin.ended()).toBe(0);
    expect(plugin.leftBehind()).toBe(false);
  });

  it("takes no notice of Ctrl-C, which is Terraform's to answer", async () => {
    for (let round = 0; round < 3; round += 1) plugin.child.kill("SIGINT");
    await setTimeout(50);
    expect((await ask("GetProviderSchema")).length).toBeGreaterThan(1000);
  });

  it.each(["SIGTERM", "SIGHUP"] as const)("ends at %s, with nothing left behind", async (signal) => {
    plugin.child.kill(signal);
    expect(await plugin.ended()).toBe(0);
    expect(plugin.leftBehind()).toBe(false);
  });

  it("names the cause of a crash, in words that Terraform shows, and leaves nothing behind", async () => {
    await read("crash").catch(() => undefined);
    expect(await plugin.ended()).toBe(2);
    expect(plugin.errors).toMatch(/^panic: the provider stopped: Error: the tiny provider was asked to crash\n {4}at /);
    expect(plugin.leftBehind()).toBe(false);
  });
});

describe.skipIf(!opensslFound)("a provider whose parent is killed before it has come to it", () => {
  it("ends by itself, with nothing left behind", async () => {
    const certificate = clientCertificate().certificate;
    // A parent that starts it and says who it is.
    const script = `const c = require("node:child_process").spawn(process.execPath, [${JSON.stringify(provider)}], { stdio: ["ignore", "pipe", "inherit"] });
      c.stdout.once("data", () => console.log(c.pid)); setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ["-e", script], {
      env: { ...cookie, PLUGIN_CLIENT_CERT: certificate, TMPDIR: workshop.folder },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line]: readonly Buffer[] = await once(parent.stdout, "data");
    const id = Number(String(line));
    expect(leftovers()).toHaveLength(1);
    parent.kill("SIGKILL");
    await expect.poll(() => runs(id), { timeout: 5000 }).toBe(false);
    expect(leftovers()).toEqual([]);
  });
});

function runs(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}

describe("a provider that is started by somebody else", () => {
  it.each([
    { who: "a person", environment: {}, told: /^This is a Terraform provider: .*`terraform init`\.\n$/ },
    { who: "a Terraform without a certificate", environment: cookie, told: /^PLUGIN_CLIENT_CERT is not set.*\n$/ },
  ])("says in one line to $who what it is, and ends in 1", async ({ environment, told }) => {
    await bundled(join(__dirname, "..", "helpers", "tiny-main.ts"), provider);
    const plugin = await Plugin.start([process.execPath, provider], { ...environment, TMPDIR: workshop.folder });
    expect(await plugin.ended()).toBe(1);
    expect(plugin.output).toBe("");
    expect(plugin.errors).toMatch(told);
    expect(leftovers()).toEqual([]);
  });
});
