import type { Role } from "../../estate/types";
import { matchesPattern } from "../policy/actions";
import { asList, type Statement, shared } from "../policy/document";
import { type ActionEntry, actionsOfService, lookUpAction } from "../policy/table";
import { both } from "./condition";

/** What limits a role to resources of its owner: the company's tag and the entitlement owner's name. */
export interface Owner {
  readonly tag: string;
  readonly team: string;
}

/** Statements limited to owned resources, and what cannot be limited so. */
export interface Owned {
  readonly statements: readonly Statement[];
  /** Reasons and the actions they hold for. */
  readonly faults: readonly { readonly because: string; readonly actions: readonly string[] }[];
}

/** The owner that `ownedResourcesOnly` means; undefined where the role does not ask for it, or governance refuses it. */
export function ownerOf(role: Role, ownerTag: string | undefined): Owner | undefined {
  const team = role.owners.entitlement?.name;
  if (!role.aws?.ownedResourcesOnly || ownerTag === undefined || team === undefined) return undefined;
  return { tag: ownerTag, team };
}

/** Actions that make something new: they are asked for the tag that it is to have. */
const creates = /^(Allocate|Copy|Create|Import|Purchase|Register|Request|Restore|Run)/;
/** Services that tell their tagging action which call it is part of. */
const createActionKeys: Readonly<Record<string, string>> = {
  ec2: "ec2:CreateAction",
  elasticloadbalancing: "elasticloadbalancing:CreateAction",
};

/**
 * Limits an Allow to resources of the owner: by `aws:ResourceTag` for what exists, by `aws:RequestTag` for what is
 * made. Actions that support neither, and tagging actions that do not tell which tags they change, are faults: the
 * first would reach everything, the second could move the limit itself.
 */
export function limitToOwner(statement: Statement, owner: Owner): Owned {
  const onTag: string[] = [];
  const making: ActionEntry[] = [];
  const tagging: ActionEntry[] = [];
  const unknown: string[] = [];
  const unsupported: string[] = [];
  const untold: string[] = [];
  for (const pattern of asList(statement.Action)) {
    const entries = entriesOf(pattern);
    if (entries.length === 0) unknown.push(pattern);
    const kept = entries.filter((entry) => entry.resourceTag);
    for (const entry of entries) {
      const isMaking = entry.requestTag && entry.level !== "tagging" && creates.test(nameOf(entry));
      if (isMaking) making.push(entry);
      if (entry.level === "tagging") {
        if (entry.tagKeys) tagging.push(entry);
        else untold.push(entry.action);
      } else if (!entry.resourceTag && !isMaking) unsupported.push(entry.action);
    }
    // A pattern stays as it was written where every action of it can be limited.
    onTag.push(...(kept.length === entries.length && kept.length > 0 ? [pattern] : kept.map((entry) => entry.action)));
  }
  const faults: { readonly because: string; readonly actions: readonly string[] }[] = [
    { because: "leasehold's table of actions does not know all of", actions: unknown },
    { because: "AWS cannot limit these by tags", actions: unsupported },
    { because: "AWS does not tell which tags these change", actions: untold },
  ].filter((fault) => fault.actions.length > 0);
  const limited = (actions: readonly string[], condition: Statement["Condition"]): Statement[] => {
    if (actions.length === 0) return [];
    const joined = both(statement.Condition ?? {}, condition ?? {});
    if (joined === undefined) {
      faults.push({ because: "the statement's own conditions let nothing of its owner's through", actions });
      return [];
    }
    return [{ ...statement, Action: [...new Set(actions)].sort(), Condition: joined }];
  };
  const requested = { StringEquals: { [`aws:RequestTag/${owner.tag}`]: owner.team } };
  const statements = [
    ...limited(onTag, { StringEquals: { [`aws:ResourceTag/${owner.tag}`]: owner.team } }),
    ...limited(
      making.map((entry) => entry.action),
      requested,
    ),
    ...Object.entries(createActionKeys).flatMap(([service, key]) => {
      const ours = (entry: ActionEntry): boolean => entry.action.startsWith(`${service}:`);
      const calls = [...new Set(making.filter(ours).map(nameOf))].sort();
      const adding = tagging.filter(ours).filter((entry) => entry.requestTag && !removes.test(nameOf(entry)));
      if (calls.length === 0) return [];
      const condition = { StringEquals: { ...requested.StringEquals, [key]: calls } };
      return limited(
        adding.map((entry) => entry.action),
        condition,
      );
    }),
  ];
  return {
    faults: faults.map((fault) => ({ ...fault, actions: [...new Set(fault.actions)].sort() })),
    statements,
  };
}

const removes = /^(Delete|Remove|Untag)/;

/**
 * What the guard adds for such a role: the owner tag is neither set, changed nor removed, in any spelling, since AWS
 * ignores the case of a tag's key in a condition. Tagging what is just being made stays possible.
 */
export function ownerTagDeny(statements: readonly Statement[], owner: Owner): readonly Statement[] {
  const entries = statements
    .flatMap((statement) => asList(statement.Action).flatMap(entriesOf))
    .filter((entry) => entry.tagKeys && !(entry.level !== "tagging" && creates.test(nameOf(entry))));
  const actions = [...new Set(entries.map((entry) => entry.action))].sort();
  if (actions.length === 0) return [];
  const removing = actions.filter((action) => removes.test(action.slice(action.indexOf(":") + 1)));
  const notMaking = Object.fromEntries(Object.values(createActionKeys).map((key) => [key, "true"]));
  return [
    shared({
      Sid: "OwnerTag",
      Effect: "Deny",
      Action: actions,
      Resource: "*",
      Condition: { "ForAnyValue:StringEqualsIgnoreCase": { "aws:TagKeys": owner.tag }, Null: notMaking },
    }),
    // Asked to remove tags without naming any, EC2 removes them all.
    ...(removing.length === 0
      ? []
      : [
          shared({
            Sid: "EveryTag",
            Effect: "Deny",
            Action: removing,
            Resource: "*",
            Condition: { Null: { "aws:TagKeys": "true" } },
          }),
        ]),
  ];
}

function entriesOf(pattern: string): readonly ActionEntry[] {
  if (!/[*?]/.test(pattern)) {
    const entry = lookUpAction(pattern);
    return entry ? [entry] : [];
  }
  const service = pattern.slice(0, Math.max(pattern.indexOf(":"), 0));
  return [...actionsOfService(service).values()].filter((entry) => matchesPattern(pattern, entry.action));
}

function nameOf(entry: ActionEntry): string {
  return entry.action.slice(entry.action.indexOf(":") + 1);
}
