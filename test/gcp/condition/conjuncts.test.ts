import { describe, expect, it } from "vitest";
import { conjunctsBesideTime } from "../../../src/gcp/condition/conjuncts";

const window = 'request.time >= timestamp("2026-11-23T09:00:00Z") && request.time < timestamp("2026-11-23T10:00:00Z")';
const owned = 'resource.matchTag("123/team", "payments")';

describe("what a condition asks for besides the time", () => {
  it.each([
    ["nothing", window, []],
    ["another part", `${window} && ${owned}`, [owned]],
    ["parts in any order", `b == 1 && ${window} && a == 2`, ["a == 2", "b == 1"]],
    ["a text with && in it", `${window} && a == "x && y"`, ['a == "x && y"']],
    ["a bracket", `${window} && (a == 1 && b == 2)`, ["(a == 1 && b == 2)"]],
    ["a disjunction, whole", `${window} || a == 1`, [`${window} || a == 1`]],
    ["a time told otherwise", 'request.time.getHours("UTC") < 5', ['request.time.getHours("UTC") < 5']],
  ])("%s", (_, expression, parts) => {
    expect(conjunctsBesideTime(expression)).toEqual(parts);
  });
});
