import { connect } from "node:http2";
import { createConnection } from "node:net";
import { join } from "node:path";
import { Client, credentials } from "@grpc/grpc-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call, cookie, Plugin } from "../helpers/client";
import { type ClientCertificate, clientCertificate, opensslFound } from "../helpers/client-certificate";
import { bundled, Workshop } from "../helpers/terraform";

const workshop = new Workshop();
const provider = join(workshop.folder, "provider.js");
const getSchema = "/tfplugin6.Provider/GetProviderSchema";

describe.skipIf(!opensslFound)("a provider that Terraform has given the certificate of its client", () => {
  let terraform: ClientCertificate;
  let plugin: Plugin;
  beforeAll(async () => {
    await bundled(join(__dirname, "..", "helpers", "tiny-main.ts"), provider);
    terraform = clientCertificate();
    plugin = await start(terraform);
  }, 60_000);
  afterAll(async () => {
    await plugin?.end();
    workshop.close();
  });

  const start = ({ certificate }: ClientCertificate) =>
    Plugin.start([process.execPath, provider], { ...cookie, PLUGIN_CLIENT_CERT: certificate, TMPDIR: workshop.folder });

  it("answers the client that shows it", async () => {
    const client = plugin.client(terraform);
    expect((await call(client, getSchema)).length).toBeGreaterThan(1000);
    client.close();
  });

  const others: readonly { readonly who: string; readonly shown: () => ClientCertificate | undefined }[] = [
    { who: "no certificate", shown: () => undefined },
    { who: "another certificate", shown: () => clientCertificate() },
    {
      who: "the right certificate without its key",
      shown: () => ({ certificate: terraform.certificate, key: clientCertificate().key }),
    },
    {
      who: "the provider's own certificate",
      shown: () => ({ certificate: plugin.certificate, key: clientCertificate().key }),
    },
  ];
  it.each(others)("gives nothing to a client with $who", async ({ shown }) => {
    await expect(async () => {
      const client = plugin.client(shown());
      try {
        return await call(client, getSchema);
      } finally {
        client.close();
      }
    }).rejects.toThrow();
  });

  it("gives nothing to a client whose certificate has ended, though it is the one that was given", async () => {
    const ended = clientCertificate("20200201000000Z");
    const other = await start(ended);
    const client = other.client(ended);
    await expect(call(client, getSchema)).rejects.toThrow();
    client.close();
    await other.end();
  });

  it("gives nothing to a client without encryption", async () => {
    const client = new Client(`unix:${plugin.handshake.address}`, credentials.createInsecure());
    await expect(call(client, getSchema)).rejects.toThrow();
    client.close();
    const plain = connect("http://localhost", { createConnection: () => createConnection(plugin.handshake.address) });
    const answered = new Promise<boolean>((resolve) => {
      plain.on("remoteSettings", () => resolve(true));
      plain.on("error", () => resolve(false)).on("close", () => resolve(false));
    });
    expect(await answered).toBe(false);
    plain.close();
  });

  it("answers its client after all of these", async () => {
    const client = plugin.client(terraform);
    expect((await call(client, getSchema)).length).toBeGreaterThan(1000);
    client.close();
    expect(plugin.output.split("\n")).toHaveLength(2);
  });

  it("refuses to start with a certificate that is none, and says why", async () => {
    const other = await start({ certificate: "no certificate", key: "" });
    expect(await other.ended()).toBe(1);
    expect(other.output).toBe("");
    expect(other.errors).toMatch(/PLUGIN_CLIENT_CERT/);
  });
});
