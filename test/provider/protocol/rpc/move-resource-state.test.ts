import { describe, expect, it } from "vitest";
import { moveResourceState } from "../../../../src/provider/protocol/rpc/move-resource-state";
import { ask, lines } from "../helpers/ask";

describe("MoveResourceState", () => {
  it("is refused, with what to do instead", async () => {
    const asked = { source_type_name: "terraform_data", target_type_name: "tiny_thing" };
    expect(lines((await ask(moveResourceState, asked)).diagnostics)).toEqual([
      "error: A resource cannot be moved to another type: A terraform_data cannot become a tiny_thing. Remove the `moved` block, and declare the tiny_thing beside it.",
    ]);
  });
});
