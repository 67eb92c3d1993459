import { describe, expect, it } from "vitest";
import { getFunctions } from "../../../../src/provider/protocol/rpc/get-functions";
import { getProviderSchema } from "../../../../src/provider/protocol/rpc/get-provider-schema";
import { ask } from "../helpers/ask";

describe("GetFunctions", () => {
  it("gives the functions as GetProviderSchema does", async () => {
    const { functions, diagnostics } = await ask(getFunctions, {});
    expect(diagnostics).toEqual([]);
    expect(functions).toEqual((await ask(getProviderSchema, {})).functions);
  });

  it("describes a function as it is declared", async () => {
    const { functions } = await ask(getFunctions, {});
    expect(functions.get("kind")).toEqual({
      parameters: [
        {
          name: "value",
          type: Buffer.from('"dynamic"'),
          allow_null_value: true,
          allow_unknown_values: true,
          description: "Anything.",
          description_kind: 1,
        },
      ],
      return: { type: Buffer.from('"string"') },
      summary: "Says what it is given",
      description: "Says what kind of value it is given.",
      description_kind: 1,
    });
  });
});
