import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Endpoint, listen, onPort } from "../../../../src/provider/protocol/plugin/endpoint";

let server: Server;
let endpoint: Endpoint | undefined;
beforeEach(() => {
  server = new Server();
  endpoint = undefined;
});
afterEach(() => {
  server.forceShutdown();
  endpoint?.remove();
});
const open = ServerCredentials.createInsecure();

describe("a socket in the file system", () => {
  it("is in a folder of its own, which goes when it is told to", async () => {
    endpoint = await listen(server, open, { from: 0, to: 0 });
    const folder = dirname(endpoint.address);
    expect(endpoint.network).toBe("unix");
    expect(statSync(endpoint.address).isSocket()).toBe(true);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    endpoint.remove();
    endpoint.remove();
    expect(existsSync(folder)).toBe(false);
  });

  it.each([
    { what: "has too long a name for one", name: "x".repeat(100), made: true },
    { what: "is not there", name: "missing", made: false },
  ])("is elsewhere where the folder for what is temporary $what", async ({ name, made }) => {
    const before = process.env.TMPDIR;
    const deep = mkdtempSync(join(tmpdir(), "leasehold-deep-"));
    process.env.TMPDIR = join(deep, name);
    if (made) mkdirSync(process.env.TMPDIR);
    try {
      endpoint = await listen(server, open, { from: 0, to: 0 });
      expect(endpoint.address.length).toBeLessThanOrEqual(103);
      expect(statSync(endpoint.address).isSocket()).toBe(true);
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
      rmSync(deep, { recursive: true });
    }
  });
});

describe("a port, where there are no sockets in the file system", () => {
  it("is the first free one of those that Terraform allows", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => taken.once("listening", resolve));
    const { port } = taken.address() as AddressInfo;
    endpoint = await onPort(server, open, { from: port, to: port + 20 });
    expect(endpoint.network).toBe("tcp");
    expect(endpoint.address).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(Number(endpoint.address.split(":")[1])).toBeGreaterThan(port);
    taken.close();
  });

  it("is told of where none is free", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => taken.once("listening", resolve));
    const { port } = taken.address() as AddressInfo;
    await expect(onPort(server, open, { from: port, to: port })).rejects.toThrow(
      `no port from ${port} to ${port} is free`,
    );
    taken.close();
  });
});
