import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeDirectory } from "../synth/directory";
import { executableName, type Platform } from "./platform";
import type { Signature } from "./sign";
import { type ZipEntry, zip } from "./zip";

/** What is packaged. */
export interface Packaging {
  /** The directory that takes the files; it is made if it is not there. */
  readonly out: string;
  readonly version: string;
  readonly platforms: readonly Platform[];
  /** Makes the executable of a platform. */
  executable(platform: Platform): Uint8Array;
  /** What goes with it: licences. */
  beside(platform: Platform): readonly ZipEntry[];
  /** Signs a file; without it nothing is signed. */
  sign?(file: string): Signature;
}

/** The files that were made, by their names in `out`. */
export interface Packaged {
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
  readonly signature?: Signature;
}

/**
 * Makes what a registry of providers takes: a zip file for each platform, the manifest, the checksums of these, and their
 * signature. All is made aside and put in place when it is whole.
 *
 * Source: https://developer.hashicorp.com/terraform/registry/providers/publishing
 * @throws whatever making the executables, or the file system, says
 */
export function packageProvider(packaging: Packaging): Packaged {
  const { out, version, platforms } = packaging;
  makeDirectory(out);
  const space = mkdtempSync(join(out, ".leasehold-"));
  try {
    const prefix = `terraform-provider-leasehold_${version}`;
    const sums = new Map<string, string>();
    const sizes = new Map<string, number>();
    const write = (name: string, bytes: Uint8Array): void => {
      writeFileSync(join(space, name), bytes);
      sizes.set(name, bytes.length);
      sums.set(name, createHash("sha256").update(bytes).digest("hex"));
    };
    for (const platform of platforms) write(`${prefix}_${platform}.zip`, archive(packaging, platform));
    write(`${prefix}_manifest.json`, Buffer.from(manifest));
    const lines = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, sum]) => `${sum}  ${name}\n`);
    const checksums = `${prefix}_SHA256SUMS`;
    write(checksums, Buffer.from(lines.join("")));
    const signature = packaging.sign?.(join(space, checksums));
    if (signature) write(`${checksums}.sig`, signature.bytes);
    // A signature of other checksums would be taken for theirs.
    else rmSync(join(out, `${checksums}.sig`), { force: true });
    for (const name of readdirSync(space)) renameSync(join(space, name), join(out, name));
    return { files: [...sizes].map(([name, bytes]) => ({ name, bytes })), ...(signature ? { signature } : {}) };
  } finally {
    rmSync(space, { recursive: true, force: true });
  }
}

/** Source: https://developer.hashicorp.com/terraform/registry/providers/publishing#terraform-registry-manifest-file */
const manifest = `${JSON.stringify({ version: 1, metadata: { protocol_versions: ["6.0"] } }, null, 2)}\n`;

function archive({ version, executable, beside }: Packaging, platform: Platform): Buffer {
  const name = executableName(version, platform);
  return zip([{ name, bytes: executable(platform), executable: true }, ...beside(platform)]);
}
