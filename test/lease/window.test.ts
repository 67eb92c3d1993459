import { describe, expect, it } from "vitest";
import { windowOf } from "../../src/lease/window";

const whole = { start: 1000, ttl: 600, extensions: [] };

describe("the window of a grant", () => {
  it.each([
    ["is its TTL from its start", whole, { start: 1000, end: 1600 }],
    [
      "grows by its extensions",
      {
        ...whole,
        extensions: [
          { by: 60, at: 1100 },
          { by: 40, at: 1200 },
        ],
      },
      { start: 1000, end: 1700 },
    ],
    ["ends when it is revoked", { ...whole, revoked: 1300 }, { start: 1000, end: 1300 }],
    ["ends when it is completed", { ...whole, completed: 1200, revoked: 1300 }, { start: 1000, end: 1200 }],
    ["is not prolonged by a late revocation", { ...whole, revoked: 9999 }, { start: 1000, end: 1600 }],
    ["is not there while only requested", { ttl: 600, extensions: [] }, undefined],
    ["is not there when revoked before it began", { ...whole, revoked: 900 }, undefined],
    ["is not there when revoked as it began", { ...whole, revoked: 1000 }, undefined],
  ])("%s", (_, grant, window) => {
    expect(windowOf(grant)).toEqual(window);
  });
});
