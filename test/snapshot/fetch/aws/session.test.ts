import { describe, expect, it } from "vitest";
import { troubleOf } from "../../../../src/snapshot/fetch/aws/trouble";
import { awsError, fakeAws } from "./fake-aws";

describe("what a failed call of AWS means", () => {
  it.each<[string, Error]>([
    ["again", awsError("Throttling", "Rate exceeded")],
    ["again", awsError("TooManyRequestsException", "", 429)],
    ["again", awsError("InternalFailure", "", 500)],
    ["again", awsError("SomethingNew", "", 503)],
    ["again", Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" })],
    ["again", Object.assign(new Error("socket hang up"), { code: "ECONNRESET" })],
    ["again", awsError("SyntaxError", "Unexpected end of JSON input\n  Deserialization error: to see", 200)],
    ["expired", awsError("ExpiredToken", "The security token included in the request is expired", 403)],
    ["expired", awsError("ExpiredTokenException", "expired")],
    ["denied", awsError("AccessDenied", "User: arn:x is not authorized to perform: iam:ListRoles", 403)],
    ["denied", awsError("AccessDeniedException", "no", 400)],
    ["denied", awsError("com.amazonaws.sso#AccessDeniedException", "no", 400)],
    ["denied", awsError("SomethingNew", "no", 403)],
    ["failed", awsError("InvalidClientTokenId", "The security token is invalid", 403)],
    ["failed", awsError("ValidationException", "wrong")],
    ["failed", new TypeError("odd")],
  ])("%s: %s", (kind, error) => {
    expect(troubleOf("iam:ListRoles", error)).toMatchObject({
      kind,
      message: expect.stringMatching(/^iam:ListRoles: /),
    });
  });

  it("quotes neither what was signed nor more than a line", () => {
    const signed = awsError(
      "SignatureDoesNotMatch",
      "The Canonical String: x-amz-security-token:IQoJb3JpZ2luX2Vj",
      403,
    );
    expect(troubleOf("iam:ListRoles", signed).message).toBe("iam:ListRoles: SignatureDoesNotMatch");
    expect(troubleOf("iam:ListRoles", awsError("Odd", "one\ntwo")).message).toBe("iam:ListRoles: Odd: one");
  });
});

describe("a session", () => {
  const listRoles = (answer: (key: unknown, call: number) => unknown) =>
    fakeAws({ iam: { listRoles: ({ key }, call) => answer(key, call) } });

  it("asks again when it was throttled or cut off", async () => {
    const aws = listRoles((_, call) => {
      if (call === 1) throw awsError("Throttling");
      if (call === 2) throw Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
      return { Roles: [] };
    });
    expect(await aws.session.ask("iam", "ListRoles", (iam) => iam.listRoles({}))).toMatchObject({ Roles: [] });
    expect(aws.waits).toEqual([100, 200]);
  });

  it("takes credentials up anew when they expire, once for all calls that were under way", async () => {
    const aws = listRoles((key) => {
      if (key === "key-1") throw awsError("ExpiredToken", "expired", 403);
      return { Roles: [] };
    });
    await Promise.all([1, 2, 3].map(() => aws.session.ask("iam", "ListRoles", (iam) => iam.listRoles({}))));
    expect(aws.taken()).toBe(2);
  });

  it("fails, and says so, when the new ones have expired too", async () => {
    const aws = listRoles(() => {
      throw awsError("ExpiredToken", "expired", 403);
    });
    const asked = aws.session.ask("iam", "ListRoles", (iam) => iam.listRoles({}));
    await expect(asked).rejects.toMatchObject({
      status: "failed",
      message: expect.stringMatching(/expired in the middle/),
    });
    expect(aws.taken()).toBe(2);
  });

  it("asks again when it is not answered at all", async () => {
    const aws = fakeAws(
      { iam: { listRoles: (_, call) => (call === 1 ? new Promise(() => {}) : { Roles: [] }) } },
      { timeoutMs: 20 },
    );
    expect(await aws.session.ask("iam", "ListRoles", (iam) => iam.listRoles({}))).toMatchObject({ Roles: [] });
    expect(aws.waits).toEqual([100]);
  });

  it("never repeats a secret that an error quotes", async () => {
    const aws = listRoles(() => {
      throw awsError("Odd", "signed with very-secret and very-token");
    });
    const asked = aws.session.ask("iam", "ListRoles", (iam) => iam.listRoles({}));
    await expect(asked).rejects.toMatchObject({ message: "iam:ListRoles: Odd: signed with … and …" });
  });
});
