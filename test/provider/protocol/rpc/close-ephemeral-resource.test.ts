import { describe, expect, it } from "vitest";
import { closeEphemeralResource } from "../../../../src/provider/protocol/rpc/close-ephemeral-resource";
import { Session } from "../../../../src/provider/protocol/session";
import { answersTheRecorded, ask } from "../helpers/ask";
import { tiny } from "../helpers/tiny";

describe("CloseEphemeralResource", () => {
  answersTheRecorded("CloseEphemeralResource", closeEphemeralResource);

  it("has nothing to do, and says so", async () => {
    expect(await ask(closeEphemeralResource, {}, new Session(tiny))).toEqual({ diagnostics: [] });
  });
});
