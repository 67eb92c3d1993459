import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

/** One request that was made of the fake. */
export interface Asked {
  readonly parameters: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
}

/** What it answers: a status and a body, or nothing but the end of the connection. */
export type Answer = { readonly status: number; readonly body: string } | "hang up";

export interface FakeSts {
  readonly endpoint: string;
  readonly asked: readonly Asked[];
  stop(): Promise<void>;
}

/** What STS gives here: no secrets but of this fake. */
export const issued = {
  accessKeyId: "ASIAISSUEDISSUEDISSU",
  secretAccessKey: "issued/secret+key",
  sessionToken: "issued/session+token==",
};

/** An HTTP server that answers as STS does, or as it is told to. */
export async function fakeSts(answer: (asked: Asked, count: number) => Answer): Promise<FakeSts> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const one = { parameters: Object.fromEntries(new URLSearchParams(body)), headers: request.headers };
      asked.push(one);
      const answered = answer(one, asked.length);
      if (answered === "hang up") request.socket.destroy();
      else response.writeHead(answered.status, { "content-type": "text/xml" }).end(answered.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A session that is issued at a moment (in seconds) for as long as was asked. */
export function session(now: number): (asked: Asked) => Answer {
  return ({ parameters }) => {
    const expires = new Date((now + Number(parameters.DurationSeconds)) * 1000).toISOString();
    return {
      status: 200,
      body: `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
        <AccessKeyId>${issued.accessKeyId}</AccessKeyId><SecretAccessKey>${issued.secretAccessKey}</SecretAccessKey>
        <SessionToken>${issued.sessionToken}</SessionToken><Expiration>${expires}</Expiration>
        </Credentials></AssumeRoleResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></AssumeRoleResponse>`,
    };
  };
}

/** A fault as STS says it. */
export function fault(status: number, code: string, message: string): Answer {
  return {
    status,
    body: `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code>
      <Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
  };
}
