import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { terraformFound, terraformVersion, Workshop } from "../helpers/terraform";
import { keep, recordedCalls, recording } from "./recordings";

// What was recorded is what a real Terraform sends. To record anew, with another Terraform or another configuration:
//   LEASEHOLD_RECORD=1 npx vitest run test/provider/protocol/recorded && npx biome check --write test/provider/protocol/recorded
const anew = process.env.LEASEHOLD_RECORD !== undefined;
const workshop = new Workshop();
afterAll(() => workshop.close());

/** Everything that Terraform asks in the life of the configuration beside this file. */
async function record(): Promise<ReadonlyMap<string, readonly string[]>> {
  await workshop.install(join(__dirname, "..", "helpers", "recording-main.ts"));
  const root = workshop.root("recorded", "");
  cpSync(join(__dirname, "configuration"), root, { recursive: true });
  const file = join(root, "requests.jsonl");
  writeFileSync(file, "");
  const terraform = (...parameters: readonly string[]): void => {
    // One thing after the other, for the requests to come in one order.
    const ended = workshop.run(root, parameters, { RECORD_TO: file, TF_CLI_ARGS_apply: "-parallelism=1" });
    if (ended.status !== 0) throw new Error(`terraform ${parameters.join(" ")}:\n${ended.output}`);
  };
  terraform("init");
  terraform("validate");
  terraform("apply", "-auto-approve");
  terraform("state", "rm", "tiny_thing.texts");
  terraform("import", "tiny_thing.texts", "an id");
  makeOlder(join(root, "terraform.tfstate"));
  terraform("plan");
  terraform("apply", "-auto-approve", "-replace=tiny_thing.full");
  terraform("destroy", "-auto-approve");
  const found = new Map<string, Set<string>>();
  for (const line of readFileSync(file, "utf8").trimEnd().split("\n")) {
    const { name, request }: { name: string; request: string } = JSON.parse(line);
    found.set(name, (found.get(name) ?? new Set()).add(request));
  }
  return new Map([...found].map(([name, requests]) => [name, [...requests]]));
}

/** One resource as the first version of the provider wrote it. */
function makeOlder(file: string): void {
  const state = JSON.parse(readFileSync(file, "utf8"));
  for (const resource of state.resources) {
    if (resource.name !== "bare") continue;
    const [instance] = resource.instances;
    const { text: words, ...rest } = instance.attributes;
    instance.schema_version = 1;
    instance.attributes = { ...rest, words };
  }
  writeFileSync(file, JSON.stringify(state));
}

describe.skipIf(!terraformFound || (!anew && terraformVersion !== recording("CallFunction").terraform))(
  "the recorded requests",
  () => {
    let made: ReadonlyMap<string, readonly string[]>;
    beforeAll(async () => {
      made = await record();
    }, 180_000);

    it("are of all calls that a real Terraform makes", () => {
      expect([...made.keys()].sort()).toEqual([...recordedCalls].sort());
    });

    it.each(recordedCalls)("of %s are those that a real Terraform makes", (call) => {
      const requests = made.get(call) ?? [];
      if (anew) keep(call, { terraform: terraformVersion, requests });
      expect(new Set(requests)).toEqual(new Set(recording(call).requests));
    });
  },
);
