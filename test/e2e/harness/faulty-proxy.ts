import { createServer, type IncomingMessage } from "node:http";
import { freePort } from "./emulator";

/** What becomes of a call: `refuse` never reaches the emulator; `lose` takes effect and is answered with an error. */
export type Fate = "pass" | "refuse" | "lose";

/** One call as it came by, with what it takes to make it again. */
export interface Call {
  /** Counted from 1. */
  readonly number: number;
  /** `iam:PutRolePolicy`, say. */
  readonly action: string;
  /**
   * Which call it is, whatever the order: `iam:PutRolePolicy leasehold-acme-x leasehold-guard #1`. Terraform makes calls
   * that do not wait for each other in another order each time.
   */
  readonly key: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

export interface FaultyProxy {
  readonly endpoint: string;
  /** Begins a run: what is to happen to each call, and what to do after it, before the answer goes out. */
  begin(fateOf: (call: Call) => Fate, after: (call: Call) => Promise<void>): void;
  /** The calls since `begin`. */
  readonly calls: readonly Call[];
  /** The first fault of an `after` since `begin`. */
  readonly fault: Error | undefined;
  /** Resolves when no call is under way any more: those of a Terraform that was killed may still be. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

const writes = /^iam:(Create|Put|Attach|Detach|Delete|Update|Tag|Untag|Set|Add|Remove)/;

/** Whether a call changes what the account holds. */
export function isWrite(call: Call): boolean {
  return writes.test(call.action);
}

/**
 * Stands between Terraform and the emulator on the loopback interface and lets one call through at a time, so that the account
 * can be looked at between any two of them.
 */
export async function startFaultyProxy(upstream: string): Promise<FaultyProxy> {
  let calls: Call[] = [];
  let fault: Error | undefined;
  let fateOf: (call: Call) => Fate = () => "pass";
  let after: (call: Call) => Promise<void> = async () => {};
  let turn: Promise<void> = Promise.resolve();

  const answer = async (request: IncomingMessage, body: string): Promise<Answer> => {
    const action = actionOf(request, body);
    const subject = [action, ...subjectOf(body)].join(" ");
    const same = calls.filter((call) => call.key.startsWith(`${subject} #`)).length;
    const call: Call = {
      number: calls.length + 1,
      action,
      key: `${subject} #${same + 1}`,
      body,
      headers: kept(request),
    };
    calls.push(call);
    const fate = fateOf(call);
    const real = fate === "refuse" ? undefined : await makeCall(upstream, call);
    await after(call);
    return fate === "pass" && real !== undefined ? real : refusal;
  };
  const server = createServer((request, response) => {
    const arriving = read(request);
    turn = turn.then(async () => {
      // A killed Terraform leaves calls unfinished: those were never made.
      const body = await arriving.catch(() => undefined);
      if (body === undefined) return;
      try {
        const { status, type, text } = await answer(request, body);
        response.writeHead(status, { "Content-Type": type }).end(text);
      } catch (error) {
        fault ??= error instanceof Error ? error : new Error(String(error));
        response.writeHead(403).end();
      }
    });
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${port}`,
    begin(nextFateOf, nextAfter) {
      calls = [];
      fault = undefined;
      fateOf = nextFateOf;
      after = nextAfter;
    },
    get calls() {
      return calls;
    },
    get fault() {
      return fault;
    },
    async settle() {
      for (let waited: Promise<void> | undefined; waited !== turn; ) {
        waited = turn;
        await waited;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Makes a recorded call at the emulator. */
export async function makeCall(upstream: string, call: Call): Promise<Answer> {
  const response = await fetch(upstream, { method: "POST", headers: call.headers, body: call.body });
  const type = response.headers.get("content-type") ?? "text/xml";
  return { status: response.status, type, text: await response.text() };
}

/** An error that the provider does not try again. */
const refusal: Answer = {
  status: 403,
  type: "text/xml",
  text: "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>refused by the test</Message></Error><RequestId>e2e</RequestId></ErrorResponse>",
};

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

function kept(request: IncomingMessage): Record<string, string> {
  const names = ["authorization", "content-type", "x-amz-date", "x-amz-security-token"];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = request.headers[name];
      return typeof value === "string" ? [[name, value]] : [];
    }),
  );
}

/** The names of what a call is about. */
function subjectOf(body: string): readonly string[] {
  const parameters = new URLSearchParams(body);
  return ["RoleName", "PolicyName", "PolicyArn"].flatMap((name) => parameters.get(name) ?? []);
}

function actionOf(request: IncomingMessage, body: string): string {
  const service = /Credential=[^/]+\/[^/]+\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? "")?.[1];
  return `${service ?? "?"}:${new URLSearchParams(body).get("Action") ?? request.url ?? "?"}`;
}
