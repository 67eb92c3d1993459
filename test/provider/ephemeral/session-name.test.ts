import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sessionName } from "../../../src/provider/ephemeral/session-name";

describe("the name of a session, and a source identity", () => {
  it.each(["dana-restart-2026-11-23", "ab", "dana@acme.example", "a=b,c+d.e_f", "x".repeat(64)])(
    "is %s as it stands",
    (name) => {
      expect(sessionName(name)).toBe(name);
    },
  );

  it.each([
    ["a", /^a-[0-9a-f]{10}$/],
    ["ops/restart it", /^ops-restart-it-[0-9a-f]{10}$/],
    ["aws:forged", /^aws-forged-[0-9a-f]{10}$/],
    ["Jörg 🔑", /^J-rg---[0-9a-f]{10}$/],
    ["\u001b[31m", /^--31m-[0-9a-f]{10}$/],
    ["x".repeat(65), /^x{53}-[0-9a-f]{10}$/],
    ["", /^-[0-9a-f]{10}$/],
  ])("is of %j a name that STS takes", (name, shape) => {
    expect(sessionName(name)).toMatch(shape);
  });

  it("is taken by STS, whatever the text, and of no two texts the same", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (one, other) => {
        expect(sessionName(one)).toMatch(/^[\w+=,.@-]{2,64}$/);
        expect(sessionName(one) === sessionName(other)).toBe(one === other);
      }),
    );
  });
});
