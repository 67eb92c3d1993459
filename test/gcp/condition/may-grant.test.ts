import { describe, expect, it } from "vitest";
import { grantableRoles } from "../../../src/gcp/condition/may-grant";

const only = (...roles: string[]): string =>
  `api.getAttribute("iam.googleapis.com/modifiedGrantsByRole", []).hasOnly([${roles.map((role) => `"${role}"`).join(", ")}])`;

describe("the roles that a condition lets its holder grant", () => {
  it.each([
    [only("roles/a"), ["roles/a"]],
    [only(), []],
    [only("roles/b", "roles/a"), ["roles/a", "roles/b"]],
    [`request.time < timestamp("2026-11-23T09:00:00Z") && ${only("roles/a")}`, ["roles/a"]],
    [`${only("roles/a", "roles/b")} && ${only("roles/b", "roles/c")}`, ["roles/b"]],
    [`${only("roles/a")} || ${only("roles/b")}`, ["roles/a", "roles/b"]],
    [`!!(${only("roles/a")})`, ["roles/a"]],
    [`!(!${only("roles/a")} || resource.type == "x")`, ["roles/a"]],
    [`resource.type == "x" ? ${only("roles/a")} : false`, ["roles/a"]],
    // Unlimited in some case.
    [`${only("roles/a")} || true`, undefined],
    [`${only("roles/a")} || resource.type == "x"`, undefined],
    [`!${only("roles/a")}`, undefined],
    [`resource.type == "x" ? ${only("roles/a")} : true`, undefined],
    ['api.getAttribute("iam.googleapis.com/other", []).hasOnly(["roles/a"])', undefined],
    ['resource.getAttribute("iam.googleapis.com/modifiedGrantsByRole", []).hasOnly(["roles/a"])', undefined],
    ['api.getAttribute("iam.googleapis.com/modifiedGrantsByRole", []).hasOnly([role])', undefined],
    ["true", undefined],
    ["not CEL (", undefined],
  ])("%s: %j", (expression, roles) => expect(grantableRoles(expression)).toEqual(roles));
});
