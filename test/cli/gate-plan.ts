/** One managed resource that a hand-made plan creates. */
export interface Planned {
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  readonly values: Readonly<Record<string, unknown>>;
  readonly unknown?: Readonly<Record<string, unknown>>;
  /** As `after_sensitive`. */
  readonly sensitive?: unknown;
  /** References by attribute, as the configuration has them. */
  readonly references?: Readonly<Record<string, readonly string[]>>;
}

/** A plan in the form of `terraform show -json`, made by hand: it creates some resources in account 111122223333. */
export function planOf(resources: readonly Planned[], more: Readonly<Record<string, unknown>> = {}): string {
  const addressOf = ({ type, name, index }: Planned): string =>
    `${type}.${name}${index === undefined ? "" : `[${JSON.stringify(index)}]`}`;
  const provider = "registry.terraform.io/hashicorp/aws";
  return JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.11.4",
    resource_changes: resources.map((one) => ({
      address: addressOf(one),
      mode: "managed",
      type: one.type,
      name: one.name,
      ...(one.index === undefined ? {} : { index: one.index }),
      provider_name: provider,
      change: {
        actions: ["create"],
        before: null,
        after: one.values,
        after_unknown: { id: true, arn: true, ...one.unknown },
        before_sensitive: false,
        after_sensitive: one.sensitive ?? {},
      },
    })),
    configuration: {
      provider_config: {
        aws: {
          name: "aws",
          full_name: provider,
          expressions: { allowed_account_ids: { constant_value: ["111122223333"] }, ...(more.provider as object) },
        },
      },
      root_module: {
        resources: resources.map((one) => ({
          address: `${one.type}.${one.name}`,
          mode: "managed",
          type: one.type,
          name: one.name,
          provider_config_key: "aws",
          expressions: Object.fromEntries([
            ...Object.keys(one.values).map((key) => [key, {}]),
            ...Object.entries(one.references ?? {}).map(([key, references]) => [key, { references }]),
          ]),
          ...(typeof one.index === "string" ? { for_each_expression: {} } : {}),
        })),
      },
    },
    applyable: true,
    complete: true,
    errored: false,
  });
}

const trustOf = (arn: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: arn } }],
  });

/** A role that a person may become, and an inline policy that gives it actions on a resource. */
export function standingRole(
  name: string,
  {
    action = "*",
    resource = "*",
    condition = {} as object,
    sensitive = undefined as unknown,
    index = undefined as string | undefined,
  } = {},
): readonly Planned[] {
  const instance = index === undefined ? {} : { index };
  return [
    {
      type: "aws_iam_role",
      name,
      ...instance,
      values: { name, assume_role_policy: trustOf("arn:aws:iam::111122223333:user/dana") },
    },
    {
      type: "aws_iam_role_policy",
      name,
      ...instance,
      values: {
        name,
        role: name,
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: action, Resource: resource, Condition: condition }],
        }),
      },
      sensitive,
      references: { role: [`aws_iam_role.${name}.name`, `aws_iam_role.${name}`] },
    },
  ];
}
