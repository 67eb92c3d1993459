import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A certificate and its key, in PEM. */
export interface ClientCertificate {
  readonly certificate: string;
  readonly key: string;
}

/** Whether there is an OpenSSL to make certificates with. */
export const opensslFound = spawnSync("openssl", ["version"]).status === 0;

const authority = `[ca]
default_ca = own
[own]
database = index.txt
serial = serial
new_certs_dir = .
policy = any
x509_extensions = extensions
[any]
commonName = supplied
[extensions]
subjectAltName = DNS:localhost
basicConstraints = CA:true
extendedKeyUsage = clientAuth, serverAuth
`;

/**
 * A certificate as Terraform makes one for itself: P-521, its own issuer. Made by OpenSSL, which knows nothing of ours.
 *
 * @param to the end of its validity, `YYYYMMDDHHMMSSZ`
 */
export function clientCertificate(to = "20490101000000Z"): ClientCertificate {
  const cwd = mkdtempSync(join(tmpdir(), "leasehold-certificate-"));
  const openssl = (...parameters: readonly string[]) => execFileSync("openssl", parameters, { cwd, stdio: "ignore" });
  try {
    writeFileSync(join(cwd, "index.txt"), "");
    writeFileSync(join(cwd, "serial"), "01");
    writeFileSync(join(cwd, "authority.cnf"), authority);
    const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-521", "-nodes"];
    openssl("req", "-new", ...curve, "-keyout", "key.pem", "-out", "request.pem", "-subj", "/CN=localhost");
    const validity = ["-startdate", "20200101000000Z", "-enddate", to];
    const signed = ["-selfsign", "-keyfile", "key.pem", "-in", "request.pem", "-md", "sha256", "-notext", "-batch"];
    openssl("ca", "-config", "authority.cnf", ...signed, ...validity, "-out", "certificate.pem");
    return {
      certificate: readFileSync(join(cwd, "certificate.pem"), "utf8"),
      key: readFileSync(join(cwd, "key.pem"), "utf8"),
    };
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}
