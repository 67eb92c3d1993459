import { generateKeyPairSync, sign } from "node:crypto";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CommandLine } from "./command-line";

const leasehold = new CommandLine();
afterAll(() => leasehold.close());

const issuer = "https://token.actions.githubusercontent.com";
const now = "2026-11-23T18:00:00Z";
const second = Date.parse(now) / 1000;
const claims = {
  iss: issuer,
  sub: "repo:acme/orders:environment:production",
  aud: "leasehold",
  iat: second - 10,
  exp: second + 300,
  repository_id: "123456",
  ref: "refs/heads/main",
};
const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
const foreign = generateKeyPairSync("rsa", { modulusLength: 2048 });

function token(said: object, key = keys.privateKey): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${part({ alg: "RS256", kid: "k", typ: "JWT" })}.${part(said)}`;
  return `${text}.${sign("sha256", Buffer.from(text), key).toString("base64url")}`;
}

const grant = `version: 1
grants:
  deploy-restart:
    role: instance-operator
    identity: orders-deploy
    ttl: 20m
    ticket: CHG-4720
    justification: Restart of the order workers after the certificate change
`;

let here: string;
beforeAll(() => {
  here = leasehold.directory();
  for (const name of ["base", "head"]) {
    cpSync(resolve("examples/acme/access"), join(here, name), { recursive: true });
    const file = join(here, name, "roles/orders.yaml");
    const plain = `when: 'request.ttl <= duration("30m") && request.ticket.startsWith("CHG-")'`;
    writeFileSync(file, readFileSync(file, "utf8").replace(plain, `when: 'request.claims.ref == "refs/heads/main"'`));
  }
  writeFileSync(join(here, "head/grants/deploy.yaml"), grant);
  writeFileSync(
    join(here, "jwks.json"),
    JSON.stringify({ keys: [{ ...keys.publicKey.export({ format: "jwk" }), kid: "k" }] }),
  );
  const files = {
    own: token(claims),
    branch: token({ ...claims, ref: "refs/heads/other" }),
    another: token({ ...claims, sub: "repo:acme/other:environment:production" }),
    expired: token({ ...claims, exp: second }),
    forged: token(claims, foreign.privateKey),
    audience: token({ ...claims, aud: "sts.amazonaws.com" }),
    none: "not a token",
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(here, `${name}.jwt`), `${text}\n`);
});

const by = (name: string): string[] => {
  return ["--token", `${name}.jwt`, "--jwks", "jwks.json", "--issuer", issuer, "--audience", "leasehold"];
};
const review = (...more: string[]) =>
  leasehold.run(["review", "--now", now, "--base", "base", "--head", "head", "--evidence", "evidence.json", ...more], {
    cwd: here,
  });
const evidence = () => JSON.parse(readFileSync(join(here, "evidence.json"), "utf8"));

describe("an automatic approval that goes by claims", () => {
  it("is given by a token of the identity that asks, and says by what", () => {
    const { status, stdout, stderr } = review(...by("own"));
    expect(status, stdout + stderr).toBe(0);
    const { inputs, requirements, decision } = evidence();
    expect(decision).toBe("approved");
    expect(inputs.map(({ name }: { name: string }) => name)).toEqual(["own.jwt", "jwks.json"]);
    expect(requirements[0].automatic).toMatchObject({
      decision: "approved",
      expressionSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      inputs: { identity: "orders-deploy", claims },
    });
  });

  it.each<[string, string[], RegExp]>([
    ["no token is given", [], /No such key: claims \(no verified token is given\)/],
    ["the token says otherwise", by("branch"), /condition does not hold/],
    ["the token is another's", by("another"), /claims \(the token is not one of orders-deploy\)/],
    ["the token has expired", by("expired"), /the token is not taken: it expired/],
    ["somebody else signed it", by("forged"), /the token is not taken: its signature is not the issuer's/],
    ["it is for somebody else", by("audience"), /the token is not taken: it is for another audience/],
    ["it is none", by("none"), /the token is not taken: it is no signed JSON Web Token/],
  ])("asks a person where %s", (_, more, saying) => {
    const { status, stdout } = review(...more);
    expect(status).toBe(1);
    expect(stdout.replace(/\s+/g, " ")).toMatch(saying);
    const { decision, requirements } = evidence();
    expect(decision).toBe("not-approved");
    expect(requirements[0].automatic.decision).toBe("asks-a-person");
    expect(requirements[0].automatic.because).toMatch(saying);
  });

  it.each<[string, string[]]>([
    ["an option is missing", by("own").slice(0, 6)],
    ["the token is not there", by("nowhere")],
    ["the keys are none", [...by("own"), "--jwks", "own.jwt"]],
  ])("judges nothing where %s", (_, more) => {
    const { status, stderr } = review(...more);
    expect(status).toBe(2);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });

  it("never shows a token", () => {
    for (const name of ["own", "forged"]) {
      const { stdout, stderr } = review(...by(name), "--format", "json");
      const [, , signature = ""] = readFileSync(join(here, `${name}.jwt`), "utf8")
        .trim()
        .split(".");
      expect(stdout + stderr + JSON.stringify(evidence())).not.toContain(signature);
    }
  });
});
