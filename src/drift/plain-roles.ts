import { namingOf } from "../aws/emit/names";
import type { AuthorizationDetails, AwsAnswers } from "../aws/live/answers";
import { instantOf } from "../aws/live/dates";
import { policyText } from "../aws/live/policy-text";
import { asList, type Statement } from "../aws/policy/document";
import { Kept } from "../aws/policy/kept";
import { managedPolicyDocument, managedPolicyName } from "../aws/policy/managed";
import { type ParsedPolicy, parsePolicy } from "../aws/policy/parse";
import type { Declared } from "../expect/declared";
import type { PlainRole } from "../snapshot/roles/finder";
import type { SilentRoles } from "../snapshot/roles/silent-roles";
import type { Instant } from "../time/instant";
import { isServiceLinked } from "./cloud-owned";
import { reviewEvery } from "./further";

/** What tells the roles of estates from all others. */
export interface OwnRoles {
  /** Where their leases stand, as their ARNs have it: `:role/leasehold/acme/`; undefined as long as it is not known. */
  readonly paths: readonly string[] | undefined;
}

/** Where the leases of some estate may stand: below its prefix and its name, which has no dot, as paths of services have. */
const someEstate = /:role\/[^/]+\/[^/.]+\//;

/** The roles of declared estates. */
export function ownRoles(declared: readonly Declared[]): OwnRoles {
  return { paths: declared.map(({ estate }) => `:role${namingOf(estate).path}`) };
}

/**
 * Roles of which nothing would be said, known without reading what they hold: only services of AWS may become them, nothing of them
 * ends, they hold nothing administrative and lead to no other role, they were used within the review period, and nothing that is
 * declared is told by them. Almost all roles of a company are such.
 */
export class PlainRoles implements SilentRoles {
  readonly #trusts = new Kept<boolean>(4_000_000);
  readonly #managed = new Map<string, boolean>();
  readonly #documents = new Kept<boolean>(4_000_000);
  #today: { readonly text: string; readonly at: Instant | undefined } = { text: "", at: undefined };

  constructor(
    private readonly own: OwnRoles,
    private readonly now: Instant,
  ) {}

  isSilent(role: PlainRole, account: string): boolean {
    const { arn, name, trust, created, lastUsed, boundary, attached } = role;
    if (partitionOf(arn, account) === undefined || !arn.endsWith(`/${name}`)) return false;
    const { paths } = this.own;
    if (paths === undefined ? someEstate.test(arn) : paths.some((path) => arn.includes(path))) return false;
    if (!this.#isForServices(trust)) return false;
    const [made, used] = [this.#at(created), this.#at(lastUsed)];
    if (made === "none" || used === "none" || !attached.every(isArn)) return false;
    if (boundary !== undefined && !isArn(boundary)) return false;
    if (isServiceLinked(arn)) return true;
    const since = used ?? made;
    if (since === undefined || this.now - since > reviewEvery) return false;
    return attached.every((policy) => this.#isHarmlessManaged(policy) !== false);
  }

  speaking(roles: readonly PlainRole[], told: AwsAnswers): ReadonlySet<string> {
    const { account = "", authorization = [] } = told;
    const known = new Map(roles.map((role) => [role.arn, role]));
    const everyone = new Set(roles.map(({ name }) => name));
    const partitions = new Set(
      [...known.keys(), ...ownArns(authorization)].map((arn) => partitionOf(arn, account) ?? arn),
    );
    if (partitions.size > 1 || known.size < roles.length || everyone.size < roles.length) return everyone;
    const named = namedAmong(authorization);
    if (named === undefined) return everyone;
    const speaking = new Set([...everyone].filter((name) => named.has(name)));
    for (const { Arn, PermissionsBoundary, RoleLastUsed } of told.roles?.Roles ?? []) {
      if (PermissionsBoundary === undefined && RoleLastUsed === undefined) continue;
      const role = known.get(Arn);
      if (role !== undefined) speaking.add(role.name);
    }
    const policies = policiesOf(authorization);
    for (const { arn, name, attached, boundary } of roles) {
      const fine =
        (boundary === undefined || this.#isTimeless(boundary, policies)) &&
        (isServiceLinked(arn) || attached.every((policy) => this.#isHarmless(policy, policies)));
      if (!fine) speaking.add(name);
    }
    return speaking;
  }

  /** Most roles tell of the same few moments. */
  #at(text: string | undefined): Instant | "none" | undefined {
    if (text === undefined) return undefined;
    if (this.#today.text !== text) this.#today = { text, at: instantOf(text) };
    return this.#today.at ?? "none";
  }

  #isForServices(trust: string): boolean {
    let found = this.#trusts.get(trust);
    if (found === undefined) {
      const { statements, doubts } = parsePolicy(policyText(trust));
      found = doubts.length === 0 && statements.length > 0 && statements.every(admitsServices);
      this.#trusts.set(trust, found);
    }
    return found;
  }

  /** Undefined where leasehold's data does not hold it. */
  #isHarmlessManaged(arn: string): boolean | undefined {
    const known = this.#managed.get(arn);
    if (known !== undefined) return known;
    const document = managedPolicyName(arn) === undefined ? undefined : managedPolicyDocument(arn);
    if (document === undefined) return undefined;
    const found = document.Statement.every(isHarmless);
    this.#managed.set(arn, found);
    return found;
  }

  #isHarmless(arn: string, policies: ReadonlyMap<string, string | undefined>): boolean {
    const managed = this.#isHarmlessManaged(arn);
    if (managed !== undefined) return managed;
    const text = policies.get(arn);
    if (text === undefined) return false;
    let found = this.#documents.get(text);
    if (found === undefined) {
      found = isHarmlessPolicy(parsePolicy(text));
      this.#documents.set(text, found);
    }
    return found;
  }

  #isTimeless(arn: string, policies: ReadonlyMap<string, string | undefined>): boolean {
    const document = managedPolicyName(arn) === undefined ? undefined : managedPolicyDocument(arn);
    if (document !== undefined) return document.Statement.every(isTimeless);
    const text = policies.get(arn);
    if (text === undefined) return false;
    const { statements, doubts } = parsePolicy(text);
    return doubts.length === 0 && statements.every(isTimeless);
  }
}

const isArn = (text: string): boolean => text.startsWith("arn:");

/** The partition of an ARN of the account's own IAM. */
function partitionOf(arn: string, account: string): string | undefined {
  const [, partition, own] = /^arn:(aws(?:-[a-z]+)*):iam::(\d{12}):(?:role|user|group)\//.exec(arn) ?? [];
  return own === account ? partition : undefined;
}

function* ownArns(pages: readonly AuthorizationDetails[]): Iterable<string> {
  for (const { RoleDetailList = [], UserDetailList = [], GroupDetailList = [] } of pages) {
    for (const { Arn } of [...RoleDetailList, ...UserDetailList, ...GroupDetailList]) yield Arn;
  }
}

/**
 * The names of those roles, and of the roles that their trusts name, with whatever else stands in those ARNs; undefined where a trust
 * hides some. By its name a policy finds its role, and whom a role lets in decides how grave it is.
 */
function namedAmong(pages: readonly AuthorizationDetails[]): ReadonlySet<string> | undefined {
  const named = new Set<string>();
  for (const { RoleDetailList = [] } of pages) {
    for (const { RoleName, AssumeRolePolicyDocument } of RoleDetailList) {
      named.add(RoleName);
      const trust = policyText(AssumeRolePolicyDocument);
      // An escape may stand for any letter.
      if (trust.includes("\\")) return undefined;
      for (const [, path = ""] of trust.matchAll(/role\/([^"]*)/g)) for (const step of path.split("/")) named.add(step);
    }
  }
  return named;
}

/** The texts of an account's policies by ARN; undefined for what is told twice or not. */
function policiesOf(pages: readonly AuthorizationDetails[]): ReadonlyMap<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  for (const { Policies = [] } of pages) {
    for (const { Arn, PolicyVersionList = [], DefaultVersionId } of Policies) {
      const version = PolicyVersionList.find(({ VersionId, IsDefaultVersion }) =>
        DefaultVersionId === undefined ? IsDefaultVersion === true : VersionId === DefaultVersionId,
      );
      const text = version?.Document === undefined ? undefined : policyText(version.Document);
      found.set(Arn, found.has(Arn) ? undefined : text);
    }
  }
  return found;
}

/** A statement that lets services of AWS become the role, at any time, and nobody else. */
function admitsServices(statement: Statement): boolean {
  const { Effect, Principal, NotPrincipal, Action, NotAction } = statement;
  if (Effect !== "Allow" || NotPrincipal !== undefined || NotAction !== undefined || typeof Principal !== "object")
    return false;
  const kinds = Object.keys(Principal);
  const services = asList(Principal.Service);
  const actions = asList(Action);
  return (
    kinds.length === 1 &&
    services.length > 0 &&
    services.every((name) => /^[a-z0-9.-]+$/.test(name) && !name.startsWith("rolesanywhere.")) &&
    actions.includes("sts:AssumeRole") &&
    actions.every((action) => ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"].includes(action)) &&
    isTimeless(statement)
  );
}

function isHarmlessPolicy({ statements, doubts }: ParsedPolicy): boolean {
  return doubts.length === 0 && statements.every(isHarmless);
}

/** As `assembly/roles/document.ts` has it: no times, no control of who may do what, no way to another role. */
function isHarmless(statement: Statement): boolean {
  if (!isTimeless(statement) || statement.NotAction !== undefined) return false;
  return asList(statement.Action).every((action) => {
    const [, service = "", rest = ""] = /^([a-z0-9-]+):(.+)$/i.exec(action) ?? [];
    switch (service.toLowerCase()) {
      case "":
        return false;
      case "iam":
      case "sso":
      case "organizations":
        return /^(?:get|list|describe|passrole|createservicelinkedrole)/i.test(rest);
      case "sts":
        return /^(?:get|decode)/i.test(rest);
      default:
        return true;
    }
  });
}

/** `aws:CurrentTime` and its like are the keys by which something ends. */
function isTimeless({ Condition = {} }: Statement): boolean {
  return Object.values(Condition).every((keys) => Object.keys(keys).every((key) => !/time$/i.test(key)));
}
