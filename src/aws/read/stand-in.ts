import type { Landscape, Resolution, ResourceInstance } from "../../terraform/instance";
import type { Json } from "../../terraform/json";
import { unknownPart } from "../policy/unknown-part";
import type { Principals } from "./principals";
import { isMap, text, textOfValue } from "./values";

/** What the readers of policies need to follow a reference. */
export interface Surroundings {
  readonly landscape: Landscape;
  readonly principals: Principals;
}

/**
 * What a reference in a policy's text stands for: the value where it is known; for a principal or an identity provider
 * whose ARN is not known yet, a text that stands for it; otherwise the unknown part.
 */
export function standIn(reference: string, from: ResourceInstance, around: Surroundings): string {
  const to = around.landscape.resolve(reference, from);
  const [only, ...others] = to.kind === "instances" && to.attribute.length > 0 ? to.instances : [];
  const value = to.kind === "value" ? to.value : undefined;
  const known = to.kind === "instances" && others.length === 0 ? valueAt(only?.values, to.attribute) : value;
  return scalar(known) ?? ofPrincipal(to, around) ?? unknownPart;
}

/** As `standIn`, for references that lead to the ARN of a principal or an identity provider and nothing else. */
export function principalStandIn(reference: string, from: ResourceInstance, around: Surroundings): string | undefined {
  return ofPrincipal(around.landscape.resolve(reference, from), around);
}

function ofPrincipal(to: Resolution, { principals }: Surroundings): string | undefined {
  const [instance, ...others] = to.kind === "instances" ? to.instances : [];
  if (to.kind !== "instances" || instance === undefined || others.length > 0) return undefined;
  const [attribute] = to.attribute;
  if (to.attribute.length !== 1 || attribute === undefined) return undefined;
  const holder = principals.holders.of(instance);
  if (holder !== undefined) {
    return attribute === "arn" || attribute === "unique_id" ? holder.handle : undefined;
  }
  if (instance.type === "aws_iam_openid_connect_provider" && (attribute === "arn" || attribute === "id")) {
    const url = textOfValue(instance.values.url)?.replace(/^https:\/\//, "");
    return providerArn("oidc-provider", url ?? unknownPart, instance, principals);
  }
  if (instance.type === "aws_iam_saml_provider" && (attribute === "arn" || attribute === "id")) {
    return providerArn("saml-provider", text(instance, "name") ?? unknownPart, instance, principals);
  }
  if (instance.type === "aws_iam_policy" && (attribute === "arn" || attribute === "id")) {
    return `leasehold:${instance.provider}:${instance.address}`;
  }
  // CloudFront's identity that reads a bucket; its ARN is known only once it is made.
  if (instance.type === "aws_cloudfront_origin_access_identity" && attribute === "iam_arn") {
    return `arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${unknownPart}`;
  }
  return undefined;
}

function providerArn(kind: string, name: string, instance: ResourceInstance, { accounts }: Principals): string {
  const account = accounts.of(instance.provider) ?? unknownPart;
  return `arn:${accounts.partitionOf(instance.provider)}:iam::${account}:${kind}/${name}`;
}

/** The value at a path of names and indexes. */
export function valueAt(value: Json | undefined, path: readonly (string | number)[]): Json | undefined {
  let at = value;
  for (const step of path) {
    if (Array.isArray(at)) at = (at as readonly Json[])[Number(step)];
    else if (isMap(at) && Object.hasOwn(at, step)) at = at[step];
    else return undefined;
  }
  return at;
}

/** Is the value at the path, or a whole that it is part of, not known? */
export function unknownAt(unknown: Json | undefined, path: readonly (string | number)[]): boolean {
  for (let length = 0; length <= path.length; length++) {
    if (valueAt(unknown, path.slice(0, length)) === true) return true;
  }
  return false;
}

function scalar(value: Json | undefined): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}
