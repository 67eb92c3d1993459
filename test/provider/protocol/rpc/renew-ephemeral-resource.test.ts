import { describe, expect, it } from "vitest";
import { renewEphemeralResource } from "../../../../src/provider/protocol/rpc/renew-ephemeral-resource";
import { ask, lines } from "../helpers/ask";

describe("RenewEphemeralResource", () => {
  it("is refused: it could not give new values", async () => {
    const { diagnostics } = await ask(renewEphemeralResource, { type_name: "tiny_token" });
    expect(lines(diagnostics)).toEqual([
      "error: An ephemeral resource is not renewed: What tiny_token gave ends when it said. Ask for one that lasts long enough, or run Terraform again.",
    ]);
  });
});
