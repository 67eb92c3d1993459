import { type RootText, WriteError, writeRoots } from "../../src/synth/write";
import { CanonicalBytes } from "../../src/terraform/canonical-bytes";
import { encodeRoot } from "../../src/terraform/json";
import type { TerraformRoot } from "../../src/terraform/resource";

/** Writes two versions of many roots in turn, until it is killed; or one version once. */
const [out = "", mode = "once"] = process.argv.slice(2);

export function rootsOf(version: string): readonly TerraformRoot[] {
  return Array.from({ length: 8 }, (_, i) => ({
    estate: "acme",
    target: `target-${i}`,
    backend: { type: "local", settings: { path: "terraform.tfstate" } },
    provider: { name: "aws" as const, source: "hashicorp/aws", version: ">= 5.74, < 7", settings: {} },
    resources: Array.from({ length: 300 }, (_, j) => ({
      type: "aws_iam_role",
      name: `r${j}`,
      attributes: { name: `${version}-${j}`, description: version.repeat(40) },
    })),
    outputs: [],
  }));
}

function asText(root: TerraformRoot): RootText {
  return { target: root.target, text: encodeRoot(root, new CanonicalBytes()) };
}

try {
  do {
    for (const version of mode === "forever" ? ["old", "new"] : ["old"])
      writeRoots(out, rootsOf(version).map(asText), { estate: "acme" });
  } while (mode === "forever");
} catch (error) {
  if (!(error instanceof WriteError)) throw error;
  process.stderr.write(`${error.message} ${error.fix}`);
  process.exitCode = 2;
}
