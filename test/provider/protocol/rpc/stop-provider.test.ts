import { describe, expect, it } from "vitest";
import { stopProvider } from "../../../../src/provider/protocol/rpc/stop-provider";
import { Session } from "../../../../src/provider/protocol/session";
import { ask } from "../helpers/ask";
import { tiny } from "../helpers/tiny";

describe("StopProvider", () => {
  it("is taken note of, configured or not", async () => {
    expect(await ask(stopProvider, {})).toEqual({ Error: "" });
    expect(await ask(stopProvider, {}, new Session(tiny))).toEqual({ Error: "" });
  });
});
