import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Fact } from "../../../src/facts/fact";
import type { Landscape, ResourceInstance } from "../../../src/terraform/instance";
import type { Json } from "../../../src/terraform/json";
import type { Plan } from "../../../src/terraform/plan/plan";
import { readPlan } from "../../../src/terraform/plan/read";
import { StateError } from "../../../src/terraform/state/error";
import { readState, readStateFile } from "../../../src/terraform/state/read";
import type { StateFile } from "../../../src/terraform/state/state-file";

/** Where a fixture stands (see `data/README.md`). */
export function fixture(name: string): string {
  return join(__dirname, "data", `${name}.json`);
}

export function state(name: string): Promise<StateFile> {
  return readStateFile(fixture(name));
}

export function plan(name: string): Promise<Plan> {
  return readPlan(
    (async function* () {
      yield readFileSync(fixture(name));
    })(),
  );
}

/** A state in pieces of text or bytes. */
export function read(...pieces: readonly (Uint8Array | string)[]): Promise<StateFile> {
  return readState(pieces.map((piece) => (typeof piece === "string" ? Buffer.from(piece) : piece)));
}

/** What a state is refused with. */
export async function refusal(reading: Promise<StateFile>): Promise<StateError> {
  try {
    await reading;
  } catch (error) {
    if (error instanceof StateError) return error;
    throw error;
  }
  throw new Error("the state was read");
}

type Members = { readonly [key: string]: Json };

/** A state file made by hand. */
export function stateFile(resources: Json, others: Members = {}): string {
  return JSON.stringify({ version: 4, terraform_version: "1.11.4", serial: 7, lineage: "l", resources, ...others });
}

/** A resource of a state file, with one instance unless it is told otherwise. */
export function resource(type: string, name: string, attributes: Json, others: Members = {}): Members {
  return {
    mode: "managed",
    type,
    name,
    provider: 'provider["registry.example/hashicorp/aws"]',
    instances: [{ schema_version: 0, attributes, sensitive_attributes: [] }],
    ...others,
  };
}

/** What `terraform show -json` writes of a root module. */
export function shown(rootModule: Json, others: Members = {}): string {
  return JSON.stringify({
    format_version: "1.0",
    terraform_version: "1.11.4",
    values: { root_module: rootModule },
    ...others,
  });
}

/** A resource as it is shown. */
export function shownResource(type: string, name: string, values: Json, others: Members = {}): Members {
  return {
    address: `${type}.${name}`,
    mode: "managed",
    type,
    name,
    provider_name: "registry.example/hashicorp/aws",
    schema_version: 0,
    values,
    sensitive_values: {},
    ...others,
  };
}

/** By address; deposed ones with their key. */
export function byAddress({ instances }: Landscape): ReadonlyMap<string, ResourceInstance> {
  return new Map(
    instances.map((one) => [`${one.address}${one.deposed === undefined ? "" : ` (${one.deposed})`}`, one]),
  );
}

/** Facts as texts in order, for comparison of two readings. */
export function comparable(facts: readonly Fact[]): readonly string[] {
  return facts.map((fact) => JSON.stringify(fact)).sort();
}
