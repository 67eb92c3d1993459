/** What an OpenID Connect issuer vouches for. */
export type IssuerKind = "ci" | "cluster" | "cognito" | "other";

/** An issuer by its host and path, and where in its subjects the tenant's part ends. */
interface Issuer {
  readonly issuer: RegExp;
  readonly kind: IssuerKind;
  /** Matches the beginning of a subject pattern that names one repository, project or account. */
  readonly tenant: RegExp;
}

const path = "[^*?:]+";

/**
 * Subjects as the issuers' own pages give them. GitHub's may be made of other claims; the parts before the wildcard
 * must then name a repository.
 */
const issuers: readonly Issuer[] = [
  {
    issuer: /^token\.actions\.githubusercontent\.com(?:\/|$)|(?:^|\.)ghe\.com(?:\/|$)|\/_services\/token$/,
    kind: "ci",
    tenant: /^(?:[^*?]*:)?(?:repo|repository):[^*?:/]+\/[^*?:/]+:|^(?:[^*?]*:)?repository_id:\d+:/,
  },
  { issuer: /^gitlab\.|(?:^|\.)gitlab\./, kind: "ci", tenant: new RegExp(`^project_path:${path}:`) },
  {
    issuer: /^app\.terraform\.io(?:\/|$)|(?:^|\.)terraform\.io(?:\/|$)/,
    kind: "ci",
    // A workspace's name is the only one in its organization, whatever its project.
    tenant: new RegExp(`^organization:${path}:project:[^:]*:workspace:${path}:`),
  },
  { issuer: /^api\.bitbucket\.org\//, kind: "ci", tenant: /^\{?[0-9a-fA-F-]{36}\}?:/ },
  { issuer: /^oidc\.circleci\.com\/org\//, kind: "ci", tenant: /^org\/[^*?/]+\/project\/[^*?/]+\// },
  {
    issuer: /^agent\.buildkite\.com(?:\/|$)/,
    kind: "ci",
    tenant: new RegExp(`^organization:${path}:pipeline:${path}:`),
  },
  { issuer: /^vstoken\.dev\.azure\.com\//, kind: "ci", tenant: /^sc:\/\/[^*?/]+\/[^*?/]+\/[^*?]+$/ },
  { issuer: /\.spacelift\.io$/, kind: "ci", tenant: /^space:[^*?:]+:(?:stack|module):[^*?:]+:/ },
  {
    issuer:
      /^(?:oidc\.codefresh\.io|oidc\.semaphoreci\.com|app\.harness\.io|api\.pulumi\.com|oidc\.scalr\.(?:io|com)|identity\.depot\.dev|app\.env0\.com)(?:\/|$)|\.semaphoreci\.com$/,
    kind: "ci",
    tenant: /^$/,
  },
  {
    issuer: /^oidc\.eks\.[a-z0-9-]+\.|^oidc-eks\.|^container\.googleapis\.com\/v1\/|\.oic\.prod-aks\.azure\.com\//,
    kind: "cluster",
    tenant: /^system:serviceaccount:[^*?:]+:/,
  },
  { issuer: /^cognito-identity\.amazonaws\.com$/, kind: "cognito", tenant: /^$/ },
];

/** What the issuer is: `gitlab.example.com` is taken for what its name says. */
export function issuerKind(issuer: string): IssuerKind {
  return issuerOf(issuer)?.kind ?? "other";
}

/** Does the part of a subject pattern before its wildcards name one repository, project, workspace or namespace? */
export function namesOneTenant(issuer: string, subject: string): boolean {
  return issuerOf(issuer)?.tenant.test(subject) ?? false;
}

/** A subject without wildcards of a pipeline's issuer that names no repository, project or workspace. */
export function coversManyExactly(issuer: string, subject: string): boolean {
  const found = issuerOf(issuer);
  return (
    found?.kind === "ci" &&
    found.tenant.source !== "^$" &&
    !found.tenant.test(subject) &&
    !found.tenant.test(`${subject}:`)
  );
}

/** Is the subject that of one service account of a cluster? */
export function isServiceAccountSubject(subject: string): boolean {
  return /^system:serviceaccount:[^*?:]+:[^*?:]+$/.test(subject);
}

function issuerOf(issuer: string): Issuer | undefined {
  return issuers.find((each) => each.issuer.test(issuer));
}
