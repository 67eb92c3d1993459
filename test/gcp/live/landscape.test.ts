import { describe, expect, it } from "vitest";
import { type Fact, ofKind } from "../../../src/facts/fact";
import type { GcpAnswers } from "../../../src/gcp/live/answers";
import { landscapeOfGcp } from "../../../src/gcp/live/landscape";
import { ownJitOf } from "../../../src/gcp/live/own-jit";
import { readGcp } from "../../../src/gcp/read/read";
import type { Json } from "../../../src/terraform/json";
import { formatInstant } from "../../../src/time/instant";

const project = "acme-prod";
const manager = "//cloudresourcemanager.googleapis.com";

function factsOf(answers: GcpAnswers): readonly Fact[] {
  return readGcp(landscapeOfGcp(answers));
}

/** Each access in a line. */
function said(answers: GcpAnswers): readonly string[] {
  return ofKind(factsOf(answers), "access").map(({ principal, privilege, scope, bound, from }) =>
    [
      `${principal.kind} ${principal.name}`,
      privilege ?? "?",
      `on ${scope.text} in ${scope.container ?? "?"}`,
      bound.kind === "leased" ? `until ${formatInstant(bound.until)}` : bound.kind,
      `at ${from.address}`,
    ].join(", "),
  );
}

function policy(resource: string, assetType: string, bindings: Json, more: Readonly<Record<string, Json>> = {}): Json {
  return { resource, assetType, project: "projects/417", policy: { etag: "BwX=", bindings }, ...more };
}
const onProject = (bindings: Json): Json =>
  policy(`${manager}/projects/${project}`, "cloudresourcemanager.googleapis.com/Project", bindings);
const results = (...those: readonly Json[]): readonly Json[] => [{ results: those }];
const dana = "user:dana@acme.example";
const viewer = [{ role: "roles/viewer", members: [dana] }];

describe("policies of live resources", () => {
  it("are known by what people know", () => {
    expect(said({ container: project, iamPolicies: results(onProject(viewer)) })).toEqual([
      `person ${dana}, credential-exposure, on projects/acme-prod in acme-prod, standing, at projects/acme-prod roles/viewer ${dana}`,
    ]);
  });

  it("are of the project's id, though the answer names its number", () => {
    const byNumber = policy(`${manager}/projects/417`, "cloudresourcemanager.googleapis.com/Project", viewer);
    expect(said({ container: project, iamPolicies: results(byNumber) })).toEqual(
      said({ container: project, iamPolicies: results(onProject(viewer)) }),
    );
    const bucket = policy("//storage.googleapis.com/acme-logs", "storage.googleapis.com/Bucket", viewer);
    const ofOrganization = landscapeOfGcp({
      container: "organizations/9",
      iamPolicies: results(
        onProject([]),
        policy("//secretmanager.googleapis.com/projects/417/secrets/db", "secretmanager.googleapis.com/Secret", viewer),
        bucket,
      ),
    });
    expect(ofKind(readGcp(ofOrganization), "access").map(({ scope }) => scope.container)).toEqual([
      "buckets/acme-logs",
      "acme-prod",
    ]);
  });

  const reader = [{ role: "roles/secretmanager.secretAccessor", members: [dana] }];
  it.each([
    ["folder", `${manager}/folders/120`, "cloudresourcemanager.googleapis.com/Folder", "folders/120", "folders/120"],
    [
      "organization",
      `${manager}/organizations/9`,
      "cloudresourcemanager.googleapis.com/Organization",
      "organizations/9",
      "organizations/9",
    ],
    [
      "billing account",
      "//cloudbilling.googleapis.com/billingAccounts/0A-1B",
      "cloudbilling.googleapis.com/BillingAccount",
      "billingAccounts/0A-1B",
      "billingAccounts/0A-1B",
    ],
    [
      "secret",
      "//secretmanager.googleapis.com/projects/417/secrets/db",
      "secretmanager.googleapis.com/Secret",
      "secret manager secret db in projects/417",
      "417",
    ],
    [
      "key",
      "//cloudkms.googleapis.com/projects/p1/locations/global/keyRings/r/cryptoKeys/k",
      "cloudkms.googleapis.com/CryptoKey",
      "kms crypto key projects/p1/locations/global/keyRings/r/cryptoKeys/k in projects/p1",
      "p1",
    ],
    [
      "kind that nobody knows",
      "//quantum.googleapis.com/projects/p1/locations/eu/qubits/q7",
      "quantum.googleapis.com/EntangledQubit",
      "quantum entangled qubit projects/p1/locations/eu/qubits/q7 in projects/p1",
      "p1",
    ],
    ["name that nobody knows", "//quantum.googleapis.com/x", "", "quantum resource x in projects/417", "417"],
  ])("on a %s give access", (_, resource, assetType, text, container) => {
    const facts = ofKind(factsOf({ iamPolicies: results(policy(resource, assetType, reader)) }), "access");
    expect(facts.map(({ scope, privilege }) => ({ text: scope.text, container: scope.container, privilege }))).toEqual([
      { text, container, privilege: "credential-exposure" },
    ]);
  });

  it("on a service account name it by its e-mail, though the answer has its unique id", () => {
    const email = "app@acme-prod.iam.gserviceaccount.com";
    const answers: GcpAnswers = {
      container: project,
      iamPolicies: results(
        onProject([{ role: "roles/storage.admin", members: [`serviceAccount:${email}`] }]),
        policy(`//iam.googleapis.com/projects/${project}/serviceAccounts/1094`, "iam.googleapis.com/ServiceAccount", [
          { role: "roles/iam.serviceAccountTokenCreator", members: [dana] },
        ]),
      ),
      serviceAccountKeys: [
        { accounts: [{ name: `projects/${project}/serviceAccounts/${email}`, email, uniqueId: "1094", keys: [] }] },
      ],
    };
    const facts = ofKind(factsOf(answers), "access");
    expect(facts.map(({ principal, scope }) => `${principal.kind} ${principal.name} on ${scope.text}`).sort()).toEqual([
      `person serviceAccount:${email} on projects/acme-prod`,
      `person ${dana} on service account ${email}`,
    ]);
  });

  it("leave out what Google gives to a project's own owners, editors and viewers on each bucket, and nothing else", () => {
    const bindings = [
      { role: "roles/storage.legacyBucketOwner", members: ["projectEditor:acme-prod", "projectEditor:other", dana] },
      { role: "roles/storage.admin", members: ["projectEditor:acme-prod"] },
    ];
    const bucket = policy("//storage.googleapis.com/acme-logs", "storage.googleapis.com/Bucket", bindings);
    const named = said({ container: project, iamPolicies: results(onProject([]), bucket) });
    expect(named.map((line) => line.replace(/^.* at /, ""))).toEqual([
      "buckets/acme-logs roles/storage.admin projectEditor:acme-prod",
      "buckets/acme-logs roles/storage.legacyBucketOwner projectEditor:other",
      `buckets/acme-logs roles/storage.legacyBucketOwner ${dana}`,
    ]);
  });

  it("have an address each, though titles are the same", () => {
    const until = (day: string): Json => ({
      title: "t",
      expression: `request.time < timestamp("2026-11-${day}T00:00:00Z")`,
    });
    const bindings = [
      { role: "roles/run.viewer", members: [dana], condition: until("24") },
      { role: "roles/run.viewer", members: [dana, dana], condition: until("23") },
    ];
    expect(said({ container: project, iamPolicies: results(onProject(bindings)) })).toEqual([
      expect.stringContaining(`until 2026-11-23T00:00:00Z, at projects/acme-prod roles/run.viewer ${dana} (t)`),
      expect.stringContaining(`until 2026-11-24T00:00:00Z, at projects/acme-prod roles/run.viewer ${dana} (t) #2`),
    ]);
  });
});

describe("credentials, federation, roles and policies of organizations", () => {
  it("are static keys only where people made them", () => {
    const email = "ci@acme-prod.iam.gserviceaccount.com";
    const name = `projects/${project}/serviceAccounts/${email}`;
    const key = (id: string, more: Readonly<Record<string, Json>>): Json => ({ name: `${name}/keys/${id}`, ...more });
    const keys = [
      key("1", { keyType: "USER_MANAGED" }),
      key("2", { keyType: "SYSTEM_MANAGED" }),
      key("3", { keyType: "USER_MANAGED", disabled: true }),
      key("4", {}),
    ];
    const facts = factsOf({ container: project, serviceAccountKeys: [{ accounts: [{ name, email, keys }] }] });
    expect(ofKind(facts, "credential").map(({ active, from }) => [from.address, active])).toEqual([
      [`${name}/keys/1`, true],
      [`${name}/keys/3`, false],
      [`${name}/keys/4`, true],
    ]);
  });

  it("know what a custom role amounts to; one whose permissions are not there cannot be told", () => {
    const role = (id: string, includedPermissions?: readonly string[]): Json => ({
      name: `projects/${project}/roles/${id}`,
      ...(includedPermissions === undefined ? {} : { includedPermissions }),
    });
    const bindings = ["a", "b", "c"].map((id) => ({ role: `projects/${project}/roles/${id}`, members: [dana] }));
    const live = landscapeOfGcp({
      container: project,
      iamPolicies: results(onProject(bindings)),
      customRoles: [{ roles: [role("a", ["iam.serviceAccountKeys.create"]), role("b")] }],
    });
    expect(ofKind(readGcp(live), "access").map(({ privilege }) => privilege)).toEqual([
      "credential-exposure",
      undefined,
      undefined,
    ]);
    expect(live.unreadable.map(({ what }) => what)).toEqual(["acme-prod: custom-roles"]);
  });

  const github = {
    name: "projects/417/locations/global/workloadIdentityPools/ci/providers/github",
    attributeMapping: { "google.subject": "assertion.sub" },
    oidc: { issuerUri: "https://token.actions.githubusercontent.com" },
  };
  const pool = (more: Readonly<Record<string, Json>>, provider: Readonly<Record<string, Json>>): GcpAnswers => ({
    container: project,
    iamPolicies: results(onProject([])),
    federation: [
      {
        pools: [
          {
            name: "projects/417/locations/global/workloadIdentityPools/ci",
            providers: [{ ...github, ...provider }],
            ...more,
          },
        ],
      },
    ],
  });
  it.each([
    ["no condition", {}, {}, ["missing"]],
    [
      "a condition that names the repository",
      {},
      { attributeCondition: 'assertion.repository == "acme/orders"' },
      ["exact"],
    ],
    ["a provider that is switched off", {}, { disabled: true }, []],
    ["a pool that is deleted", { state: "DELETED" }, {}, []],
  ])("tell of a provider with %s how it is pinned", (_, more, provider, expected) => {
    const trusts = ofKind(factsOf(pool(more, provider)), "trust");
    expect(trusts.map(({ federation }) => federation?.subject)).toEqual(expected);
    for (const { becomes } of trusts) expect(becomes.name).toBe("projects/acme-prod/workloadIdentityPools/ci");
  });

  it("tell of an organization policy in Terraform's spelling", () => {
    const policies = [
      {
        name: "projects/417/policies/iam.disableServiceAccountKeyCreation",
        etag: "x",
        spec: { etag: "y", updateTime: "z", rules: [{ enforce: true }] },
      },
    ];
    const facts = factsOf({
      container: project,
      iamPolicies: results(onProject([])),
      organizationPolicies: [{ policies }],
    });
    expect(ofKind(facts, "guardrail")).toEqual([
      expect.objectContaining({
        guardrail: "organization-policy",
        protects: "projects/acme-prod projects/acme-prod/policies/iam.disableServiceAccountKeyCreation",
        content: '{"spec":[{"rules":[{"enforce":"TRUE"}]}]}',
      }),
    ]);
  });
});

describe("Privileged Access Manager", () => {
  const entitlement = {
    name: "projects/417/locations/global/entitlements/repair",
    state: "AVAILABLE",
    maxRequestDuration: "7200s",
    eligibleUsers: [{ principals: [dana] }],
    approvalWorkflow: {
      manualApprovals: { steps: [{ approvalsNeeded: 1, approvers: [{ principals: ["user:frank@acme.example"] }] }] },
    },
    privilegedAccess: {
      gcpIamAccess: {
        resourceType: "cloudresourcemanager.googleapis.com/Project",
        resource: `${manager}/projects/417`,
        roleBindings: [{ role: "roles/compute.admin" }],
      },
    },
  };
  const granted = (more: Readonly<Record<string, Json>>): Json => ({
    name: `${entitlement.name}/grants/g1`,
    requester: "dana@acme.example",
    requestedDuration: "3600s",
    state: "ACTIVE",
    privilegedAccess: entitlement.privilegedAccess,
    timeline: { events: [{ eventTime: "2026-11-23T09:00:00.5Z", activated: {} }] },
    ...more,
  });
  const answers = (bindings: Json, grants: readonly Json[]): GcpAnswers => ({
    container: project,
    iamPolicies: results(onProject(bindings)),
    pam: [{ entitlements: [entitlement], grants }],
  });

  it("makes people eligible by an entitlement", () => {
    expect(ofKind(factsOf(answers([], [])), "entitlement")).toEqual([
      expect.objectContaining({
        name: "projects/acme-prod/entitlements/repair",
        eligible: [dana],
        maximum: 7200,
        scope: { cloud: "gcp", container: project, text: "projects/acme-prod" },
        approval: [{ count: 1, approvers: ["user:frank@acme.example"] }],
      }),
    ]);
  });

  const bound = {
    role: "roles/compute.admin",
    members: [dana],
    condition: { title: "Created by: PAM", expression: 'request.time < timestamp("2026-11-23T10:00:00Z")' },
  };
  it.each([
    ["an active grant and its binding, once", [bound], [granted({})], ["2026-11-23T10:00:00Z"]],
    ["an active grant that no policy shows yet", [], [granted({})], ["2026-11-23T10:00:01Z"]],
    ["one whose begin cannot be told", [], [granted({ timeline: {} })], ["indeterminate"]],
    ["one that awaits approval", [], [granted({ state: "APPROVAL_AWAITED" })], []],
    ["one that has ended", [], [granted({ state: "ENDED" })], []],
    ["a binding that no grant explains", [bound], [], ["2026-11-23T10:00:00Z"]],
    ["a state that nobody knows", [], [granted({ state: "HALF_OPEN" })], ["2026-11-23T10:00:01Z"]],
  ])("gives access by %s", (_, bindings, grants, ends) => {
    const live = landscapeOfGcp(answers(bindings, grants));
    const access = ofKind(readGcp(live), "access");
    expect(access.map(({ bound: one }) => (one.kind === "leased" ? formatInstant(one.until) : one.kind))).toEqual(ends);
    const named = live.instances.filter((one) => ownJitOf(one) !== undefined).map(({ address }) => address);
    if (ends[0] !== "indeterminate") expect(named).toEqual(access.map(({ from }) => from.address));
  });
});

describe("answers that are not as Google writes them", () => {
  const badCondition = { role: "roles/run.admin", members: [dana], condition: { title: "no expression" } };
  it.each<[string, GcpAnswers, string]>([
    ["a page that is a list", { iamPolicies: [[]] }, "a file holds no JSON object"],
    ["a page of something else", { iamPolicies: [{ assets: [] }] }, '"results" is not there'],
    ["a result without a resource", { iamPolicies: results({ policy: {} }) }, 'a result has no "resource"'],
    ["a result without a policy", { iamPolicies: results({ resource: "//x/y" }) }, "the policy of //x/y is not there"],
    ["a binding that is a text", { iamPolicies: results(onProject(["x"])) }, "is no JSON object"],
    ["bindings that are none", { iamPolicies: results(onProject({})) }, "is no list"],
    ["members that are a text", { iamPolicies: results(onProject([{ role: "r", members: "x" }])) }, "no list of texts"],
    ["a binding without a role", { iamPolicies: results(onProject([{ members: [dana] }])) }, "has no role"],
    ["a condition without an expression", { iamPolicies: results(onProject([badCondition])) }, "has no expression"],
    ["roles that are not there", { customRoles: [{}] }, '"roles" is not there'],
    [
      "an account without keys",
      { serviceAccountKeys: [{ accounts: [{ name: "projects/p/serviceAccounts/a@b", email: "a@b" }] }] },
      '"keys" of a@b is not there',
    ],
    ["a pool without providers", { federation: [{ pools: [{ name: "projects/p/x/y" }] }] }, '"providers" of'],
    ["grants that are not there", { pam: [{ entitlements: [] }] }, '"grants" is not there'],
    ["a policy without a name", { organizationPolicies: [{ policies: [{}] }] }, "a policy has no name"],
  ])("are said: %s", (_, answers, message) => {
    expect(
      landscapeOfGcp(answers)
        .unreadable.map((one) => one.message)
        .join(),
    ).toContain(message);
  });

  it("give access all the same where only the condition cannot be read", () => {
    expect(said({ container: project, iamPolicies: results(onProject([badCondition])) })).toEqual([
      expect.stringContaining("indeterminate"),
    ]);
  });

  it.each([
    ["another project", project, { project: "projects/555", resource: `${manager}/projects/other-prod` }],
    ["another organization", "organizations/9", { organization: "organizations/8" }],
    ["another folder", "folders/1", { folders: ["folders/2"] }],
  ])("are said where they are of %s", (_, container, more) => {
    const { unreadable } = landscapeOfGcp({
      container,
      iamPolicies: results(policy(`${manager}/projects/${project}`, "x/Project", viewer, more)),
    });
    expect(unreadable.map(({ what, message }) => `${what} ${message}`)).toEqual([
      expect.stringMatching(new RegExp(`^${container}: iam-policies .* is not of ${container}`)),
    ]);
  });

  it("are not an answer without results, which has nothing to show", () => {
    expect(landscapeOfGcp({ container: project, iamPolicies: [{}] }).unreadable).toEqual([]);
  });
});
