import { generateKeyPairSync, sign } from "node:crypto";

/** A key, and a certificate for it that it has signed itself. */
export interface Certificate {
  readonly der: Buffer;
  readonly pem: string;
  readonly privateKeyPem: string;
}

/** One element of DER: its tag, its length, its content. Source: ITU-T X.690. */
function der(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const length = Buffer.from(body.length.toString(16).padStart(4, "0"), "hex");
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, body]);
}

const sequence = (...content: readonly Uint8Array[]) => der(0x30, ...content);
const identifier = (hex: string) => der(0x06, Buffer.from(hex, "hex"));
const yes = der(0x01, Buffer.from([0xff]));

const ecdsaWithSha256 = sequence(identifier("2a8648ce3d040302"));

/** The name `CN=localhost`. */
const name = sequence(der(0x31, sequence(identifier("550403"), der(0x0c, Buffer.from("localhost")))));

// It serves one process, for as long as that runs; with the ends that X.509 has for "no end" it needs no clock.
const validity = sequence(der(0x17, Buffer.from("700101000000Z")), der(0x18, Buffer.from("99991231235959Z")));

const extension = (id: string, critical: boolean, value: Buffer) =>
  sequence(identifier(id), ...(critical ? [yes] : []), der(0x04, value));

const extensions = der(
  0xa3,
  sequence(
    // Basic constraints: it vouches for itself, and is looked for among those that vouch.
    extension("551d13", true, sequence(yes)),
    // Key usage: signatures of its own, and of certificates.
    extension("551d0f", true, der(0x03, Buffer.from([0x02, 0x84]))),
    // Extended key usage: a server.
    extension("551d25", false, sequence(identifier("2b06010505070301"))),
    // The names that it is for.
    extension("551d11", false, sequence(der(0x82, Buffer.from("localhost")))),
  ),
);

/**
 * A new key and its certificate for `localhost`. Written by hand, since libraries for it take longer than all else that a
 * provider does to start.
 *
 * Source: RFC 5280
 */
export function selfSigned(): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const tbs = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    ecdsaWithSha256,
    name,
    validity,
    name,
    publicKey.export({ type: "spki", format: "der" }),
    extensions,
  );
  const signature = sign("sha256", tbs, privateKey);
  const certificate = sequence(tbs, ecdsaWithSha256, der(0x03, Buffer.from([0]), signature));
  return {
    der: certificate,
    pem: `-----BEGIN CERTIFICATE-----\n${certificate.toString("base64").replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`,
    privateKeyPem: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}
