import { type ExitStatus, exitStatus, Refusal } from "../outcome";
import { print } from "../output";
import { digestOfFile } from "./digest";
import { readVerdict } from "./earlier";

/** `leasehold gate --verify VERDICT BINARY`: was this the plan that passed? */
export async function verify(verdictFile: string, binary: string): Promise<ExitStatus> {
  const verdict = readVerdict(verdictFile, "--verify");
  const judged = verdict.inputs?.plan?.binarySha256;
  if (judged === undefined) {
    throw new Refusal(
      "verdict-without-binary",
      `${verdictFile} does not say which binary plan it is about.`,
      "Judge with --binary: leasehold gate plan.json --binary PLAN --format json --out VERDICT",
    );
  }
  if (digestOfFile(binary) !== judged) {
    await print(`leasehold: ${binary} is not the plan that ${verdictFile} is about; do not apply it\n`);
    return exitStatus.findings;
  }
  if (verdict.verdict !== "pass") {
    await print(`leasehold: ${binary} is the plan that ${verdictFile} is about, and it failed; do not apply it\n`);
    return exitStatus.findings;
  }
  await print(`leasehold: ${binary} is the plan that ${verdictFile} is about, and it passed\n`);
  return exitStatus.pass;
}
