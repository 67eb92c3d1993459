import { describe, expect, it } from "vitest";
import { getProviderSchema } from "../../../../src/provider/protocol/rpc/get-provider-schema";
import { answersTheRecorded, ask } from "../helpers/ask";

describe("GetProviderSchema", () => {
  answersTheRecorded("GetProviderSchema", getProviderSchema);

  it("gives every kind of thing by name", async () => {
    const answer = await ask(getProviderSchema, {});
    expect([...answer.resource_schemas.keys()]).toEqual(["tiny_thing"]);
    expect([...answer.data_source_schemas.keys()]).toEqual(["tiny_echo"]);
    expect([...answer.ephemeral_resource_schemas.keys()]).toEqual(["tiny_token"]);
    expect([...answer.functions.keys()]).toEqual(["shout", "kind", "echo"]);
    expect(answer.provider?.block?.attributes.map(({ name }) => name)).toEqual(["greeting", "fault"]);
    expect(answer.server_capabilities).toEqual({
      plan_destroy: true,
      get_provider_schema_optional: true,
      move_resource_state: false,
    });
  });

  const attributes = [
    { name: "text", type: '"string"', required: true, optional: false, computed: false, sensitive: false },
    { name: "size", type: '"number"', required: false, optional: true, computed: false, sensitive: false },
    { name: "names", type: '["list","string"]', required: false, optional: true, computed: false, sensitive: false },
    {
      name: "pair",
      type: '["tuple",["string","number"]]',
      required: false,
      optional: true,
      computed: false,
      sensitive: false,
    },
    { name: "id", type: '"string"', required: false, optional: false, computed: true, sensitive: false },
    { name: "label", type: '"string"', required: false, optional: true, computed: true, sensitive: false },
    { name: "secret", type: '"string"', required: false, optional: true, computed: false, sensitive: true },
  ] as const;
  it.each(attributes)("describes the attribute $name", async ({ type, ...attribute }) => {
    const { resource_schemas: resources } = await ask(getProviderSchema, {});
    const schema = resources.get("tiny_thing");
    expect(schema?.version).toBe(2);
    expect(schema?.block?.attributes).toContainEqual({
      ...attribute,
      type: Buffer.from(type),
      description: "An attribute.",
      description_kind: 1,
    });
  });
});
