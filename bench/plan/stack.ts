import { type Random, seeded } from "../random";
import { type Shape, shapes } from "./shapes";

/** Resources of one instance of a module. */
export const resourcesPerInstance = 100;
/** Instances that one module call makes, by a `for_each`. */
export const instancesPerCall = 4;

/** Of a hundred resources of an instance: these, and two about access. */
const ordinary: readonly (readonly [type: string, count: number])[] = [
  ["aws_cloudwatch_log_group", 7],
  ["aws_cloudwatch_metric_alarm", 12],
  ["aws_dynamodb_table", 2],
  ["aws_instance", 14],
  ["aws_lambda_function", 7],
  ["aws_route53_record", 10],
  ["aws_s3_bucket", 8],
  ["aws_security_group", 6],
  ["aws_security_group_rule", 14],
  ["aws_sqs_queue", 4],
  ["aws_ssm_parameter", 3],
  ["aws_subnet", 8],
  ["helm_release", 1],
  ["kubernetes_config_map", 2],
];

/** What a module call has that is about access; each call one of these. */
const access: readonly (readonly [string, string])[] = [
  ["aws_iam_role", "aws_iam_role_policy"],
  ["aws_iam_role", "aws_iam_role_policy_attachment"],
  ["aws_iam_policy", deferred()],
  ["google_project_iam_member", "google_project_iam_member"],
  ["aws_iam_role", "google_project_iam_member"],
];

/** Types that stand in a module within the instance's module. */
const nested: ReadonlySet<string> = new Set([
  "aws_dynamodb_table",
  "aws_s3_bucket",
  "aws_sqs_queue",
  "aws_ssm_parameter",
]);

export type Action = "no-op" | "create" | "change" | "delete" | "read";

/** One resource of the plan. */
export interface Resource {
  /** Its place in the whole plan, from 0. */
  readonly ordinal: number;
  readonly call: string;
  readonly instance: string;
  readonly moduleAddress: string;
  readonly type: string;
  readonly name: string;
  readonly index: string | number | undefined;
  readonly address: string;
  readonly action: Action;
}

/** A module call, with the types that its module's configuration has, and whether they are in the module within. */
export interface Call {
  readonly name: string;
  readonly number: number;
  readonly types: readonly string[];
}

/** `data.aws_iam_policy_document`, which is no resource type. */
export function deferred(): string {
  return "data.aws_iam_policy_document";
}

export function isNested(type: string): boolean {
  return nested.has(type);
}

export function isAccess(type: string): boolean {
  return access.some((pair) => pair.includes(type));
}

const services = ["orders", "ledger", "search", "billing", "media", "shipping", "catalogue", "identity"];
const places = ["eu", "us", "ap"];

/** The types of the resources of an instance, in an order that any first part of it has about the same mix of. */
function slots(call: number): readonly string[] {
  return mixes[call % mixes.length] ?? [];
}

const mixes = access.map((pair) => {
  const spread = [...ordinary, [pair[0], 1] as const, [pair[1], 1] as const].flatMap(([type, count], line) =>
    Array.from({ length: count }, (_, n) => ({ type, at: (n + (line % 7) / 7) / count })),
  );
  return spread.sort((a, b) => a.at - b.at).map(({ type }) => type);
});

export function call(number: number): Call {
  const name = `${services[number % services.length]}_${String(number).padStart(4, "0")}`;
  return { name, number, types: [...new Set(slots(number))].sort() };
}

/** How many instances `resources` resources fill, the last one perhaps in part. */
export function instancesOf(resources: number): number {
  return Math.ceil(resources / resourcesPerInstance);
}

export function callsOf(resources: number): number {
  return Math.ceil(instancesOf(resources) / instancesPerCall);
}

/** The `for_each` key of an instance: with a dot, every third with quotes. */
export function instanceKey(instance: number): string {
  const name = `${services[instance % services.length]}-${String(instance).padStart(5, "0")}`;
  const place = places[instance % places.length];
  return instance % 3 === 2 ? `${place}."${name}"` : `${place}.${name}`;
}

/** The resources of an instance as a plan lists them: those of its own module first, then those of the module within, by type. */
export function resourcesOf(instance: number, resources: number, seed: number): readonly Resource[] {
  const number = Math.floor(instance / instancesPerCall);
  const { name } = call(number);
  const first = instance * resourcesPerInstance;
  const counts = new Map<string, number>();
  const own = `module.${name}[${quote(instanceKey(instance))}]`;
  return slots(number)
    .slice(0, resources - first)
    .map((type, slot): Resource => {
      const count = counts.get(type) ?? 0;
      counts.set(type, count + 1);
      const moduleAddress = isNested(type) ? `${own}.module.storage` : own;
      const index = indexOf(type, count);
      const short = nameOf(type);
      const path = `${moduleAddress}.${type}.${short}`;
      const address = index === undefined ? path : `${path}[${typeof index === "number" ? index : quote(index)}]`;
      const ordinal = first + slot;
      const action = actionOf(type, randomOf(ordinal, seed));
      const described = { ordinal, call: name, instance: instanceKey(instance), moduleAddress, name: short, index };
      return { ...described, type, address, action };
    })
    .sort((a, b) => compare(a.moduleAddress, b.moduleAddress) || compare(a.type, b.type) || a.ordinal - b.ordinal);
}

/** Random numbers that belong to one resource, the same in every part of the plan. */
export function randomOf(ordinal: number, seed: number): Random {
  return seeded(seed + ordinal * 7919);
}

export function nameOf(type: string): string {
  return type === deferred() ? "late" : shapeOf(type).name;
}

export function shapeOf(type: string): Shape {
  const shape = shapes[type];
  if (!shape) throw new Error(`no shape for ${type}`);
  return shape;
}

/** A lone resource has no index, subnets are counted, and others have keys, as people choose them. */
function indexOf(type: string, count: number): string | number | undefined {
  if (type === "aws_subnet") return count;
  if (type === "google_project_iam_member") return `team.${count}`;
  const of = ordinary.find(([name]) => name === type)?.[1] ?? 1;
  if (of === 1) return undefined;
  return count % 4 === 3 ? `part "${count}"` : `part.${count}`;
}

/** Most of a plan stays as it is. */
function actionOf(type: string, random: Random): Action {
  if (type === deferred()) return "read";
  // Its document is deferred, so what it will say is unknown.
  if (type === "aws_iam_policy") return "change";
  const n = random.below(100);
  return n < 82 ? "no-op" : n < 91 ? "change" : n < 98 ? "create" : "delete";
}

function quote(key: string): string {
  return JSON.stringify(key);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
