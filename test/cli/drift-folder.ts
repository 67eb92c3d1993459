import { join } from "node:path";
import { seeded } from "../../bench/random";
import { loadEstate } from "../../src/estate/load";
import type { Estate } from "../../src/estate/types";
import { gcpContents, googleAnswers } from "../drift/told";
import { at } from "../helpers/estate";
import { SimulatedAccount } from "../snapshot/simulated-account";
import { awsContents, type Contents, type DraftManifest, writeSnapshot } from "../snapshot/snapshot-folder";

/** The moment at which the tests of drift play: within one lease of the example, before all others. */
export const moment = "2026-11-22T18:00:00Z";
export const example = join(__dirname, "../../examples/acme/access");
/** The lease that runs then, and the account of it. */
export const lease = "leasehold-acme-erin-read-2026-11-22";
export const account = "111122223333";

export function exampleEstate(): Estate {
  const { estate } = loadEstate(example);
  if (estate === undefined) throw new Error("the example does not load");
  return estate;
}

export interface FolderOptions {
  /** What is done behind Terraform's back in the lease's account. */
  readonly change?: (account: SimulatedAccount) => unknown;
  /** Changes Google's files of a container. */
  readonly google?: (contents: Record<string, unknown>, container: string) => unknown;
  readonly spoil?: (manifest: DraftManifest) => unknown;
  readonly asked?: number;
}

/** Writes what `leasehold snapshot` would of the example, once it is applied. */
export function exampleFolder(directory: string, { change, google, spoil, asked }: FolderOptions = {}): string {
  const estate = exampleEstate();
  const accounts = SimulatedAccount.of(estate);
  for (const one of accounts) if (one.id === account) change?.(one);
  writeSnapshot(
    directory,
    [
      ...accounts.map((one) => ({
        cloud: "aws" as const,
        id: one.id,
        contents: awsContents(one.answers({ pageSize: 2 })),
      })),
      ...googleAnswers(estate, seeded(1)).map((answers) => {
        const contents: Contents = JSON.parse(JSON.stringify(gcpContents(answers)));
        google?.(contents as Record<string, unknown>, String(answers.container));
        return { cloud: "gcp" as const, id: String(answers.container), contents };
      }),
    ],
    asked ?? at(moment) - 60,
    (manifest) => void spoil?.(manifest),
  );
  return directory;
}

/** Takes a lease's guard away, which is one finding. */
export function unguarded(of: SimulatedAccount): void {
  if (of.roles.get(lease)?.inline.delete("leasehold-guard") !== true) throw new Error(`there is no ${lease}`);
}
