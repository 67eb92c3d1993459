import { createPrivateKey, X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import { selfSigned } from "../../../../src/provider/protocol/plugin/certificate";

describe("the provider's own certificate", () => {
  const made = selfSigned();
  const certificate = new X509Certificate(made.pem);

  it("is for localhost, signed by itself with a key on P-256", () => {
    expect(certificate.subject).toBe("CN=localhost");
    expect(certificate.checkHost("localhost")).toBe("localhost");
    expect(certificate.checkHost("example.com")).toBeUndefined();
    expect(certificate.publicKey.asymmetricKeyDetails).toMatchObject({ namedCurve: "prime256v1" });
    expect(certificate.checkIssued(certificate)).toBe(true);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
  });

  it("has its private key beside it", () => {
    expect(certificate.checkPrivateKey(createPrivateKey(made.privateKeyPem))).toBe(true);
  });

  it("says the same in both its forms", () => {
    expect(new X509Certificate(made.der).fingerprint256).toBe(certificate.fingerprint256);
  });

  it("has no end, so that no clock decides whether it holds", () => {
    expect(certificate.validFrom).toContain("1970");
    expect(certificate.validTo).toContain("9999");
  });

  it("is another one every time", () => {
    const made = new Set(Array.from({ length: 20 }, () => new X509Certificate(selfSigned().pem).fingerprint256));
    expect(made.size).toBe(20);
  });
});
