import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { run } from "../../src/cli/provider/run";
import { sign } from "../../src/mirror/sign";

const scratch = mkdtempSync(join(tmpdir(), "leasehold-sign-"));
const ring = mkdtempSync(join(tmpdir(), "leasehold-ring-"));
const file = join(scratch, "SHA256SUMS");
writeFileSync(file, "0123  file\n");

afterAll(() => {
  spawnSync("gpgconf", ["--homedir", ring, "--kill", "all"]);
  for (const folder of [scratch, ring]) rmSync(folder, { recursive: true, force: true });
});

function gpg(...words: string[]): string {
  const ran = spawnSync("gpg", ["--homedir", ring, "--batch", "--yes", "--pinentry-mode", "loopback", ...words], {
    encoding: "utf8",
  });
  if (ran.status !== 0) throw new Error(ran.stderr);
  return ran.stdout;
}

/** A key of this kind, in a file. */
function key(name: string, kind: string, passphrase = ""): string {
  const uid = `${name}@acme.example`;
  gpg("--passphrase", passphrase, "--quick-generate-key", uid, kind, "sign", "never");
  const out = join(scratch, `${name}.asc`);
  gpg("--passphrase", passphrase, "--armor", "--output", out, "--export-secret-keys", uid);
  return out;
}

describe.skipIf(spawnSync("gpg", ["--version"]).status !== 0)("signing by gpg", () => {
  let rsa = "";
  let locked = "";
  let curve = "";
  beforeAll(() => {
    rsa = key("rsa", "rsa2048");
    locked = key("locked", "rsa2048", "open sesame");
    curve = key("curve", "ed25519");
  });

  function expectGood(signature: Buffer): void {
    const out = join(scratch, "SHA256SUMS.sig");
    writeFileSync(out, signature);
    gpg("--verify", out, file);
  }

  it("makes a binary signature that holds, and says whose it is", () => {
    const { bytes, fingerprint, note } = sign(file, rsa, run, {});
    expectGood(bytes);
    expect(bytes.subarray(0, 5).toString()).not.toBe("-----");
    expect(gpg("--with-colons", "--list-keys", "rsa@acme.example")).toContain(`:${fingerprint}:`);
    expect(note).toBeUndefined();
  });

  it("takes a key with its passphrase", () => {
    expectGood(sign(file, locked, run, { passphrase: "open sesame" }).bytes);
  });

  it.each([
    ["none", {}],
    ["another", { passphrase: "close sesame" }],
  ])("refuses a key whose passphrase is %s, and does not repeat it", (_, options) => {
    const refused = () => sign(file, locked, run, options);
    expect(refused).toThrow(/gpg does not sign with|There is no secret key/);
    expect(refused).not.toThrow(/sesame/);
  });

  it("says which keys Terraform's registry does not take", () => {
    const { bytes, note } = sign(file, curve, run, {});
    expectGood(bytes);
    expect(note).toMatch(/neither RSA nor DSA/);
  });

  it.each([
    ["no key", () => file, /There is no secret key .*SHA256SUMS/],
    ["a public key", () => exported("public.asc", "--export", "rsa@acme.example"), /There is no secret key/],
    ["several keys", () => exported("all.asc", "--export-secret-keys", "rsa", "curve"), /several secret keys/],
  ])("refuses a file with %s", (_, given, message) => {
    expect(() => sign(file, given(), run, {})).toThrow(message);
  });

  function exported(name: string, ...words: string[]): string {
    const out = join(scratch, name);
    gpg("--passphrase", "", "--armor", "--output", out, ...words);
    return out;
  }

  it("leaves no key behind", () => {
    const empty = mkdtempSync(join(scratch, "t-"));
    vi.stubEnv("TMPDIR", empty);
    sign(file, rsa, run, {});
    vi.unstubAllEnvs();
    expect(readdirSync(empty)).toEqual([]);
  });
});

it("is refused where there is no gpg", () => {
  expect(() => sign(file, file, () => undefined, {})).toThrow("Packages are signed by gpg, and there is none.");
});
