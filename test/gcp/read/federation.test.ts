import { describe, expect, it } from "vitest";
import { ofKind } from "../../../src/facts/fact";
import { ref, type Written } from "./landscape";
import { facts } from "./said";

const github = [{ issuer_uri: "https://token.actions.githubusercontent.com" }];
const mapping = {
  "google.subject": "assertion.sub",
  "attribute.repository": "assertion.repository",
  "attribute.owner": "assertion['repository_owner']",
  "attribute.constant": '"acme"',
  "attribute.branch": "assertion.ref",
};

function trust(values: Readonly<Record<string, Written>>) {
  return ofKind(
    facts({
      "google_iam_workload_identity_pool_provider.x": {
        workload_identity_pool_id: "ci",
        workload_identity_pool_provider_id: "github",
        attribute_mapping: mapping,
        ...values,
      },
    }),
    "trust",
  );
}
const subjectOf = (condition: Written) =>
  trust({ oidc: github, attribute_condition: condition })[0]?.federation?.subject;

describe("a provider of a workload identity pool", () => {
  it.each([
    "assertion.repository_owner == 'acme'",
    "'acme' == assertion.repository_owner",
    "assertion.repository_id == '123' && assertion.ref == 'refs/heads/main'",
    "attribute.repository == 'acme/orders'",
    "attribute.owner == 'acme'",
    "google.subject == 'repo:acme/orders:ref:refs/heads/main'",
    "google.subject.startsWith('repo:acme/')",
    "assertion.repository.startsWith('acme/')",
    "assertion.repository in ['acme/orders', 'acme/ledger']",
    "assertion.repository == 'acme/orders' || assertion.repository == 'acme/ledger'",
    "!(assertion.repository_owner != 'acme')",
    "assertion['repository_owner'] == 'acme'",
    "assertion.terraform_organization_id == 'org-AcmeExample1234'",
    "assertion.namespace_id == '910001'",
  ])("is pinned by %s", (condition) => expect(subjectOf(condition)).toBe("exact"));

  it.each([
    "true",
    "assertion.ref == 'refs/heads/main'",
    "assertion.environment == 'production'",
    "attribute.branch == 'refs/heads/main'",
    "attribute.constant == 'acme'",
    "attribute.unmapped == 'acme'",
    "assertion.repository_owner != 'evil'",
    "!(assertion.repository_owner == 'evil')",
    "assertion.repository_owner == 'acme' || assertion.ref == 'refs/heads/main'",
    "assertion.repository_owner == 'acme' || true",
    "assertion.repository_owner == assertion.repository_owner",
    "assertion.repository_owner != ''",
    "assertion.repository_owner == ''",
    "assertion.repository.startsWith('acme')",
    "assertion.repository.startsWith('')",
    "assertion.sub.startsWith('repo:acme')",
    "assertion.sub.startsWith('repo:')",
    "assertion.repository.contains('acme/')",
    "assertion.repository.matches('acme/.*')",
    "has(assertion.repository_owner)",
    "'acme' == 'acme'",
    "assertion.repository_owner == 'acme' ? true : assertion.actor == 'x'",
    "assertion.repository_owner ==",
  ])("is not pinned by %s", (condition) => expect(subjectOf(condition)).toBe("many-tenants"));

  it("is not pinned by what is not known, or not there", () => {
    expect(subjectOf(ref("var.condition"))).toBe("many-tenants");
    expect(trust({ oidc: github })[0]?.federation?.subject).toBe("missing");
  });

  it.each([
    [{ oidc: github }, "ci", "exact"],
    [{ oidc: [{ issuer_uri: "https://idp.example" }] }, "federated", "exact"],
    [{ oidc: [{ issuer_uri: "https://gitlab.com", allowed_audiences: ["https://acme.example"] }] }, "ci", "exact"],
    [{ oidc: [{ issuer_uri: "https://gitlab.com", allowed_audiences: ["*"] }] }, "ci", "missing"],
  ])("%j", (values, kind, audience) => {
    expect(trust(values)).toMatchObject([{ principal: { kind }, federation: { audience, subject: "missing" } }]);
  });

  it.each([
    [{ aws: [{ account_id: "210987654321" }] }],
    [{ saml: [{ idp_metadata_xml: "<x/>" }] }],
    [{ x509: [{ trust_store: [{ trust_anchors: [{ pem_certificate: "x" }] }] }] }],
    [{ oidc: [{ issuer_uri: "https://oidc.eks.eu-central-1.amazonaws.com/id/ABC" }] }],
    [{ oidc: [{ issuer_uri: "https://sts.windows.net/0a1b2c3d-0000-1111-2222-333344445555" }] }],
  ])("needs no condition where whatever vouches is one tenant's: %j", (values) => {
    expect(trust(values)[0]?.federation?.subject).toBe("exact");
  });

  it("lets nobody in while it is disabled", () => expect(trust({ oidc: github, disabled: true })).toEqual([]));
});
