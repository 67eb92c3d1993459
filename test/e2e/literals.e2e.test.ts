import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { type AwsAccount, enterAccount } from "./harness/aws-api";
import { type Emulator, startEmulator } from "./harness/emulator";
import { fixture, synthesize } from "./harness/estate";
import { openRoot } from "./harness/terraform";
import { binariesOf, findTools } from "./harness/tools";

const tools = findTools();

describe.skipIf(tools.missing.length > 0).each(binariesOf(tools))("literals through $name", ({ path: binary }) => {
  let emulator: Emulator;
  let account: AwsAccount;
  const directory = fixture("literals");
  const declared = parse(readFileSync(join(directory, "estate.yaml"), "utf8"));

  beforeAll(async () => {
    emulator = await startEmulator(tools);
    account = await enterAccount(emulator.endpoint, "111122223333");
    const root = openRoot(tools, binary, join(synthesize(directory), "orders"), emulator.endpoint);
    await root.init();
    await root.apply();
  });
  afterAll(async () => {
    await emulator?.stop();
  });

  it("keeps what people wrote in a description", async () => {
    const role = await account.role("leasehold-literals-prototype");
    expect(role.description).toBe(declared.roles.constructor.description);
  });

  it("keeps policy variables and everything like a template in a policy", async () => {
    const [arn] = await account.policyArns("/leasehold/literals/");
    const { document } = await account.policy(arn ?? "");
    const [statement] = declared.roles.constructor.aws.statements;
    expect(document).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: statement.actions,
          Resource: statement.resources,
          Condition: inOrder(statement.conditions),
        },
      ],
    });
  });
});

/** Values of a condition are alternatives, and are written in order. */
function inOrder(conditions: Record<string, Record<string, string[]>>): Record<string, Record<string, string[]>> {
  return Object.fromEntries(
    Object.entries(conditions).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, [...values].sort()])),
    ]),
  );
}
