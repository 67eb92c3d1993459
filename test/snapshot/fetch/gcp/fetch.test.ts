import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Found } from "../../../../src/drift/found";
import { ofKind } from "../../../../src/facts/fact";
import { readGcp } from "../../../../src/gcp/read/read";
import { type FetchOutcome, fetchSnapshot } from "../../../../src/snapshot/fetch/fetch";
import { gcpContainers } from "../../../../src/snapshot/fetch/gcp/containers";
import type { GoogleRequests } from "../../../../src/snapshot/fetch/gcp/request";
import { gcpParts } from "../../../../src/snapshot/manifest";
import { openSnapshot } from "../../../../src/snapshot/open";
import { acmeProd, type FakeGoogle, type FakeOptions, type Fault, fakeGoogle, throttled } from "./fake-google";

const now = 1_795_424_400;
let out = "";
let google: FakeGoogle | undefined;
const waits: number[] = [];

beforeEach(() => {
  out = join(mkdtempSync(join(tmpdir(), "leasehold-gcp-")), "snapshot");
  waits.length = 0;
});
afterEach(async () => {
  await google?.close();
  google = undefined;
  rmSync(join(out, ".."), { recursive: true, force: true });
});

async function snapshot(
  requests: GoogleRequests,
  containers: readonly string[] = ["acme-prod"],
  to = out,
): Promise<FetchOutcome> {
  const backoff = {
    attempts: 4,
    baseMs: 100,
    capMs: 60_000,
    random: () => 0.5,
    sleep: async (milliseconds: number) => {
      waits.push(milliseconds);
    },
  };
  return fetchSnapshot({
    out: to,
    leasehold: "0.0.0",
    now: () => now,
    containers: await gcpContainers({ containers, backoff, now: () => now * 1000, requests: async () => requests }),
    allParts: gcpParts,
    parts: gcpParts,
    arguments: { cloud: "gcp", containers },
  });
}

async function fake(options: Partial<FakeOptions> = {}): Promise<FakeGoogle> {
  google = await fakeGoogle({ lists: acmeProd, ...options });
  return google;
}

async function opened(at = out): Promise<readonly Found[]> {
  const found: Found[] = [];
  for await (const one of openSnapshot(at, { now })) found.push(one);
  return found;
}

/** What was fetched, without where and when: the names and digests of all files. */
function filesOf({ manifest }: FetchOutcome): readonly string[] {
  return manifest.containers.flatMap(({ parts }) =>
    parts.flatMap(({ files }) => files.map(({ path, sha256 }) => `${path} ${sha256}`)),
  );
}

describe("a snapshot of a project", () => {
  it("holds all parts, page by page, and is read back", async () => {
    const { requests } = await fake();
    const outcome = await snapshot(requests);
    expect(outcome.missing).toEqual([]);
    expect(outcome.manifest.containers[0]?.by).toBe("reader@acme-prod.iam.gserviceaccount.com");
    expect(filesOf(outcome).map((line) => line.split(" ")[0])).toEqual([
      "gcp/acme-prod/iam-policies-0001.json",
      "gcp/acme-prod/iam-policies-0002.json",
      "gcp/acme-prod/iam-policies-0003.json",
      "gcp/acme-prod/custom-roles.json",
      "gcp/acme-prod/service-account-keys.json",
      "gcp/acme-prod/federation.json",
      "gcp/acme-prod/pam.json",
      "gcp/acme-prod/organization-policies.json",
    ]);
    const [found] = await opened();
    expect(found?.unreadable).toEqual([]);
    const facts = found === undefined ? [] : readGcp(found.landscape);
    expect(ofKind(facts, "access").map(({ from }) => from.address)).toEqual([
      ...["a", "b", "c", "d"].map((name) => `buckets/acme-${name} roles/storage.admin user:${name}@acme.example`),
      "projects/acme-prod roles/editor user:dana@acme.example",
    ]);
    expect(facts.map(({ kind }) => kind).filter((kind) => kind !== "access")).toEqual([
      "trust",
      "entitlement",
      "credential",
      "guardrail",
    ]);
  });

  it("only reads", async () => {
    const { requests, asked } = await fake();
    await snapshot(requests);
    expect(
      asked.every((path) => /^(cloudasset|iam|privilegedaccessmanager|orgpolicy)\.googleapis\.com\/v[12]\//.test(path)),
    ).toBe(true);
  });
});

const policies = "searchAllIamPolicies";
const often = (times: number, fault: Fault, of = policies): NonNullable<FakeOptions["fault"]> => {
  let left = times;
  return (path) => {
    if (!path.includes(of) || left === 0) return undefined;
    left -= 1;
    return fault;
  };
};

describe("what goes wrong for a while", () => {
  it.each<[string, Fault, readonly number[]]>([
    ["throttling", throttled, [75, 150, 300]],
    ["throttling that names its time", { ...throttled, retryAfter: "7" } as Fault, [7000, 7000, 7000]],
    [
      "throttling by a date",
      { ...throttled, retryAfter: new Date(now * 1000 + 9000).toUTCString() } as Fault,
      [9000, 9000, 9000],
    ],
    [
      "throttling as a refusal",
      { kind: "status", status: 403, error: { details: [{ reason: "RATE_LIMIT_EXCEEDED" }] } },
      [75, 150, 300],
    ],
    ["a fault of the server", { kind: "status", status: 500 }, [75, 150, 300]],
    ["a server that is not there", { kind: "status", status: 503 }, [75, 150, 300]],
    ["a reset connection", { kind: "reset" }, [75, 150, 300]],
    ["an answer that is cut off", { kind: "cut" }, [75, 150, 300]],
  ])("is waited for: %s", async (_, fault, expected) => {
    const { requests } = await fake({ fault: often(3, fault) });
    const outcome = await snapshot(requests);
    expect(outcome.missing).toEqual([]);
    expect(waits).toEqual(expected);
    expect((await opened()).flatMap(({ unreadable }) => unreadable)).toEqual([]);
  });

  it("is credentials that expire in the middle: they are taken up anew", async () => {
    const one = await fake({ tokenExpires: 4 });
    expect((await snapshot(one.requests)).missing).toEqual([]);
    expect(one.renewals()).toBeGreaterThan(0);
    expect(waits).toEqual([]);
  });
});

const second: (fault: Fault) => FakeOptions["fault"] = (fault) => (path) =>
  path.includes("pageToken=page-2") ? fault : undefined;

describe("what goes wrong for good", () => {
  const denied: Fault = {
    kind: "status",
    status: 403,
    error: { status: "PERMISSION_DENIED", message: "The caller does not have permission" },
  };
  it.each<[string, FakeOptions["fault"], string, string]>([
    ["a refusal", often(99, denied), "denied", "403 PERMISSION_DENIED: The caller does not have permission"],
    [
      "a refusal on the second page",
      second(denied),
      "denied",
      "403 PERMISSION_DENIED: The caller does not have permission",
    ],
    ["throttling without end", often(99, throttled), "failed", "429 RESOURCE_EXHAUSTED: Quota (asked 8 times)"],
    ["a fault without end", often(99, { kind: "status", status: 500 }), "failed", "500 (asked 4 times)"],
    ["connections that are reset", often(99, { kind: "reset" }), "failed", "the request came to nothing"],
    [
      "a page that is missing",
      second({ kind: "status", status: 404, error: { status: "NOT_FOUND", message: "No such page" } }),
      "failed",
      "404 NOT_FOUND: No such page",
    ],
    [
      "a page that leads back",
      second({ kind: "body", body: { results: [], nextPageToken: "page-2" } }),
      "failed",
      "page 2 leads back to one before it",
    ],
    ["a page that is none", second({ kind: "body", body: [] }), "failed", "the answer is no JSON object"],
    ["a list that is none", second({ kind: "body", body: { results: {} } }), "failed", '"results" is no list'],
    [
      "credentials that nobody renews",
      often(99, { kind: "status", status: 401, error: { status: "UNAUTHENTICATED", message: "expired" } }),
      "failed",
      "the credentials expired in the middle",
    ],
  ])("is said, and the other parts are there: %s", async (_, fault, status, error) => {
    const { requests } = await fake(fault === undefined ? {} : { fault });
    const { missing, manifest } = await snapshot(requests);
    expect(missing).toEqual([
      { container: "acme-prod", part: "iam-policies", status, error: expect.stringContaining(error) },
    ]);
    expect(manifest.containers[0]?.parts.filter((part) => part.status === "answered")).toHaveLength(5);
    const [found] = await opened();
    expect(found?.unreadable.map(({ what }) => what)).toEqual([expect.stringContaining("iam-policies")]);
    expect(found?.covers.has("roles")).toBe(false);
  });

  it.each([
    ["keys of one account", "keys?keyTypes", "service-account-keys"],
    ["providers of one pool", "/providers?", "federation"],
    ["grants of one entitlement", "/grants?", "pam"],
  ])("leaves no part of a part: %s", async (_, of, part) => {
    const { requests } = await fake({ fault: often(99, denied, of) });
    const { missing, manifest } = await snapshot(requests);
    expect(missing.map((one) => one.part)).toEqual([part]);
    expect(manifest.containers[0]?.parts.find((one) => one.part === part)?.files).toEqual([]);
  });

  it("is an answer of which Google says that it is a part", async () => {
    const body = { entitlements: [], unreachable: ["projects/acme-prod/locations/global"] };
    const { requests } = await fake({ fault: often(99, { kind: "body", body }, "/entitlements?") });
    expect((await snapshot(requests)).missing).toEqual([
      {
        container: "acme-prod",
        part: "pam",
        status: "failed",
        error: expect.stringContaining("could not reach all of it"),
      },
    ]);
  });

  it("tells no control characters of what Google said", async () => {
    const error = { status: "PERMISSION_DENIED", message: "no\u001b[31m\u202e way" };
    const { requests } = await fake({ fault: often(99, { kind: "status", status: 403, error }) });
    const [only] = (await snapshot(requests)).missing;
    expect(only?.error).toBe("403 PERMISSION_DENIED: no [31m  way");
  });
});

describe("a snapshot that is cut off", () => {
  it("looks like one, and is gone on with: what was answered is not asked again", async () => {
    const whole = await fake();
    const expected = filesOf(await snapshot(whole.requests, ["acme-prod"], `${out}-whole`));
    await whole.close();

    // The sixth request and all after it hang, until the process is killed.
    let reached = () => {};
    const sixth = new Promise<void>((done) => {
      reached = done;
    });
    const hanging = await fake({
      fault(_, nth) {
        if (nth === 6) reached();
        return nth >= 6 ? { kind: "hang" } : undefined;
      },
    });
    const child = spawn(process.execPath, [script(), String(hanging.port), out, String(now)], { stdio: "inherit" });
    const ended = new Promise((done) => child.once("exit", done));
    await sixth;
    // What was answered before it is written by then.
    await new Promise((done) => setTimeout(done, 300));
    child.kill("SIGKILL");
    await ended;
    await hanging.close();

    expect(JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"))).not.toHaveProperty("finished");
    expect((await opened()).flatMap(({ unreadable }) => unreadable)).not.toEqual([]);

    const one = await fake();
    const outcome = await snapshot(one.requests);
    expect(outcome.missing).toEqual([]);
    expect(filesOf(outcome)).toEqual(expected);
    expect(outcome.kept).toBeGreaterThan(0);
    expect(one.asked.length).toBeLessThan(whole.asked.length);
    expect((await opened()).flatMap(({ unreadable }) => unreadable)).toEqual([]);
  });
});

/** The script as one file that Node can run. */
function script(): string {
  const outfile = join(out, "..", "fetch-once.js");
  buildSync({
    entryPoints: [join(__dirname, "fetch-once.ts")],
    outfile,
    bundle: true,
    platform: "node",
    external: ["google-auth-library"],
  });
  return outfile;
}

describe("an organization", () => {
  const manager = "//cloudresourcemanager.googleapis.com";
  const lists: FakeOptions["lists"] = {
    ...acmeProd,
    "cloudasset.googleapis.com/v1/organizations/900:searchAllIamPolicies": { list: "results", entries: [] },
    "cloudasset.googleapis.com/v1/organizations/900:searchAllResources": {
      list: "results",
      entries: [
        { name: `${manager}/projects/acme-prod`, state: "ACTIVE" },
        { name: `${manager}/folders/77`, state: "ACTIVE" },
        { name: `${manager}/projects/acme-gone`, state: "DELETE_REQUESTED" },
      ],
    },
    "iam.googleapis.com/v1/organizations/900/roles": {
      list: "roles",
      entries: [{ name: "organizations/900/roles/all", includedPermissions: ["storage.buckets.list"] }],
    },
    ...Object.fromEntries(
      ["organizations/900", "folders/77"].flatMap((parent) => [
        [
          `privilegedaccessmanager.googleapis.com/v1/${parent}/locations/global/entitlements`,
          { list: "entitlements", entries: [] },
        ],
        [`orgpolicy.googleapis.com/v2/${parent}/policies`, { list: "policies", entries: [] }],
      ]),
    ),
  };

  it("is asked for what lies in its projects too", async () => {
    const { requests } = await fake({ lists });
    expect((await snapshot(requests, ["organizations/900"])).missing).toEqual([]);
    const [found] = await opened();
    const types = found?.landscape.instances.map(({ type }) => type) ?? [];
    for (const type of [
      "google_organization_iam_custom_role",
      "google_project_iam_custom_role",
      "google_service_account_key",
    ]) {
      expect(types).toContain(type);
    }
  });

  it("is not answered for where one of its projects is not", async () => {
    const path = "iam.googleapis.com/v1/projects/acme-prod/roles";
    const { [path]: _, ...rest } = lists;
    const { requests } = await fake({ lists: rest });
    expect((await snapshot(requests, ["organizations/900"])).missing.map(({ part, status }) => [part, status])).toEqual(
      [["custom-roles", "failed"]],
    );
  });
});

describe("under any faults", () => {
  it("a snapshot is whole, or says what is missing", async () => {
    const whole = await fake();
    const expected = new Set(filesOf(await snapshot(whole.requests)));
    await whole.close();
    const kinds: readonly (Fault | undefined)[] = [
      undefined,
      undefined,
      throttled,
      { kind: "status", status: 500 },
      { kind: "status", status: 403, error: { status: "PERMISSION_DENIED" } },
      { kind: "status", status: 401 },
      { kind: "status", status: 404 },
      { kind: "reset" },
      { kind: "cut" },
      { kind: "body", body: [] },
    ];
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 25 }), async (faults) => {
        const one = await fakeGoogle({ lists: acmeProd, fault: (_, nth) => faults[nth - 1] });
        run += 1;
        const to = `${out}-${run}`;
        try {
          const outcome = await snapshot(one.requests, ["acme-prod"], to);
          const files = filesOf(outcome);
          for (const file of files) expect(expected).toContain(file);
          if (outcome.missing.length === 0) expect(files).toHaveLength(expected.size);
          const unread = (await opened(to)).flatMap(({ unreadable }) => unreadable);
          expect(unread.length > 0).toBe(outcome.missing.length > 0);
        } finally {
          await one.close();
        }
      }),
      { numRuns: 60 },
    );
  });
});
