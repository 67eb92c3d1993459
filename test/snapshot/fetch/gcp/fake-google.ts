import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { GoogleRequests } from "../../../../src/snapshot/fetch/gcp/request";
import type { Json } from "../../../../src/terraform/json";

/** What goes wrong with one request. */
export type Fault =
  | { readonly kind: "status"; readonly status: number; readonly error?: Json; readonly retryAfter?: string }
  /** The connection is reset before, or in the middle of, the answer. */
  | { readonly kind: "reset" }
  | { readonly kind: "cut" }
  /** No answer at all. */
  | { readonly kind: "hang" }
  /** An answer of another form. */
  | { readonly kind: "body"; readonly body: Json };

export const throttled: Fault = {
  kind: "status",
  status: 429,
  error: { status: "RESOURCE_EXHAUSTED", message: "Quota" },
};

/** Requests to a fake that listens on this machine. */
export function requestsTo(port: number, token = () => 1): GoogleRequests {
  return {
    async get(url) {
      const response = await fetch(url.replace(/^https:\//, `http://127.0.0.1:${port}`), {
        headers: { authorization: `Bearer ${token()}` },
      });
      return {
        status: response.status,
        retryAfter: response.headers.get("retry-after") ?? undefined,
        text: await response.text(),
      };
    },
    renew: async () => {},
    who: async () => "reader@acme-prod.iam.gserviceaccount.com",
  };
}

export interface FakeGoogle {
  readonly port: number;
  readonly requests: GoogleRequests;
  /** Paths that were asked, in order: `cloudasset.googleapis.com/v1/projects/acme-prod:searchAllIamPolicies?pageSize=500`. */
  readonly asked: readonly string[];
  /** How often credentials were taken up anew. */
  renewals(): number;
  close(): Promise<void>;
}

export interface FakeOptions {
  /** Entries of each list, by the path without a query. */
  readonly lists: Readonly<Record<string, { readonly list: string; readonly entries: readonly Json[] }>>;
  /** What goes wrong with a request; `nth` counts all of them from 1. */
  readonly fault?: (path: string, nth: number) => Fault | undefined;
  /** The token that Google takes: the first, or the one after a renewal. The default takes any. */
  readonly tokenExpires?: number;
  readonly pageSize?: number;
}

/**
 * A recorded fake of Google's REST forms. Hand-made from the published reference: no real project was asked. Whatever is in no
 * list answers 404, as Google does.
 */
export async function fakeGoogle(options: FakeOptions): Promise<FakeGoogle> {
  const asked: string[] = [];
  let token = 1;
  const server = createServer((request, response) => {
    const path = (request.url ?? "").slice(1);
    asked.push(path);
    const send = (status: number, body: Json, headers: Record<string, string> = {}): void => {
      response.writeHead(status, { "content-type": "application/json; charset=UTF-8", ...headers });
      response.end(JSON.stringify(body));
    };
    const fault = options.fault?.(path, asked.length);
    const given = Number(/[0-9]+$/.exec(request.headers.authorization ?? "")?.[0]);
    const isExpired = options.tokenExpires !== undefined && given === 1 && asked.length >= options.tokenExpires;
    if (isExpired)
      send(401, { error: { code: 401, status: "UNAUTHENTICATED", message: "Request had invalid credentials." } });
    else if (fault?.kind === "reset") request.socket.destroy();
    else if (fault?.kind === "hang") request.socket.setTimeout(0);
    else if (fault?.kind === "status") {
      const { status, error = {}, retryAfter } = fault;
      send(status, { error }, retryAfter === undefined ? {} : { "retry-after": retryAfter });
    } else if (fault?.kind === "cut") {
      response.writeHead(200, { "content-type": "application/json", "content-length": "4000" });
      response.write('{"results": [');
      setTimeout(() => request.socket.destroy(), 5);
    } else if (fault?.kind === "body") send(200, fault.body);
    else answer(options, path, send);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    renewals: () => token - 1,
    close: () => closed(server),
    port,
    requests: {
      ...requestsTo(port, () => token),
      renew: async () => {
        token += 1;
      },
    },
  };
}

function answer({ lists, pageSize = 2 }: FakeOptions, path: string, send: (status: number, body: Json) => void): void {
  const url = new URL(`http://google/${path}`);
  const found = lists[url.pathname.slice(1)];
  if (found === undefined) {
    send(404, { error: { code: 404, status: "NOT_FOUND", message: "Requested entity was not found." } });
    return;
  }
  const from = Number(url.searchParams.get("pageToken")?.replace("page-", "") ?? 0);
  const entries = found.entries.slice(from, from + pageSize);
  const more = from + pageSize < found.entries.length;
  send(200, {
    // Google leaves out empty lists.
    ...(entries.length === 0 ? {} : { [found.list]: entries }),
    ...(more ? { nextPageToken: `page-${from + pageSize}` } : {}),
  });
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => {
    server.close(() => done());
  });
}

const manager = "//cloudresourcemanager.googleapis.com";
const account = "projects/acme-prod/serviceAccounts/ci@acme-prod.iam.gserviceaccount.com";
const pool = "projects/417/locations/global/workloadIdentityPools/ci";
const entitlement = "projects/acme-prod/locations/global/entitlements/repair";
const access = {
  gcpIamAccess: {
    resourceType: "cloudresourcemanager.googleapis.com/Project",
    resource: `${manager}/projects/acme-prod`,
    roleBindings: [{ role: "roles/compute.admin" }],
  },
};

function policy(resource: string, assetType: string, role: string, member: string): Json {
  return {
    resource,
    assetType,
    project: "projects/417",
    policy: { etag: "BwX=", bindings: [{ role, members: [member] }] },
  };
}

/** All that one small project answers: a little of everything, and more than a page of policies. */
export const acmeProd: FakeOptions["lists"] = {
  "cloudasset.googleapis.com/v1/projects/acme-prod:searchAllIamPolicies": {
    list: "results",
    entries: [
      policy(
        `${manager}/projects/acme-prod`,
        "cloudresourcemanager.googleapis.com/Project",
        "roles/editor",
        "user:dana@acme.example",
      ),
      ...["a", "b", "c", "d"].map((name) =>
        policy(
          `//storage.googleapis.com/acme-${name}`,
          "storage.googleapis.com/Bucket",
          "roles/storage.admin",
          `user:${name}@acme.example`,
        ),
      ),
    ],
  },
  "iam.googleapis.com/v1/projects/acme-prod/roles": {
    list: "roles",
    entries: [{ name: "projects/acme-prod/roles/one", includedPermissions: ["storage.buckets.list"] }],
  },
  "iam.googleapis.com/v1/projects/acme-prod/serviceAccounts": {
    list: "accounts",
    entries: [
      { name: account, email: "ci@acme-prod.iam.gserviceaccount.com", uniqueId: "1094", projectId: "acme-prod" },
    ],
  },
  [`iam.googleapis.com/v1/${account}/keys`]: {
    list: "keys",
    entries: [{ name: `${account}/keys/a1`, keyType: "USER_MANAGED", validBeforeTime: "9999-12-31T23:59:59Z" }],
  },
  "iam.googleapis.com/v1/projects/acme-prod/locations/global/workloadIdentityPools": {
    list: "workloadIdentityPools",
    entries: [{ name: pool, state: "ACTIVE" }],
  },
  [`iam.googleapis.com/v1/${pool}/providers`]: {
    list: "workloadIdentityPoolProviders",
    entries: [{ name: `${pool}/providers/github`, oidc: { issuerUri: "https://token.actions.githubusercontent.com" } }],
  },
  "privilegedaccessmanager.googleapis.com/v1/projects/acme-prod/locations/global/entitlements": {
    list: "entitlements",
    entries: [
      {
        name: entitlement,
        maxRequestDuration: "3600s",
        eligibleUsers: [{ principals: ["user:dana@acme.example"] }],
        privilegedAccess: access,
      },
    ],
  },
  [`privilegedaccessmanager.googleapis.com/v1/${entitlement}/grants`]: {
    list: "grants",
    entries: [
      { name: `${entitlement}/grants/g1`, state: "ENDED", requester: "dana@acme.example", privilegedAccess: access },
    ],
  },
  "orgpolicy.googleapis.com/v2/projects/acme-prod/policies": {
    list: "policies",
    entries: [
      { name: "projects/417/policies/iam.disableServiceAccountKeyCreation", spec: { rules: [{ enforce: true }] } },
    ],
  },
};
