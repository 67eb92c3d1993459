import data from "../data/actions.json";

/** What an action does, after AWS's service authorization reference. */
export type AccessLevel = "read" | "list" | "write" | "tagging" | "permissions";

/** One action of the table. */
export interface ActionEntry {
  /** `s3:GetObject`, spelled as AWS spells it. */
  readonly action: string;
  readonly level: AccessLevel;
  /** Can be narrowed by `aws:ResourceTag/…`: the action or a resource type of it supports the key. */
  readonly resourceTag: boolean;
  readonly requestTag: boolean;
  readonly tagKeys: boolean;
  readonly permissionsBoundary: boolean;
}

/** The day of the table (ISO 8601): what AWS added later is not in it, and unknown is never harmless. */
export const actionTableDate: string = data.dated;

const levels: Readonly<Record<string, AccessLevel>> = {
  R: "read",
  L: "list",
  W: "write",
  T: "tagging",
  P: "permissions",
};

let lines: Map<string, string[]> | undefined;
const entries = new Map<string, ReadonlyMap<string, ActionEntry>>();
let arns: Map<string, readonly string[]> | undefined;

function linesByService(): ReadonlyMap<string, readonly string[]> {
  if (lines !== undefined) return lines;
  lines = new Map();
  for (const line of data.actions) {
    const service = line.slice(0, line.indexOf(" "));
    const own = lines.get(service);
    if (own === undefined) lines.set(service, [line]);
    else own.push(line);
  }
  return lines;
}

/** The prefixes of all services, such as `s3`, sorted. */
export function services(): readonly string[] {
  return [...linesByService().keys()];
}

/**
 * The names of the service's actions without its prefix, spelled as AWS spells them; their order is that of
 * `actionsOfService`. Empty for a service that is not in the table.
 */
export function actionNamesOf(service: string): readonly string[] {
  return (linesByService().get(service) ?? []).flatMap((line) => line.split(" ").slice(2));
}

/** The service's actions by lower-case name without the prefix; empty for a service that is not in the table. */
export function actionsOfService(service: string): ReadonlyMap<string, ActionEntry> {
  const key = service.toLowerCase();
  const known = entries.get(key);
  if (known !== undefined) return known;
  const found = new Map<string, ActionEntry>();
  for (const line of linesByService().get(key) ?? []) {
    const [prefix = "", flags = "", ...names] = line.split(" ");
    const level = levels[flags.charAt(0)] ?? "write";
    const [resourceTag, requestTag, tagKeys, permissionsBoundary] = ["r", "q", "k", "b"].map((f) =>
      flags.includes(f, 1),
    );
    for (const name of names) {
      found.set(name.toLowerCase(), {
        action: `${prefix}:${name}`,
        level,
        resourceTag: resourceTag === true,
        requestTag: requestTag === true,
        tagKeys: tagKeys === true,
        permissionsBoundary: permissionsBoundary === true,
      });
    }
  }
  entries.set(key, found);
  return found;
}

/** The entry of one action, whatever its case; `undefined` when the table does not know it. */
export function lookUpAction(action: string): ActionEntry | undefined {
  const colon = action.indexOf(":");
  return colon < 0 ? undefined : actionsOfService(action.slice(0, colon)).get(action.slice(colon + 1).toLowerCase());
}

/**
 * The services that ARNs of the service's actions name (`sts:AssumeRole` is asked of an `iam` ARN); its own is always
 * among them. `*` where the table leaves it open.
 */
export function arnServicesOf(service: string): readonly string[] {
  if (arns === undefined) {
    arns = new Map(data.arnServices.map((line) => line.split(" ")).map(([name = "", ...rest]) => [name, rest]));
  }
  return [service, ...(arns.get(service) ?? [])];
}
