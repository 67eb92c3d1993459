import { readAws } from "../../../src/aws/read/read";
import type { Fact } from "../../../src/facts/fact";
import type {
  ConfiguredBlock,
  ConfiguredExpression,
  JsonMap,
  Landscape,
  ProviderConfiguration,
  ResourceInstance,
} from "../../../src/terraform/instance";
import type { Json } from "../../../src/terraform/json";
import { Later } from "./stack";

export { later, policy, raw } from "./stack";

/** The account in which everything is made unless a case says otherwise. */
export const account = "111122223333";

type Value = Json | Later | undefined | readonly Value[] | { readonly [key: string]: Value };

/** All that a case is made of. */
export type Parts = readonly (ResourceInstance | ProviderConfiguration)[];

/** What a resource is beside its arguments. */
export interface Rest {
  readonly index?: string | number;
  readonly module?: string;
  readonly provider?: string;
  readonly mode?: "data" | "managed";
  readonly change?: ResourceInstance["change"];
  /** What only the provider computes; the configuration says nothing of it. */
  readonly computed?: JsonMap;
  readonly unconfigured?: boolean;
}

/** One instance, as it stands in a plan. */
export function resource(
  type: string,
  name: string,
  given: { readonly [argument: string]: Value },
  rest: Rest = {},
): ResourceInstance {
  const { index, module = "", provider = "aws", mode = "managed", change = "create" } = rest;
  const key = index === undefined ? "" : typeof index === "number" ? `[${index}]` : `[${JSON.stringify(index)}]`;
  const own = `${mode === "data" ? "data." : ""}${type}.${name}${key}`;
  const parts = Object.entries(given).filter(([, value]) => value !== undefined);
  return {
    address: module === "" ? own : `${module}.${own}`,
    module,
    mode,
    type,
    name,
    ...(index === undefined ? {} : { index }),
    provider,
    change: mode === "data" ? "read" : change,
    values: {
      ...rest.computed,
      ...Object.fromEntries(
        parts.flatMap(([argument, value]) => (value instanceof Later ? [] : [[argument, known(value)]])),
      ),
    },
    unknown: Object.fromEntries(
      parts.flatMap(([argument, value]) => (marks(value) === false ? [] : [[argument, marks(value)]])),
    ),
    sensitive: {},
    ...(rest.unconfigured === true
      ? {}
      : { configured: Object.fromEntries(parts.map(([argument, value]) => [argument, configured(value)])) }),
  };
}

export const data = (type: string, name: string, given: { readonly [argument: string]: Value }, rest: Rest = {}) =>
  resource(type, name, given, { ...rest, mode: "data" });

function known(value: Value): Json {
  if (value instanceof Later || value === undefined) return null;
  if (Array.isArray(value)) return (value as readonly Value[]).map(known);
  if (typeof value !== "object" || value === null) return value as Json;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, known(each as Value)]));
}

function marks(value: Value): Json {
  if (value instanceof Later) return true;
  if (Array.isArray(value)) {
    const all = (value as readonly Value[]).map(marks);
    return all.some((each) => each !== false) ? all : false;
  }
  if (typeof value !== "object" || value === null) return false;
  const all = Object.entries(value).map(([key, each]) => [key, marks(each as Value)] as const);
  return all.some(([, each]) => each !== false) ? Object.fromEntries(all.filter(([, each]) => each !== false)) : false;
}

function configured(value: Value): ConfiguredExpression | readonly ConfiguredBlock[] {
  if (value instanceof Later) {
    return { references: value.references, ...(value.text === undefined ? {} : { constant: value.text }) };
  }
  if (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((each) => typeof each === "object" && !(each instanceof Later))
  ) {
    return (value as readonly { readonly [key: string]: Value }[]).map((block) =>
      Object.fromEntries(Object.entries(block).map(([key, each]) => [key, configured(each)])),
    );
  }
  if (Array.isArray(value) && value.some((each) => each instanceof Later)) {
    const all = (value as readonly Value[]).filter((each) => each instanceof Later);
    return { references: all.flatMap(({ references }) => references) };
  }
  return { constant: known(value), references: [] };
}

/** A landscape of instances, in account 111122223333 unless a caller identity is among them. */
export function landscape(...parts: Parts): Landscape {
  const instances = parts.filter((part): part is ResourceInstance => "address" in part);
  const providers = parts.filter((part): part is ProviderConfiguration => "source" in part);
  return {
    moment: "after",
    instances,
    providers,
    resolve(reference, from) {
      const inside = from.module === "" ? reference : `${from.module}.${reference}`;
      const found = instances.filter((each) => {
        const bare =
          each.index === undefined
            ? [each.address]
            : [each.address, each.address.slice(0, each.address.lastIndexOf("["))];
        return bare.some((address) => inside === address || inside.startsWith(`${address}.`));
      });
      const [first] = found;
      if (first === undefined) return { kind: "unknown" };
      const exact = found.find(({ address }) => inside === address || inside.startsWith(`${address}.`));
      const address = exact?.address ?? first.address.slice(0, first.address.lastIndexOf("["));
      const path = inside.slice(address.length + 1);
      return {
        kind: "instances",
        instances: exact === undefined ? found : [exact],
        attribute: path === "" ? [] : path.split("."),
      };
    },
  };
}

export const ourselves = data("aws_caller_identity", "me", {}, { computed: { account_id: account } });

/** A role with a trust policy of these statements. */
export function role(
  name: string,
  trust: readonly unknown[] | Value,
  more: { readonly [argument: string]: Value } = {},
  rest: Rest = {},
) {
  const document = Array.isArray(trust)
    ? JSON.stringify({ Version: "2012-10-17", Statement: trust })
    : (trust as Value);
  return resource("aws_iam_role", name, { name, path: "/", assume_role_policy: document, ...more }, rest);
}

export const trusting = {
  service: (service: string) => ({ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }),
  aws: (principal: string | readonly string[], condition?: unknown) => ({
    Effect: "Allow",
    Principal: { AWS: principal },
    Action: "sts:AssumeRole",
    ...(condition === undefined ? {} : { Condition: condition }),
  }),
  oidc: (issuer: string, condition?: unknown) => ({
    Effect: "Allow",
    Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${issuer}` },
    Action: "sts:AssumeRoleWithWebIdentity",
    ...(condition === undefined ? {} : { Condition: condition }),
  }),
};

export const allow = (
  Action: string | readonly string[],
  Resource: string | readonly string[] = "*",
  Condition?: unknown,
) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...(Condition === undefined ? {} : { Condition }),
});

export const deny = (Action: string | readonly string[], Condition?: unknown) => ({
  Effect: "Deny",
  Action,
  Resource: "*",
  ...(Condition === undefined ? {} : { Condition }),
});

/** An inline policy of a role, by the role's name. */
export function inline(of: string | Later, statements: readonly unknown[], name = "own", rest: Rest = {}) {
  return resource(
    "aws_iam_role_policy",
    name,
    { name, role: of, policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }) },
    rest,
  );
}

/** The access facts in few words: `address: kind name may privilege (bound)`. */
export function accessIn(...parts: Parts): readonly string[] {
  return facts(...parts).flatMap((fact) =>
    fact.kind === "access"
      ? [
          `${fact.from.address}: ${fact.principal.kind} ${fact.principal.name}: ${fact.privilege ?? "?"}, ${fact.bound.kind}`,
        ]
      : [],
  );
}

export function facts(...parts: Parts): readonly Fact[] {
  return readAws(landscape(...parts));
}

/** The trust facts in few words. */
export function trustIn(...parts: Parts): readonly string[] {
  return facts(...parts).flatMap((fact) => {
    if (fact.kind !== "trust") return [];
    const open = fact.open === undefined ? "" : `, open to ${fact.open.to}${fact.open.unsure === true ? "?" : ""}`;
    const pins =
      fact.federation === undefined ? "" : `, aud ${fact.federation.audience}, sub ${fact.federation.subject}`;
    return [`${fact.principal.kind} ${fact.principal.name} -> ${fact.becomes.name}: ${fact.bound.kind}${pins}${open}`];
  });
}
