import type { Scope } from "../../facts/fact";
import type { ResourceInstance } from "../../terraform/instance";
import { exactReferences } from "../../terraform/references";
import { accountOfText, parseArn } from "./arn";
import type { Surroundings } from "./stand-in";
import { expressionOf, text } from "./values";

/** The resource that holds a policy, for people: its ARN where it is known, else its address. */
export function scopeOf(instance: ResourceInstance, argument: string | undefined, around: Surroundings): Scope {
  const said = argument === undefined ? ownName(instance, around) : named(instance, argument, around);
  const container = accountOfText(said) ?? around.principals.accounts.of(instance.provider);
  return { cloud: "aws", ...(container === undefined ? {} : { container }), text: said };
}

/** The resources to which an argument refers. */
export function referredBy(
  instance: ResourceInstance,
  argument: string,
  { landscape }: Surroundings,
): readonly ResourceInstance[] {
  const references = exactReferences(expressionOf(instance.configured, argument)?.references ?? []);
  return references.flatMap((reference) => {
    const to = landscape.resolve(reference, instance);
    return to.kind === "instances" ? to.instances : [];
  });
}

function named(instance: ResourceInstance, argument: string, around: Surroundings): string {
  const value = text(instance, argument);
  const partition = around.principals.accounts.partitionOf(instance.provider);
  if (value !== undefined && parseArn(value) !== undefined) return value;
  if (value !== undefined && argument === "bucket") return `arn:${partition}:s3:::${value}`;
  const [only, ...others] = referredBy(instance, argument, around);
  if (only !== undefined && others.length === 0) return ownName(only, around);
  return value ?? instance.address;
}

function ownName(instance: ResourceInstance, { principals }: Surroundings): string {
  const arn = text(instance, "arn");
  if (arn !== undefined) return arn;
  const bucket = instance.type === "aws_s3_bucket" ? text(instance, "bucket") : undefined;
  if (bucket !== undefined) return `arn:${principals.accounts.partitionOf(instance.provider)}:s3:::${bucket}`;
  return instance.address;
}
