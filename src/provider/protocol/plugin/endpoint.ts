import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Server, ServerCredentials } from "@grpc/grpc-js";

/** Where a server listens, as the handshake says it. */
export interface Endpoint {
  readonly network: "unix" | "tcp";
  readonly address: string;
  /** Takes away what it has left in the file system; may be called more than once. */
  remove(): void;
}

/** Lets a server listen where no one but this user reaches it. */
export async function listen(
  server: Server,
  credentials: ServerCredentials,
  ports: { readonly from: number; readonly to: number },
): Promise<Endpoint> {
  return process.platform === "win32" ? onPort(server, credentials, ports) : onSocket(server, credentials);
}

/** A path longer than this is cut off by some operating systems, without a word. */
const longestPath = 103;

async function onSocket(server: Server, credentials: ServerCredentials): Promise<Endpoint> {
  const folder = privateFolder();
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const address = join(folder, "socket");
  try {
    await bind(server, `unix:${address}`, credentials);
  } catch (thrown) {
    remove();
    throw thrown;
  }
  return { network: "unix", address, remove };
}

/** A new folder that only this user may enter. */
function privateFolder(): string {
  const short = [tmpdir(), "/tmp"].filter((place) => join(place, "leasehold-XXXXXX", "socket").length <= longestPath);
  const [first = "/tmp", second = first] = short;
  try {
    return mkdtempSync(join(first, "leasehold-"));
  } catch {
    // It may not be there, or not be for this user to write in; if the other is not either, that is told.
    return mkdtempSync(join(second, "leasehold-"));
  }
}

/** Listens on this machine's first free port of these. */
export async function onPort(
  server: Server,
  credentials: ServerCredentials,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<Endpoint> {
  for (let port = from; port <= to; port += 1) {
    const address = `127.0.0.1:${port}`;
    try {
      await bind(server, address, credentials);
      return { network: "tcp", address, remove: () => undefined };
    } catch {
      // Taken; the next one may be free.
    }
  }
  throw new Error(`no port from ${from} to ${to} is free on 127.0.0.1`);
}

function bind(server: Server, address: string, credentials: ServerCredentials): Promise<void> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, credentials, (error) => (error === null ? resolve() : reject(error)));
  });
}
