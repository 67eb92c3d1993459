import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { gcpContainers } from "../../../../src/snapshot/fetch/gcp/containers";
import { googleRequests } from "../../../../src/snapshot/fetch/gcp/credentials";

let folder = "";
let server: Server | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "leasehold-gcp-"));
});
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** A token service of its own, and an API that says what it was asked with: hand-made, of the published forms. */
async function google(tokens: (nth: number) => { readonly status: number; readonly token?: string }): Promise<string> {
  let given = 0;
  server = createServer((request, response) => {
    request.resume();
    const send = (status: number, body: unknown, headers: Record<string, string> = {}): void => {
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(JSON.stringify(body));
    };
    if (request.url === "/v1/token") {
      given += 1;
      const { status, token } = tokens(given);
      send(status, {
        access_token: token,
        issued_token_type: "urn:ietf:params:oauth:token-type:access_token",
        token_type: "Bearer",
        expires_in: 3600,
        ...(status === 200 ? {} : { error: "invalid_grant", error_description: "Token expired" }),
      });
    } else if (request.url === "/busy") send(429, { error: {} }, { "retry-after": "3" });
    else send(200, { by: request.headers.authorization });
  });
  await new Promise<void>((listening) => server?.listen(0, "127.0.0.1", listening));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeFileSync(join(folder, "subject"), "a-subject-token");
  const file = join(folder, "credentials.json");
  writeFileSync(
    file,
    JSON.stringify({
      type: "external_account",
      audience: "//iam.googleapis.com/projects/417/locations/global/workloadIdentityPools/ci/providers/x",
      subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
      token_url: `${base}/v1/token`,
      credential_source: { file: join(folder, "subject") },
    }),
  );
  vi.stubEnv("GOOGLE_APPLICATION_CREDENTIALS", file);
  return base;
}

describe("Google's own library", () => {
  it("asks with the application default credentials, and gives every status back as it is", async () => {
    const base = await google(() => ({ status: 200, token: "first" }));
    const requests = await googleRequests();
    expect(await requests.get(`${base}/x`)).toMatchObject({ status: 200, text: '{"by":"Bearer first"}' });
    expect(await requests.get(`${base}/busy`)).toMatchObject({ status: 429, retryAfter: "3" });
  });

  it("is given credentials anew when they are renewed", async () => {
    const base = await google((nth) => ({ status: 200, token: `token-${nth}` }));
    const requests = await googleRequests();
    await requests.get(`${base}/x`);
    await requests.renew();
    expect(await requests.get(`${base}/x`)).toMatchObject({ text: '{"by":"Bearer token-2"}' });
  });

  it("says of credentials that have run out that they have, without showing them", async () => {
    const base = await google(() => ({ status: 400 }));
    const requests = await googleRequests();
    const [one] = await gcpContainers({
      containers: ["acme-prod"],
      now: () => 0,
      requests: async () => ({
        ...requests,
        get: () => requests.get(`${base}/x`),
        renew: () => requests.renew(),
        who: () => requests.who(),
      }),
    });
    const asked = async () => {
      for await (const _ of one?.ask("iam-policies") ?? []);
    };
    await expect(asked()).rejects.toMatchObject({
      status: "failed",
      message: expect.stringMatching(/^the credentials expired in the middle, .*no token was given out/),
    });
  });

  it("says where credentials are missing", async () => {
    vi.stubEnv("GOOGLE_APPLICATION_CREDENTIALS", join(folder, "nothing.json"));
    const [one] = await gcpContainers({ containers: ["acme-prod"], now: () => 0 });
    await expect(one?.enter()).rejects.toMatchObject({
      name: "AskError",
      message: expect.stringContaining("no credentials of Google's were found"),
    });
  });

  it("is an optional package: where it is missing, that is said with its name", async () => {
    const load = () =>
      Promise.reject(Object.assign(new Error("Cannot find package"), { code: "ERR_MODULE_NOT_FOUND" }));
    await expect(googleRequests({}, load)).rejects.toMatchObject({
      name: "SnapshotRefusal",
      message: expect.stringContaining("google-auth-library"),
      fix: expect.stringContaining("npm install google-auth-library"),
    });
  });
});
