/** A reference into Terraform's graph, such as `aws_iam_role.deploy.arn`; it is written as `${…}`. */
export interface Expression {
  readonly expression: string;
}

/**
 * One literal text in pieces, of which thousands of texts share the long ones: those are looked at and escaped once.
 * Terraform's template signs and combining characters must not reach across from one piece to the next.
 */
export class JoinedText {
  readonly length: number;

  constructor(readonly pieces: readonly string[]) {
    this.length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  }

  toString(): string {
    return this.pieces.join("");
  }
}

/** What an attribute may hold. Every string is literal text and is escaped when written (law 4). */
export type Value =
  | string
  | number
  | boolean
  | null
  | JoinedText
  | Expression
  | readonly Value[]
  | { readonly [key: string]: Value };

/** Is it a reference into Terraform's graph, and not a map that happens to hold text? */
export function isExpression(value: Value): value is Expression {
  if (typeof value !== "object" || value === null || !("expression" in value)) return false;
  const keys = Object.keys(value);
  return keys.length === 1 && keys[0] === "expression" && typeof (value as Expression).expression === "string";
}

/** One resource, cloud and Terraform already decided, as plain data. */
export interface TerraformResource {
  /** `aws_iam_role` */
  readonly type: string;
  /** The name within its type: `aws_iam_role.<name>`. */
  readonly name: string;
  /** Arguments by Terraform's names. */
  readonly attributes: Readonly<Record<string, Value>>;
  /** Addresses that are made before it and destroyed after it. */
  readonly dependsOn?: readonly string[];
}

/** One output of a root. */
export interface TerraformOutput {
  readonly name: string;
  readonly description: string;
  readonly value: Value;
}

/** One Terraform root: all that `main.tf.json` of a target holds. */
export interface TerraformRoot {
  /** The estate's name; with the target's it makes our mark on the file. */
  readonly estate: string;
  /** The target's name. */
  readonly target: string;
  readonly backend: { readonly type: string; readonly settings: Readonly<Record<string, Value>> };
  /** The provider's local name, source and version range. */
  readonly provider: {
    readonly name: "aws" | "google";
    readonly source: string;
    readonly version: string;
    readonly settings: Readonly<Record<string, Value>>;
  };
  readonly resources: readonly TerraformResource[];
  readonly outputs: readonly TerraformOutput[];
}

/** The address of a resource within its root. */
export function addressOf(resource: Pick<TerraformResource, "type" | "name">): string {
  return `${resource.type}.${resource.name}`;
}
