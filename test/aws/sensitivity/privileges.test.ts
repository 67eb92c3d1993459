import { describe, expect, it } from "vitest";
import committed from "../../../src/aws/data/privileges.json";
import { compilePrivileges } from "../../../src/aws/sensitivity/compile-privileges";

describe("the table of privileges", () => {
  it("is what the overlay and the list of persistence actions make of the table of actions (generate it anew)", () => {
    expect(committed).toEqual(compilePrivileges());
  });
});
