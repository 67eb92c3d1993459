import { describe, expect, it } from "vitest";
import { inside, judged, lease, said } from "./judged";
import { account, assume, call, denied, type Plain, roleArn, session, user } from "./logs";

const sso = (set: string, name: string, of = account, userId?: string) =>
  session(
    `arn:aws:iam::${of}:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_${set}_0123456789abcdef`,
    name,
    userId === undefined
      ? {}
      : { onBehalfOf: { userId, identityStoreArn: "arn:aws:identitystore::1:identitystore/d" } },
  );
const github = (subject: string, changes: Plain = {}): Plain => ({
  type: "WebIdentityUser",
  principalId: `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com:sts.amazonaws.com:${subject}`,
  userName: subject,
  identityProvider: `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`,
  ...changes,
});
const production = "repo:acme/orders:environment:production";
const saml = (userName: string) => ({
  type: "SAMLUser",
  principalId: `x:${userName}`,
  userName,
  identityProvider: "x",
});
const service = { type: "AWSService", invokedBy: "rolesanywhere.amazonaws.com" };
const spiffe = (id: string) => ({
  requestParameters: { roleArn: roleArn("job"), tags: [{ key: "x509SAN/URI", value: id }] },
});
const web = { eventName: "AssumeRoleWithWebIdentity" };

describe("who asked for a lease's role", () => {
  it.each<[string, string, Plain, Plain, "same" | "another" | "untold"]>([
    ["the user", "first", user("dana"), {}, "same"],
    ["another user", "first", user("erin"), {}, "another"],
    ["a user of the name in another account", "first", user("dana", "999988887777"), {}, "another"],
    [
      "the root user",
      "first",
      { type: "Root", arn: `arn:aws:iam::${account}:root`, accountId: account },
      {},
      "another",
    ],
    ["a role", "first", session(`arn:aws:iam::${account}:role/dana`, "dana"), {}, "another"],
    ["a session named for the user", "first", sso("Engineer", "dana"), {}, "another"],
    [
      "an id of the user's account",
      "first",
      { type: "AWSAccount", principalId: "AIDA1", accountId: account },
      {},
      "untold",
    ],
    [
      "an id of another account",
      "first",
      { type: "AWSAccount", principalId: "AIDA1", accountId: "999988887777" },
      {},
      "another",
    ],
    ["nobody whom the record names", "first", {}, {}, "untold"],
    ["a service", "first", { type: "AWSService", invokedBy: "ec2.amazonaws.com" }, {}, "another"],
    [
      "the permission set's user",
      "centre",
      sso("Engineer", "erin@acme.example", account, "9067c6dd-20a1-70d0-8d6d-3c1b4f5d0a11"),
      {},
      "same",
    ],
    ["without the user's id", "centre", sso("Engineer", "erin@acme.example"), {}, "same"],
    ["another user of the set", "centre", sso("Engineer", "dana@acme.example"), {}, "another"],
    ["the user through another set", "centre", sso("Admin", "erin@acme.example"), {}, "another"],
    ["a set whose name goes on", "centre", sso("Engineer_Admin", "erin@acme.example"), {}, "another"],
    ["a set of another account", "centre", sso("Engineer", "erin@acme.example", "999988887777"), {}, "another"],
    [
      "a user made anew under the name",
      "centre",
      sso("Engineer", "erin@acme.example", account, "1067c6dd-20a1-70d0-8d6d-3c1b4f5d0a22"),
      {},
      "another",
    ],
    [
      "a role made to look like the set",
      "centre",
      session(`arn:aws:iam::${account}:role/AWSReservedSSO_Engineer_0123456789abcdef`, "erin@acme.example"),
      {},
      "another",
    ],
    ["the pipeline", "pipeline", github(production), web, "same"],
    [
      "its issuer as a URL",
      "pipeline",
      github(production, { identityProvider: "https://token.actions.githubusercontent.com" }),
      web,
      "same",
    ],
    ["another subject", "pipeline", github("repo:acme/orders:ref:refs/heads/main"), web, "another"],
    ["another issuer", "pipeline", github(production, { identityProvider: "gitlab.com" }), web, "another"],
    ["a user in the pipeline's place", "pipeline", user("dana"), {}, "another"],
    ["the SAML subject", "corp", saml("kim"), { eventName: "AssumeRoleWithSAML" }, "same"],
    ["another SAML subject", "corp", saml("lee"), { eventName: "AssumeRoleWithSAML" }, "another"],
    [
      "the subject of another provider",
      "corp",
      saml("kim"),
      {
        eventName: "AssumeRoleWithSAML",
        requestParameters: { roleArn: roleArn("corp"), principalArn: `arn:aws:iam::${account}:saml-provider/other` },
      },
      "another",
    ],
    ["a certificate, not said whose", "job", service, {}, "untold"],
    ["the certificate", "job", service, spiffe("spiffe://acme/batch"), "same"],
    ["another certificate", "job", service, spiffe("spiffe://acme/other"), "another"],
    ["a role in its place", "job", session(`arn:aws:iam::${account}:role/deploy`, "x"), {}, "another"],
    ["the role", "release", session(`arn:aws:iam::${account}:role/deploy`, "x"), {}, "same"],
    ["another role", "release", session(`arn:aws:iam::${account}:role/other`, "x"), {}, "another"],
    [
      "the role, its issuer left out",
      "release",
      { ...session(`arn:aws:iam::${account}:role/deploy`, "x"), sessionContext: {} },
      {},
      "same",
    ],
  ])("%s", async (_, grant, caller, changes, expected) => {
    const told = await judged([assume(inside, grant, caller, changes)]);
    const use = lease(told, grant);
    expect(said(told)).toEqual(expected === "another" ? ["error used-by-another"] : []);
    expect(use.used).toBe(expected === "another" ? "never" : "inside");
    expect(use.untold.length > 0).toBe(expected === "untold");
  });

  it("is told by the other account's record of the same call, in whichever order they come", async () => {
    const elsewhere = { type: "AWSAccount", principalId: "AIDA1", accountId: account };
    const shared = { sharedEventID: "s-1" };
    const both = [assume(inside, "first", elsewhere, shared), assume(inside, "first", user("dana"), shared)];
    for (const records of [both, both.toReversed()]) {
      const use = lease(await judged(records), "first");
      expect(use).toMatchObject({
        used: "inside",
        inside: { count: 1, by: [`arn:aws:iam::${account}:user/dana`] },
        untold: [],
      });
    }
  });

  it("by another, and denied: tried", async () => {
    const told = await judged([
      assume(inside, "first", user("erin"), denied("first", `arn:aws:iam::${account}:user/erin`)),
    ]);
    expect(said(told)).toEqual(["warning used-by-another"]);
    expect(told.verdicts[0]).toMatchObject({
      address: roleArn("first"),
      principal: `arn:aws:iam::${account}:user/erin`,
    });
  });

  it("is told by the provider through which a session began, where the asking is not in the trail", async () => {
    const federated = session(roleArn("first"), "x", {}, { webIdFederationData: { federatedProvider: "gitlab.com" } });
    expect(said(await judged([call(inside, "first", { userIdentity: federated })]))).toEqual(["error used-by-another"]);
  });
});
