import { describe, expect, it } from "vitest";
import { getMetadata } from "../../../../src/provider/protocol/rpc/get-metadata";
import { ask } from "../helpers/ask";

describe("GetMetadata", () => {
  it("names all that there is, and what Terraform may count on", async () => {
    expect(await ask(getMetadata, {})).toEqual({
      server_capabilities: { plan_destroy: true, get_provider_schema_optional: true, move_resource_state: false },
      diagnostics: [],
      data_sources: [{ type_name: "tiny_echo" }],
      resources: [{ type_name: "tiny_thing" }],
      functions: [{ name: "shout" }, { name: "kind" }, { name: "echo" }],
      ephemeral_resources: [{ type_name: "tiny_token" }],
    });
  });
});
