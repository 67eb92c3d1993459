/** How a text of the declaration must look: what it is, its pattern, and what to write instead of something else. */
export interface Format {
  /** With its article: "an account id". */
  readonly what: string;
  readonly pattern: RegExp;
  readonly mend: string;
  /** May be an unresolved reference when it comes from CDKTF (an ARN may, a duration may not); default false. */
  readonly reference?: boolean;
  /** A simpler pattern for editors, where the whole one takes classes of characters that not all of them know. */
  readonly shown?: RegExp;
  /** The value is never repeated in a message. */
  readonly secret?: boolean;
}

// Control characters, lone surrogates, and the marks that make text read in another order than it is written.
const unprintable = "\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069";
const partition = "(?:aws|aws-us-gov|aws-cn)";
const region = "[a-z]{2}(?:-[a-z]+)+-\\d{1,2}";
const account = "\\d{12}";
const iamName = "[\\w+=,.@/-]{1,576}";
// Other alphabets hold letters that look like these: an address in them could be read as another's.
const mailbox = "[A-Za-z0-9.!#$%&'+/=^_`{|}~-]+";
const pool = "(?:projects/\\d{1,20}/locations/global/workloadIdentityPools|locations/global/workforcePools)/[^/\\s*?]+";
const uuid = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

/** Every format of the declaration by its name. Sources: the AWS and Google Cloud API references of the named things. */
export const formats = {
  name: {
    what: "a name",
    pattern: /^[a-z][a-z0-9-]{0,62}$/,
    mend: "Write a small letter, then small letters, digits or `-`, 63 characters at most.",
  },
  line: {
    what: "one line of text",
    pattern: new RegExp(`^[^${unprintable}]+$`, "u"),
    mend: "Write one line without control characters or halves of characters.",
    reference: true,
  },
  text: {
    what: "a text",
    pattern: new RegExp(`^(?:[^${unprintable}]|[\\t\\n])*$`, "u"),
    mend: "Write text without control characters or halves of characters; tabs and line breaks are fine.",
  },
  sentence: {
    what: "a text",
    pattern: new RegExp(`^(?=[^]*\\S)(?:[^${unprintable}]|[\\t\\n])+$`, "u"),
    mend: "Write at least a word, without control characters or halves of characters.",
  },
  duration: {
    what: "a duration",
    pattern: /^/,
    mend: "Write a number and a unit, such as `4h`, `90m`, `7d` or `PT4H`.",
  },
  time: {
    what: "a time",
    pattern: /^/,
    mend: "Write an RFC 3339 time with its offset, such as `2026-11-23T09:00:00Z`.",
  },
  date: { what: "a date", pattern: /^/, mend: "Write a day of the calendar, such as `2026-10-01`." },
  clock: { what: "a time of day", pattern: /^/, mend: 'Write hours and minutes, such as `"07:00"`.' },
  zone: { what: "a time zone", pattern: /^/, mend: "Write a name of the IANA database, such as `Europe/Berlin`." },
  expression: { what: "a regular expression", pattern: /^/, mend: 'Write it in quotes, such as `"^INC-[0-9]+$"`.' },
  email: {
    what: "an e-mail address",
    pattern:
      /^(?=.{3,254}$)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/,
    mend: "Write it like `dana@acme.example`.",
  },
  login: {
    what: "a user name",
    pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,254}(?:\[bot\])?$/,
    mend: "Write the user name as the hosting service shows it, without `@`.",
  },
  url: {
    what: "a web address",
    pattern: new RegExp(`^https?://[^\\s${unprintable}]{1,2000}$`, "u"),
    mend: "Write an address that begins with `https://`.",
  },
  account: {
    what: "an AWS account id",
    pattern: /^\d{12}$/,
    mend: 'Write its 12 digits in quotes, such as `"111122223333"`: without them YAML reads a number and drops leading zeros.',
    reference: true,
  },
  awsRegion: {
    what: "an AWS region",
    pattern: new RegExp(`^${region}$`),
    mend: "Write its code, such as `eu-central-1`.",
    reference: true,
  },
  userArn: {
    what: "the ARN of an IAM user",
    pattern: new RegExp(`^arn:${partition}:iam::${account}:user/${iamName}$`),
    mend: "Write it like `arn:aws:iam::111122223333:user/erin`.",
    reference: true,
  },
  roleArn: {
    what: "the ARN of an IAM role",
    pattern: new RegExp(`^arn:${partition}:iam::${account}:role/${iamName}$`),
    mend: "Write it like `arn:aws:iam::111122223333:role/deployer`; a session (`arn:aws:sts::…`) is not a role.",
    reference: true,
  },
  policyArn: {
    what: "the ARN of a managed policy",
    pattern: new RegExp(`^arn:${partition}:iam::(?:aws:policy/(?!aws-service-role/)|${account}:policy/)${iamName}$`),
    mend: "Write it like `arn:aws:iam::aws:policy/ReadOnlyAccess`; those below `aws-service-role/` are for AWS's own roles alone.",
    reference: true,
  },
  samlArn: {
    what: "the ARN of a SAML provider",
    pattern: new RegExp(`^arn:${partition}:iam::${account}:saml-provider/[\\w.-]{1,128}$`),
    mend: "Write it like `arn:aws:iam::111122223333:saml-provider/corporate`.",
    reference: true,
  },
  trustAnchorArn: {
    what: "the ARN of a Roles Anywhere trust anchor",
    pattern: new RegExp(`^arn:${partition}:rolesanywhere:${region}:${account}:trust-anchor/${uuid}$`),
    mend: "Write it like `arn:aws:rolesanywhere:eu-central-1:111122223333:trust-anchor/2d1e0c5a-7b1c-4c1e-9a43-0c6d1f6f5b11`.",
    reference: true,
  },
  topicArn: {
    what: "the ARN of an SNS topic",
    pattern: new RegExp(`^arn:${partition}:sns:${region}:${account}:[A-Za-z0-9_-]{1,256}(?:\\.fifo)?$`),
    mend: "Write it like `arn:aws:sns:eu-central-1:111122223333:security-alarms`.",
    reference: true,
  },
  resource: {
    what: "a resource pattern of IAM",
    shown: /^(?:\*|arn:.+)$/,
    pattern: new RegExp(`^(?:\\*|arn:[\\w*?-]+:[\\w*?-]+:[\\w*?-]*:[\\w*?-]*:[^${unprintable}]+)$`, "u"),
    mend: 'Write `"*"` or an ARN, in which `*` and `?` may stand, such as `arn:aws:ec2:*:*:instance/*`.',
    reference: true,
  },
  action: {
    what: "an IAM action",
    pattern: /^(?:\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+)$/,
    mend: "Write service and action, such as `ec2:StartInstances` or `s3:Get*`.",
  },
  openedAction: {
    what: "an IAM action or a GCP permission",
    pattern:
      /^(?:\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+|[a-z][A-Za-z0-9-]*(?:\.googleapis\.com\/[A-Za-z0-9*-]+)?(?:\.[A-Za-z0-9*-]+)+)$/,
    mend: "Write an IAM action such as `iam:PassRole`, or a GCP permission such as `iam.serviceAccounts.actAs`.",
  },
  conditionKey: {
    what: "a condition key of IAM",
    pattern: /^[A-Za-z0-9.-]+(?:\/[A-Za-z0-9._~/-]+)?:[\w .:/=+@-]+$/,
    mend: "Write it like `aws:SourceIp` or `aws:ResourceTag/team`.",
  },
  permissionSet: {
    what: "the name of a permission set",
    pattern: /^[\w+=,.@-]{1,32}$/,
    mend: "Write its name, at most 32 letters, digits or `_+=,.@-`, without wildcards.",
  },
  userName: {
    what: "an Identity Center user name",
    pattern: /^[\w+=,.@-]{1,128}$/,
    mend: "Write the whole user name: letters, digits or `_+=,.@-`; wildcards would let other people in.",
  },
  userId: {
    what: "an Identity Center user id",
    pattern: new RegExp(`^(?:[0-9a-f]{10}-)?${uuid}$`),
    mend: "Write it like `9067c6dd-20a1-70d0-8d6d-3c1b4f5d0a11`.",
    reference: true,
  },
  exact: {
    what: "an exact value",
    shown: /^[^*?]+$/,
    pattern: new RegExp(`^(?=[^]*\\S)(?:(?!\\$\\{)[^*?${unprintable}])+$`, "u"),
    mend: "Write the whole value: wildcards (`*`, `?`) and variables (`${`) would let others in.",
    reference: true,
  },
  issuer: {
    what: "an OIDC issuer",
    pattern: /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+(?:\/[\w.~-]+)*$/,
    mend: "Write its host in small letters and its path, without `https://`, a port or a final `/`, such as `token.actions.githubusercontent.com`.",

    reference: true,
  },
  claim: {
    what: "the name of a claim",
    pattern: /^[A-Za-z][A-Za-z0-9_:./-]{0,127}$/,
    mend: "Write it like `repository_id`.",
  },
  spiffe: {
    what: "a SPIFFE id",
    pattern: /^(?=.{1,2048}$)spiffe:\/\/[a-z0-9._-]{1,255}(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9._-]+)+$/,
    mend: "Write it like `spiffe://acme.example/ledger/batch`.",
    reference: true,
  },
  tagKey: {
    what: "an AWS tag key",
    pattern: /^(?![aA][wW][sS]:)[A-Za-z0-9 _.:/=+@-]{1,128}$/,
    mend: "Write at most 128 letters, digits, spaces or `_.:/=+@-`, not beginning with `aws:`.",
  },
  prefix: {
    what: "a prefix",
    pattern: /^[a-z](?:[a-z0-9-]{0,29}[a-z0-9])?$/,
    mend: "Write small letters, digits or `-`, beginning with a letter, not ending in `-`, 31 characters at most.",
  },
  externalId: {
    what: "an external id",
    pattern: /^[\w+=,.@:/-]{2,1224}$/,
    mend: "Write 2 to 1224 letters, digits or `_+=,.@:/-`.",
    reference: true,
    secret: true,
  },
  project: {
    what: "the id of a GCP project",
    pattern: /^(?:[a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
    mend: "Write its id (not its number or its title), such as `acme-orders-prod`.",
    reference: true,
  },
  gcpNumber: {
    what: "the number of a GCP folder or organization",
    pattern: /^[1-9]\d{0,19}$/,
    mend: 'Write its digits in quotes, such as `"123456789012"`.',
    reference: true,
  },
  gcpParent: {
    what: "the number of an organization or the id of a project",
    pattern: /^(?:[1-9]\d{0,19}|(?:[a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9])$/,
    mend: 'Write it in quotes, such as `"123456789012"` or `"acme-orders-prod"`.',
    reference: true,
  },
  bucket: {
    what: "the name of a storage bucket",
    pattern: /^(?=.{3,222}$)[a-z0-9][a-z0-9_-]*(?:\.[a-z0-9_-]+)*(?<=[a-z0-9])$/,
    mend: "Write its name alone, such as `acme-orders-exports`, without `gs://`.",
    reference: true,
  },
  gcpRole: {
    what: "a GCP role",
    pattern:
      /^(?:roles\/[A-Za-z0-9_.]{1,200}|(?:projects\/(?:[a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]|organizations\/\d{1,20})\/roles\/[A-Za-z0-9_.]{3,64})$/,
    mend: "Write it like `roles/cloudsql.viewer`.",
    reference: true,
  },
  member: {
    what: "one member of GCP",
    shown: /^(?:user:|serviceAccount:|principal:\/\/)/,
    pattern: new RegExp(
      `^(?:user:${mailbox}@[A-Za-z0-9.-]+|serviceAccount:[A-Za-z0-9][A-Za-z0-9._-]*@[a-z0-9.-]+|principal://iam\\.googleapis\\.com/${pool}/subject/[^\\s*?${unprintable}]+)$`,
      "u",
    ),
    mend: "Write `user:`, `serviceAccount:` or `principal://…/subject/…` and who it is; a lease is never to a group, a domain, a set or everybody.",
  },
  serviceAccount: {
    what: "the e-mail address of a service account",
    pattern: /^[a-z0-9][a-z0-9.-]*@[a-z0-9.-]+\.gserviceaccount\.com$/,
    mend: "Write it like `deployer@acme-orders-prod.iam.gserviceaccount.com`.",
    reference: true,
  },
  backendType: {
    what: "the type of a backend",
    pattern: /^[a-z][a-z0-9_]*$/,
    mend: "Write it like `s3`, `gcs` or `local`.",
  },
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;

/** What stands in a text of CDKTF in place of a value that only Terraform will know. */
export const unresolvedToken = /[$#]\{TfToken\[/;
