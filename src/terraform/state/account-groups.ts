import type { StateResource } from "../plan/state";
import { moduleSteps } from "../references";

/** Arguments by which what belongs to a role, user or group names it. */
const holders: Readonly<Record<string, string>> = {
  role: "aws_iam_role",
  role_name: "aws_iam_role",
  user: "aws_iam_user",
  user_name: "aws_iam_user",
  group: "aws_iam_group",
  group_name: "aws_iam_group",
};

/** Stands for an account that cannot be told. */
const untold = "unknown";

/**
 * The accounts of AWS resources of which it is not known by which provider configuration they were made: each resource's own
 * ARN, that of the role, user or group that it names, or of what it was made after. Nothing where all is in one account.
 */
export function accountGroups(resources: readonly StateResource[]): ReadonlyMap<StateResource, string> {
  const aws = resources.filter(({ type }) => type.startsWith("aws_"));
  const told = new Map<StateResource, string>();
  for (const resource of aws) {
    const account = accountOf(resource);
    if (account !== undefined) told.set(resource, account);
  }
  // Some resources show the ARN of what they belong to, which may be another's; those of IAM are where they are made.
  const sure = [...told].filter(([{ mode, type }]) => mode === "data" || type.startsWith("aws_iam_"));
  const accounts = new Set((sure.length > 0 ? sure : [...told]).map(([, account]) => account));
  if (accounts.size < 2) return new Map();
  const own = new Map([...told].filter(([, account]) => accounts.has(account)));
  const byName = grouped(own, ({ type, values: { name } }) => (typeof name === "string" ? [`${type} ${name}`] : []));
  const byAddress = grouped(own, ({ module, mode, type, name }) => {
    const modules = (moduleSteps(module) ?? []).map((step) => `module.${step.name}.`).join("");
    return [`${modules}${mode === "data" ? "data." : ""}${type}.${name}`];
  });
  const found = new Map<StateResource, string>();
  for (const resource of aws) {
    const named = Object.entries(holders).flatMap(([argument, type]) => {
      const name = resource.values[argument];
      return typeof name === "string" ? [...(byName.get(`${type} ${name}`) ?? [])] : [];
    });
    const after = resource.dependsOn.flatMap((address) => [...(byAddress.get(address) ?? [])]);
    found.set(resource, own.get(resource) ?? only(named) ?? only(after) ?? untold);
  }
  return found;
}

function accountOf({ mode, type, values }: StateResource): string | undefined {
  if (mode === "data") {
    const { account_id: account } = values;
    return type === "aws_caller_identity" && typeof account === "string" ? account : undefined;
  }
  return typeof values.arn === "string" ? /^arn:[^:]+:[^:]*:[^:]*:(\d{12}):/.exec(values.arn)?.[1] : undefined;
}

function grouped(
  own: ReadonlyMap<StateResource, string>,
  keysOf: (resource: StateResource) => readonly string[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>();
  for (const [resource, account] of own) {
    for (const key of keysOf(resource)) {
      const accounts = groups.get(key) ?? new Set<string>();
      accounts.add(account);
      groups.set(key, accounts);
    }
  }
  return groups;
}

function only(accounts: readonly string[]): string | undefined {
  const all = new Set(accounts);
  return all.size === 1 ? accounts[0] : undefined;
}
