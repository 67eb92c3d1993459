import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/**
 * What becomes of a call: `throttle`, `expire`, `deny` and `break` are answered with an error, `reset` ends the connection,
 * `cut` ends it in the middle of the answer.
 */
export type Fault = "pass" | "throttle" | "expire" | "deny" | "break" | "reset" | "cut";

export interface AwsCall {
  /** Counted from 1. */
  readonly number: number;
  /** `ListRoles` */
  readonly operation: string;
  /** The access key id of its signature. */
  readonly key: string;
}

export interface AwsFaults {
  readonly endpoint: string;
  /** The calls since `begin`. */
  readonly calls: readonly AwsCall[];
  begin(faultOf: (call: AwsCall) => Fault, after?: (call: AwsCall) => void): void;
  stop(): Promise<void>;
}

/** Stands before the emulator and does to each call what a test wants. */
export async function startAwsFaults(upstream: string): Promise<AwsFaults> {
  let calls: AwsCall[] = [];
  let faultOf: (call: AwsCall) => Fault = () => "pass";
  let after: (call: AwsCall) => void = () => {};

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks);
    const call: AwsCall = {
      number: calls.length + 1,
      operation: operationOf(request, body.toString("utf8")),
      key: /Credential=([^/]+)\//.exec(request.headers.authorization ?? "")?.[1] ?? "",
    };
    calls.push(call);
    const fault = faultOf(call);
    if (fault === "reset") request.socket.destroy();
    else if (fault === "pass" || fault === "cut") {
      const { connection: _, host: __, "content-length": ___, "transfer-encoding": ____, ...headers } = request.headers;
      const kept = Object.entries(headers).flatMap(([name, value]) =>
        typeof value === "string" ? [[name, value]] : [],
      );
      const { method = "POST", url = "/" } = request;
      const real = await fetch(`${upstream}${url}`, {
        method,
        headers: Object.fromEntries(kept),
        ...(method === "GET" ? {} : { body }),
      });
      const bytes = Buffer.from(await real.arrayBuffer());
      const type = real.headers.get("content-type") ?? "text/xml";
      response.writeHead(real.status, { "Content-Type": type, "Content-Length": bytes.length });
      if (fault === "pass") response.end(bytes);
      else response.write(bytes.subarray(0, bytes.length >> 1), () => request.socket.destroy());
    } else refuse(request, response, fault);
    after(call);
  };
  const server = createServer((request, response) => {
    // A call of a process that was killed has nobody left to be answered.
    answer(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    get calls() {
      return calls;
    },
    begin(nextFaultOf, nextAfter = () => {}) {
      calls = [];
      faultOf = nextFaultOf;
      after = nextAfter;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const errors = {
  throttle: { query: "Throttling", json: "ThrottlingException", status: 400 },
  expire: { query: "ExpiredToken", json: "ExpiredTokenException", status: 403 },
  deny: { query: "AccessDenied", json: "AccessDeniedException", status: 403 },
  break: { query: "ServiceFailure", json: "InternalServerException", status: 500 },
} as const;

/** As AWS does it, in each of its protocols. */
function refuse(request: IncomingMessage, response: ServerResponse, fault: keyof typeof errors): void {
  const { query, json, status } = errors[fault];
  const said = "by the test";
  if (request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded")) {
    response.writeHead(status, { "Content-Type": "text/xml" });
    response.end(
      `<ErrorResponse><Error><Type>Sender</Type><Code>${query}</Code><Message>${said}</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
    );
  } else {
    response.writeHead(status, { "Content-Type": "application/x-amz-json-1.1", "x-amzn-errortype": json });
    response.end(JSON.stringify({ __type: json, message: said }));
  }
}

function operationOf(request: IncomingMessage, body: string): string {
  const target = request.headers["x-amz-target"];
  if (typeof target === "string") return target.split(".").at(-1) ?? target;
  return new URLSearchParams(body).get("Action") ?? request.url ?? "?";
}
