import type { AwsTarget, Persistence } from "../../estate/types";
import data from "../data/persistence.json";
import { type Statement, shared } from "../policy/document";
import { isBoundable, isOpened, persistenceActions, persistenceActionsOf } from "./actions";
import { compress } from "./compress";
import { byService, conditionallyDenied, othersOf } from "./services";

const byDefault: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(data.patterns));

const unrestricted: readonly Statement[] = [
  shared({
    Sid: "Persistence",
    Effect: "Deny",
    Action: [...byDefault].flatMap(([service, names]) => names.map((name) => `${service}:${name}`)),
    Resource: "*",
  }),
  shared({
    // AWS services make grants on the caller's behalf, for a volume or a table; those the caller cannot use.
    Sid: "KmsGrants",
    Effect: "Deny",
    Action: conditionallyDenied,
    Resource: "*",
    Condition: { BoolIfExists: { "kms:GrantIsForAWSResource": "false" } },
  }),
];

const opened = new Map<string, readonly Statement[]>();
const bounded = new Map<string, readonly Statement[]>();

/**
 * The guard's statements that keep a lease from outliving itself (law 9), whatever the role's permissions reach.
 *
 * - denied: every persistence action, `kms:CreateGrant` only where it is not for an AWS service
 * - allow: the same without the actions opened
 * - bounded: IAM actions that support `iam:PermissionsBoundary` are denied only where it is not the target's boundary;
 *   for a target without one nothing is opened
 */
export function persistenceDeny(persistence: Persistence, target: AwsTarget): readonly Statement[] {
  const boundary = target.permissionsBoundary;
  if (persistence.kind === "denied" || (persistence.kind === "bounded" && boundary === undefined)) return unrestricted;
  const key = persistence.kind === "bounded" ? "bounded" : JSON.stringify([...persistence.actions].sort());
  let statements = opened.get(key);
  if (statements === undefined) {
    statements = without(persistence).map(shared);
    opened.set(key, statements);
  }
  if (persistence.kind === "allow" || boundary === undefined) return statements;
  let withBoundary = bounded.get(boundary);
  if (withBoundary === undefined) {
    withBoundary = [...statements, shared(unlessBounded(boundary))];
    bounded.set(boundary, withBoundary);
  }
  return withBoundary;
}

function unlessBounded(boundary: string): Statement {
  return {
    Sid: "PersistenceUnbounded",
    Effect: "Deny",
    Action: patternsFor(persistenceActions().filter(isBoundable), []),
    Resource: "*",
    // Also where the key is absent: an action that turns out not to support it stays denied.
    Condition: { StringNotEquals: { "iam:PermissionsBoundary": boundary } },
  };
}

function without(persistence: Persistence): readonly Statement[] {
  const free = persistence.kind === "allow" ? persistence.actions : [];
  const everywhere = free.some((pattern) => /[*?]/.test(pattern.split(":")[0] ?? ""));
  // An action that AWS added after the table may be opened too: no pattern may reach it.
  const named = new Set(free.map((pattern) => pattern.slice(0, pattern.indexOf(":")).toLowerCase()));
  const actions: string[] = [];
  for (const [service, names] of byDefault) {
    const own = persistenceActionsOf(service);
    const kept = own.filter((action) => !isOpened(action, persistence));
    const touched = everywhere || named.has(service) || kept.length < own.length;
    actions.push(...(touched ? patternsFor(kept, free) : names.map((name) => `${service}:${name}`)));
  }
  return [
    ...(actions.length > 0 ? [{ Sid: "Persistence", Effect: "Deny" as const, Action: actions, Resource: "*" }] : []),
    ...(isOpened(conditionallyDenied, persistence)
      ? []
      : unrestricted.filter((statement) => statement.Sid === "KmsGrants")),
  ];
}

function patternsFor(actions: readonly string[], free: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (const [service, names] of byService(actions.filter((action) => action !== conditionallyDenied))) {
    found.push(...compress(service, names, othersOf(service, names), free).map((name) => `${service}:${name}`));
  }
  return found;
}
