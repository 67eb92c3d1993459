import { describe, expect, it } from "vitest";
import committed from "../../../src/aws/data/persistence.json";
import { isBoundable, persistenceActions } from "../../../src/aws/persistence/actions";
import { compilePersistence } from "../../../src/aws/persistence/compile";
import { persistenceDeny } from "../../../src/aws/persistence/deny";
import { asList, type Statement } from "../../../src/aws/policy/document";
import { actionsOfService, services } from "../../../src/aws/policy/table";
import type { AwsTarget, Persistence } from "../../../src/estate/types";

const boundary = "arn:aws:iam::111122223333:policy/boundary";
const target: AwsTarget = { kind: "aws", account: "111122223333", region: "eu-central-1", partition: "aws" };
const bounded: AwsTarget = { ...target, permissionsBoundary: boundary };
const denied: Persistence = { kind: "denied" };

const expressions = new Map<string, RegExp>();

function expressionOf(pattern: string): RegExp {
  const known = expressions.get(pattern) ?? new RegExp(`^${pattern.replaceAll("*", ".*")}$`, "i");
  expressions.set(pattern, known);
  return known;
}

/** A matcher of its own, so that a fault in ours does not hide itself. */
function denies(
  statements: readonly Statement[],
  action: string,
  context: Readonly<Record<string, string>> = {},
): boolean {
  return statements.some((statement) => {
    if (statement.Effect !== "Deny" || statement.Resource !== "*") throw new Error("not a Deny of everything");
    const named = asList(statement.Action).some((pattern) => expressionOf(pattern).test(action));
    return named && conditionHolds(statement, context);
  });
}

function conditionHolds(statement: Statement, context: Readonly<Record<string, string>>): boolean {
  return Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, value]) => {
      const found = context[key];
      if (operator === "BoolIfExists") return found === undefined || found === value;
      if (operator === "StringNotEquals") return found !== value;
      throw new Error(`operator ${operator}`);
    }),
  );
}

const size = (statements: readonly Statement[]): number => JSON.stringify(statements).length;

describe("the guard's persistence statements", () => {
  const statements = persistenceDeny(denied, target);

  it("deny every persistence action", () => {
    for (const action of persistenceActions()) expect(denies(statements, action), action).toBe(true);
  });

  it("deny nothing else that AWS has", () => {
    const wanted = new Set(persistenceActions());
    for (const service of services()) {
      for (const { action } of actionsOfService(service).values()) {
        if (!wanted.has(action)) expect(denies(statements, action), action).toBe(false);
      }
    }
  });

  it("deny no read, but for those that hand out another session", () => {
    const reads = services()
      .flatMap((service) => [...actionsOfService(service).values()])
      .filter(({ level, action }) => (level === "read" || level === "list") && denies(statements, action));
    expect(reads.map((entry) => entry.action)).toEqual(["eks-auth:AssumeRoleForPodIdentity", "sts:GetSessionToken"]);
  });

  it("let AWS services make grants on a caller's behalf, and nobody else", () => {
    expect(denies(statements, "kms:CreateGrant", { "kms:GrantIsForAWSResource": "true" })).toBe(false);
    expect(denies(statements, "kms:CreateGrant", { "kms:GrantIsForAWSResource": "false" })).toBe(true);
    expect(denies(statements, "kms:CreateGrant")).toBe(true);
  });

  it("leave room in the 10,240 characters of a role's inline policies", () => {
    expect(size(statements)).toBeLessThan(8500);
    expect(size(persistenceDeny({ kind: "bounded" }, bounded))).toBeLessThan(8500);
  });

  it("are written once, and say the same every time", () => {
    expect(persistenceDeny(denied, target)).toBe(persistenceDeny(denied, bounded));
  });

  it("are compiled from the list as it stands (else: run scripts/generate-aws-data.mjs)", () => {
    expect(committed).toEqual(compilePersistence());
  });
});

describe("persistence: allow", () => {
  it.each([
    ["iam:PassRole"],
    ["IAM:PASSROLE"],
    ["kms:creategrant"],
    ["iam:PassRole", "sqs:SetQueueAttributes"],
    ["iam:CreateFutureThing"],
    ["iam:Create*"],
    ["sts:*"],
    ["*"],
  ])("opens %s and nothing else", (...actions) => {
    const statements = persistenceDeny({ kind: "allow", actions, because: "a pipeline" }, target);
    const opens = (action: string) => actions.some((pattern) => expressionOf(pattern).test(action));
    for (const action of persistenceActions()) expect(denies(statements, action), action).toBe(!opens(action));
    for (const action of actions) if (!action.includes("*")) expect(denies(statements, action), action).toBe(false);
    expect(size(statements)).toBeLessThan(8600);
  });
});

describe("persistence: bounded", () => {
  const statements = persistenceDeny({ kind: "bounded" }, bounded);

  it("opens what supports a boundary only where it is the target's", () => {
    for (const action of persistenceActions().filter(isBoundable)) {
      expect(denies(statements, action, { "iam:PermissionsBoundary": boundary }), action).toBe(false);
      expect(denies(statements, action, { "iam:PermissionsBoundary": `${boundary}2` }), action).toBe(true);
      expect(denies(statements, action), action).toBe(true);
    }
  });

  it("opens nothing else, least of all taking a boundary off", () => {
    for (const action of persistenceActions().filter((one) => !isBoundable(one))) {
      expect(denies(statements, action, { "iam:PermissionsBoundary": boundary }), action).toBe(true);
    }
    expect(denies(statements, "iam:DeleteRolePermissionsBoundary", { "iam:PermissionsBoundary": boundary })).toBe(true);
  });

  it("opens nothing in a target without a boundary", () => {
    expect(persistenceDeny({ kind: "bounded" }, target)).toBe(persistenceDeny(denied, target));
  });
});
