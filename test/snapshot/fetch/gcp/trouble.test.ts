import { describe, expect, it } from "vitest";
import { troubleOfThrown } from "../../../../src/snapshot/fetch/gcp/trouble";

const response = (status: number) => Object.assign(new Error("secret-looking text"), { response: { status } });

describe("what the network or the credentials throw", () => {
  it.each([
    ["a lost connection", Object.assign(new Error("read /home/dana"), { code: "ECONNRESET" }), "again"],
    ["one whose cause tells", new Error("x", { cause: Object.assign(new Error("y"), { code: "EAI_AGAIN" }) }), "again"],
    ["a certificate that nobody vouches for", Object.assign(new Error("x"), { code: "CERT_HAS_EXPIRED" }), "failed"],
    ["a login that ran out", response(400), "expired"],
    ["an account that may not be impersonated", response(403), "denied"],
    ["an account that is not there", response(404), "failed"],
    ["a token service that is busy", response(429), "again"],
    ["a token service that is broken", response(500), "again"],
    ["no error at all", "text", "again"],
  ])("%s", (_, thrown, kind) => {
    const trouble = troubleOfThrown(thrown);
    expect(trouble.kind).toBe(kind);
    expect(trouble.message).not.toMatch(/secret|home/);
  });
});
