import { describe, expect, it } from "vitest";
import { unknown, type Value } from "../../../src/provider/protocol/value";
import { config, grant } from "./helpers";

const whole: Readonly<Record<string, Value>> = {
  role: "operator",
  identity: "dana",
  ttl: "90m",
  ticket: "INC-4711",
  justification: "Restart of the workers",
  start: "2026-11-23T09:00:00+01:00",
  task: "restart",
  name: "one",
  target: "prod",
};

describe("a configuration is in order by itself", () => {
  it.each([
    ["whole", {}],
    ["with a duration as ISO 8601 has it", { ttl: "PT1H30M" }],
    ["with an empty ticket, which is none", { ticket: "" }],
    ["with text of any kind for a reason", { justification: "\u00fcber ${x}\nand more" }],
    [
      "without all that may be left out",
      Object.fromEntries(
        Object.keys(whole)
          .slice(3)
          .map((name) => [name, null]),
      ),
    ],
  ])("%s", async (_, given) => {
    expect(await grant.validate(config({ ...whole, ...given }))).toEqual([]);
  });

  it.each(Object.keys(whole))("while %s is unknown", async (name) => {
    expect(await grant.validate(config({ ...whole, [name]: unknown }))).toEqual([]);
  });

  it("while nothing of it is known", async () => {
    const nothing = Object.fromEntries(Object.keys(whole).map((name) => [name, unknown]));
    expect(await grant.validate(config(nothing))).toEqual([]);
  });
});

describe("a configuration is refused for", () => {
  it.each<[string, Value, RegExp]>([
    ["role", null, /null/],
    ["identity", null, /null/],
    ["ttl", null, /null/],
    ["role", "", /cannot be a name/],
    ["role", "Operator", /small letter/],
    ["identity", "dana@acme.example", /cannot be a name/],
    ["task", "*", /cannot be a name/],
    ["target", "prod/eu", /cannot be a name/],
    ["name", "a".repeat(64), /63 characters at most/],
    ["name", "in_state", /cannot be a name/],
    ["ttl", "", /missing/],
    ["ttl", "90", /has no unit/],
    ["ttl", "1 month", /not a duration/],
    ["ttl", "P1M", /Months and years/],
    ["ttl", "-1h", /no sign/],
    ["ttl", "0s", /longer than zero/],
    ["ttl", "1.5h", /whole numbers/],
    ["start", "", /RFC 3339/],
    ["start", "2026-11-23", /not yet a time/],
    ["start", "2026-11-23T09:00:00", /needs an offset/],
    ["start", "2026-11-23T09:00:00.5Z", /whole seconds/],
    ["start", "2026-02-30T09:00:00Z", /no day 30/],
  ])("%s = %j", async (name, value, message) => {
    const told = await grant.validate(config({ ...whole, [name]: value }));
    expect(told).toMatchObject([{ severity: "error", path: [name], detail: expect.stringMatching(message) }]);
  });

  it("everything at once", async () => {
    const told = await grant.validate(config({ role: "No", identity: null, ttl: "x", start: "y" }));
    expect(told.map(({ path }) => path?.[0]).sort()).toEqual(["identity", "role", "start", "ttl"]);
  });

  it("never shows what a terminal acts on", async () => {
    const told = await grant.validate(config({ ...whole, ttl: "\u001b]0;x\u0007", role: "\u202e" }));
    for (const { detail } of told) expect(detail).toMatch(/^[\n\x20-\x7e]*$/);
  });
});
