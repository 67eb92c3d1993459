import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MirrorRefusal } from "./refusal";
import { lastLine, type Ran, type Run } from "./run";

/** A signature, and whose it is. */
export interface Signature {
  /** Binary, as the registry takes it. */
  readonly bytes: Buffer;
  readonly fingerprint: string;
  /** What a registry does not take, if there is anything. */
  readonly note?: string;
}

/** RSA and DSA, by OpenPGP's numbers. */
const registryTakes = ["1", "2", "3", "17"];

/**
 * Signs a file with the secret key in another, by `gpg` in a key ring of its own: nobody's is touched.
 *
 * @param options.passphrase of the key, if it has one
 * @throws MirrorRefusal where there is no gpg, no key, or more than one; it never quotes the key
 */
export function sign(file: string, key: string, run: Run, options: { readonly passphrase?: string }): Signature {
  const ring = mkdtempSync(join(tmpdir(), "leasehold-gpg-"));
  const gpg = (words: readonly string[], input?: string): Ran => {
    const ran = run("gpg", ["--homedir", ring, "--batch", "--no-tty", "--yes", ...words], {
      ...(input === undefined ? {} : { input }),
    });
    if (ran) return ran;
    throw new MirrorRefusal(
      "gpg",
      "Packages are signed by gpg, and there is none.",
      "Install GnuPG, or leave out --key.",
    );
  };
  const phrase = ["--pinentry-mode", "loopback", "--passphrase-fd", "0"];
  try {
    const imported = gpg([...phrase, "--import", key], options.passphrase ?? "");
    const [secret, another] = secretKeys(gpg(["--with-colons", "--list-secret-keys"]).stdout);
    if (!secret || another) {
      const why = secret ? "There are several secret keys" : `There is no secret key (${lastLine(imported)})`;
      throw new MirrorRefusal("key", `${why} in ${key}.`, "Export one: gpg --export-secret-keys --armor KEY > FILE");
    }
    const out = join(ring, "signature");
    const words = [...phrase, "--local-user", secret.fingerprint, "--output", out, "--detach-sign", file];
    const signed = gpg(words, options.passphrase ?? "");
    if (signed.status !== 0) throw cannotSign(key, signed, options.passphrase !== undefined);
    const note = "is neither RSA nor DSA: the registry of Terraform takes no other";
    return {
      bytes: readFileSync(out),
      fingerprint: secret.fingerprint,
      ...(registryTakes.includes(secret.algorithm) ? {} : { note: `The key in ${key} ${note}.` }),
    };
  } finally {
    // It has started an agent for the ring.
    run("gpgconf", ["--homedir", ring, "--kill", "all"]);
    rmSync(ring, { recursive: true, force: true });
  }
}

/** Source: https://git.gnupg.org/cgi-bin/gitweb.cgi?p=gnupg.git;a=blob_plain;f=doc/DETAILS */
function secretKeys(listed: string): readonly { readonly algorithm: string; readonly fingerprint: string }[] {
  const lines = listed.split("\n").map((line) => line.split(":"));
  return lines.flatMap(([kind, , , algorithm = ""], at) => {
    if (kind !== "sec") return [];
    const fingerprint = lines.slice(at).find(([next]) => next === "fpr")?.[9];
    return fingerprint === undefined ? [] : [{ algorithm, fingerprint }];
  });
}

function cannotSign(key: string, signed: Ran, hadPhrase: boolean): MirrorRefusal {
  const fix = hadPhrase
    ? "See that LEASEHOLD_KEY_PASSPHRASE is the key's."
    : "If the key has a passphrase, give it in the environment: LEASEHOLD_KEY_PASSPHRASE";
  return new MirrorRefusal("key", `gpg does not sign with ${key}: ${lastLine(signed)}.`, fix);
}
