import fc from "fast-check";

/** Text that Terraform, JSON or the framework might take for something else. */
const awkward = fc.constantFrom(
  "${aws:username}",
  "%{ if true }",
  '"quoted"',
  "back\\slash",
  "$${already}",
  "$",
  "a{b}",
  "über",
  "TOKEN.1",
  "#{x}",
  "1e+300",
);
const text = fc
  .array(fc.oneof(awkward, fc.stringMatching(/^[a-z ]{1,8}$/)), { minLength: 1, maxLength: 4 })
  .map((parts) => `x${parts.join(" ")}`);
const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}[a-z0-9]$/);

const actions = fc.uniqueArray(
  fc.constantFrom(
    "ec2:StartInstances",
    "ec2:StopInstances",
    "ec2:RebootInstances",
    "s3:GetObject",
    "sqs:SendMessage",
    "logs:Filter*",
  ),
  { minLength: 1, maxLength: 3 },
);
const resources = fc.uniqueArray(
  fc.constantFrom(
    "*",
    "arn:aws:ec2:*:*:instance/*",
    "arn:aws:s3:::home/${aws:username}/*",
    "arn:aws:sqs:eu-central-1:111122223333:jobs",
  ),
  { minLength: 1, maxLength: 3 },
);
const statement = fc.record(
  {
    actions,
    resources,
    conditions: fc.constantFrom(
      { StringEquals: { "aws:ResourceTag/team": ["payments"] } },
      { StringLike: { "s3:prefix": "${aws:username}/*" } },
      {
        Bool: { "aws:SecureTransport": true },
      },
    ),
  },
  { requiredKeys: ["actions", "resources"] },
);

const start = fc
  .integer({ min: 0, max: 364 * 24 })
  .map((hours) => new Date(Date.UTC(2026, 0, 1, hours)).toISOString().replace(".000Z", "Z"));

/** Changes to the small estate of the helpers: further roles, and a grant of each, to people, workloads and agents. */
export const estates = fc
  .uniqueArray(
    fc.record({
      name,
      description: text,
      statements: fc.array(statement, { minLength: 1, maxLength: 3 }),
      managed: fc.boolean(),
      everywhere: fc.boolean(),
      start: fc.option(start, { nil: undefined }),
      identity: fc.constantFrom("dana", "deploy"),
      ticket: text,
      justification: text,
      minutes: fc.integer({ min: 1, max: 240 }),
    }),
    { selector: (role) => role.name, minLength: 1, maxLength: 4 },
  )
  .map((made) => ({
    roles: Object.fromEntries(
      made.map((role) => [
        role.name,
        {
          description: role.description,
          owners: { entitlement: "payments" },
          sensitivity: "moderate",
          eligible: ["dana", "deploy"],
          maxTtl: "4h",
          approval: { steps: [{ group: "platform-approvers", count: 1 }] },
          aws: {
            targets: role.everywhere ? ["prod", "stage"] : ["stage"],
            statements: role.statements,
            ...(role.managed ? { managedPolicies: ["arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess"] } : {}),
          },
        },
      ]),
    ),
    grants: Object.fromEntries(
      made.map((role) => [
        `g-${role.name}`,
        {
          role: role.name,
          identity: role.identity,
          ttl: `${role.minutes}m`,
          ticket: role.ticket,
          justification: role.justification,
          ...(role.start ? { start: role.start } : {}),
        },
      ]),
    ),
  }));
