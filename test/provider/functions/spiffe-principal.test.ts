import { describe, expect, it } from "vitest";
import { pinOf } from "../../../src/aws/emit/trust";
import { call, faultOf } from "./calling";

const id = "spiffe://acme.example/ledger/batch";
const anchor = "arn:aws:rolesanywhere:eu-central-1:111122223333:trust-anchor/2d1e0c5a-7b1c-4c1e-9a43-0c6d1f6f5b11";

describe("spiffe_principal", () => {
  it("gives the statement of a trust policy, pinned as a lease pins it", async () => {
    const given = await call("spiffe_principal", id, anchor);
    const pin = pinOf(
      { kind: "rolesAnywhere", spiffe: id, trustAnchor: anchor },
      { kind: "aws", account: "111122223333", region: "eu-central-1", partition: "aws" },
    );
    expect(JSON.parse(JSON.stringify(given))).toEqual({
      Effect: "Allow",
      Principal: { Service: "rolesanywhere.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
      Condition: {
        StringEquals: { "aws:PrincipalTag/x509SAN/URI": id },
        ArnEquals: { "aws:SourceArn": anchor },
      },
    });
    expect(given).toMatchObject({ Principal: pin.principal, Action: pin.actions, Condition: pin.condition });
  });

  it("makes, with time_bound_policy, a trust policy that ends by itself", async () => {
    const statement = await call("spiffe_principal", id, anchor);
    const policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    const bounded = await call("time_bound_policy", policy, "2026-11-23T09:00:00Z", "2026-11-23T10:00:00Z");
    expect(await call("bound_of", bounded)).toMatchObject({ kind: "leased", until: "2026-11-23T10:00:00Z" });
  });

  it.each([
    ["spiffe://acme.example/*", anchor],
    ["spiffe://acme.example/ledger/${aws:username}", anchor],
    ["spiffe://acme.example", anchor],
    ["spiffe://acme.example/", anchor],
    ["spiffe://acme.example/ledger/../admin", anchor],
    ["spiffe://Acme.example/ledger", anchor],
    ["https://acme.example/ledger", anchor],
    [`${id}\n`, anchor],
    [`spiffe://acme.example/${"x".repeat(2048)}`, anchor],
  ])("refuses the id %j", async (spiffe, arn) => {
    expect(await faultOf("spiffe_principal", spiffe, arn)).toMatch(
      /^id: ".*" is not a SPIFFE id: write it like `spiffe:\/\/acme\.example\/ledger\/batch`$/,
    );
  });

  it.each([
    "arn:aws:rolesanywhere:eu-central-1:111122223333:trust-anchor/*",
    "arn:aws:rolesanywhere:*:111122223333:trust-anchor/2d1e0c5a-7b1c-4c1e-9a43-0c6d1f6f5b11",
    "arn:aws:rolesanywhere:eu-central-1:111122223333:profile/2d1e0c5a-7b1c-4c1e-9a43-0c6d1f6f5b11",
    "arn:aws:iam::111122223333:role/x",
    "2d1e0c5a-7b1c-4c1e-9a43-0c6d1f6f5b11",
  ])("refuses the trust anchor %s", async (arn) => {
    expect(await faultOf("spiffe_principal", id, arn)).toMatch(
      /^trust_anchor_arn: ".*" is not the ARN of a Roles Anywhere trust anchor: write it like `arn:aws:rolesanywhere:/,
    );
  });
});
