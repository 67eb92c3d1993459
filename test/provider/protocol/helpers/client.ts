import { type ChildProcess, spawn } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { Client, credentials } from "@grpc/grpc-js";
import type { ClientCertificate } from "./client-certificate";

export const cookie = {
  TF_PLUGIN_MAGIC_COOKIE: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
};

/** A provider's process, started as Terraform starts one. */
export class Plugin {
  output = "";
  errors = "";
  private readonly closed: Promise<unknown>;
  private constructor(readonly child: ChildProcess) {
    this.closed = once(child, "close");
    child.stdout?.on("data", (chunk: Buffer) => {
      this.output += chunk.toString("utf8");
    });
    child.stderr?.on("data", (chunk: Buffer) => {
      this.errors += chunk.toString("utf8");
    });
  }

  /** Starts it with these words, and waits for its one line, or its end. */
  static async start(command: readonly string[], environment: NodeJS.ProcessEnv): Promise<Plugin> {
    const [file = "", ...parameters] = command;
    const child = spawn(file, parameters, {
      env: { PATH: process.env.PATH, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const plugin = new Plugin(child);
    const first = child.stdout === null ? [] : [once(child.stdout, "data")];
    await Promise.race([...first, once(child, "close")]);
    return plugin;
  }

  /** What its one line says. */
  get handshake() {
    const [core, protocol, network, address = "", kind, certificate = ""] = this.output.trimEnd().split("|");
    return { core, protocol, network, address, kind, certificate };
  }

  /** Its certificate, in PEM. */
  get certificate(): string {
    return new X509Certificate(Buffer.from(this.handshake.certificate, "base64")).toString();
  }

  /** The folder of its socket. */
  get folder(): string {
    return dirname(this.handshake.address);
  }

  /** A client that shows this certificate, or none. */
  client(shown?: ClientCertificate): Client {
    const own = shown === undefined ? [] : [Buffer.from(shown.key), Buffer.from(shown.certificate)];
    const secured = credentials.createSsl(Buffer.from(this.certificate), ...own);
    return new Client(`unix:${this.handshake.address}`, secured, { "grpc.ssl_target_name_override": "localhost" });
  }

  /** Waits for its end, and gives the status, or the signal that ended it. */
  async ended(): Promise<number | NodeJS.Signals | null> {
    await this.closed;
    return this.child.exitCode ?? this.child.signalCode;
  }

  /** Asks it to end. */
  async end(): Promise<void> {
    this.child.kill("SIGTERM");
    await this.ended();
  }

  async kill(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.ended();
  }

  leftBehind(): boolean {
    return existsSync(this.folder);
  }
}

const asIs = (bytes: Buffer): Buffer => bytes;

/** Calls, and waits for the answer; a call that is not answered within a few seconds fails. */
export function call(client: Client, path: string, request = Buffer.alloc(0)): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(path, asIs, asIs, request, { deadline: Date.now() + 5000 }, (error, answer) => {
      if (error !== null || answer === undefined) reject(error ?? new Error("no answer"));
      else resolve(answer);
    });
  });
}

/** Opens the stream that Terraform holds open for as long as it is there. */
export function attend(client: Client) {
  const stream = client.makeServerStreamRequest("/plugin.GRPCStdio/StreamStdio", asIs, asIs, Buffer.alloc(0));
  stream.on("error", () => undefined);
  stream.resume();
  return stream;
}
