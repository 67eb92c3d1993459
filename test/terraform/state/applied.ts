import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseDocument } from "yaml";
import { loadEstate } from "../../../src/estate/load";
import type { Estate } from "../../../src/estate/types";
import { scratch } from "../../helpers/scratch";

/** `examples/acme` as it was applied to the emulator: without the one lease that it cannot hold. */
export function applied(): Estate {
  const directory = join(scratch("acme"), "access");
  cpSync(resolve(__dirname, "../../../examples/acme/access"), directory, { recursive: true });
  const grants = join(directory, "grants", "orders.yaml");
  const document = parseDocument(readFileSync(grants, "utf8"));
  document.deleteIn(["grants", "ledger-batch-restart-2026-11-24"]);
  writeFileSync(grants, document.toString());
  const { estate } = loadEstate(directory);
  if (estate === undefined) throw new Error("examples/acme does not load");
  return estate;
}
