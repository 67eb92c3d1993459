import { type Random, seeded } from "../../bench/random";
import { emitAws } from "../../src/aws/emit/emit";
import type {
  AccessKey,
  AnywhereProfile,
  AuthorizationDetails,
  AwsAnswers,
  ListedRole,
  OpenIdProvider,
  TrustAnchor,
} from "../../src/aws/live/answers";
import type { AccessAnalyzerAnswer } from "../../src/aws/live/external-answers";
import type { IdentityCenterAnswer } from "../../src/aws/live/identity-center-answers";
import type { OrganizationAnswer } from "../../src/aws/live/organization-answers";
import type { Estate } from "../../src/estate/types";
import { settledLandscape } from "../../src/expect/settled";
import { lower } from "../../src/lease/lower";
import type { TargetLeases } from "../../src/lease/types";
import type { ResourceInstance } from "../../src/terraform/instance";
import { type Coding, disguised, shuffled, undisguised } from "./disguise";

/** What every holder of policies has; documents are JSON text by the policy's name. */
interface Held {
  readonly arn: string;
  readonly path: string;
  readonly inline: Map<string, string>;
  readonly attached: Set<string>;
}

export interface LiveRole extends Held {
  trust: string;
  description: string;
  session: number;
  boundary?: string;
  readonly tags: Map<string, string>;
  created: string;
  lastUsed?: string;
  readonly profiles: string[];
}

export interface LiveUser extends Held {
  boundary?: string;
  readonly groups: Set<string>;
  readonly keys: AccessKey[];
  readonly tags: Map<string, string>;
}

/** How the API tells it; the default is plain, whole, in order. */
export interface Telling {
  readonly seed?: number;
  readonly coding?: Coding | "mixed";
  /** Roles on a page of GetAccountAuthorizationDetails. */
  readonly pageSize?: number;
  /** Writes documents in other words that say the same. */
  readonly disguise?: boolean;
}

/**
 * An AWS account as its APIs show it: what Terraform applied, and whatever is done to it afterwards, since all of it may be
 * changed in place (`account.roles.get("leasehold-acme-x")?.inline.set("more", "{…}")`).
 */
export class SimulatedAccount {
  /** By name. */
  readonly roles = new Map<string, LiveRole>();
  readonly users = new Map<string, LiveUser>();
  readonly groups = new Map<string, Held>();
  /** Customer managed policies by ARN: the JSON text of their default version. */
  readonly policies = new Map<string, string>();
  readonly openId: OpenIdProvider[] = [];
  readonly saml: { Arn: string }[] = [];
  readonly anchors: TrustAnchor[] = [];
  readonly profiles: AnywhereProfile[] = [];
  rootKeys = 0;
  identityCenter: IdentityCenterAnswer = {
    Instances: [],
    PermissionSets: [],
    Assignments: [],
    Users: [],
    Groups: [],
    Memberships: [],
  };
  organization: OrganizationAnswer = { Policies: [], DelegatedAdministrators: [] };
  analyzer: AccessAnalyzerAnswer = { Analyzers: [], Findings: [] };

  constructor(
    readonly id: string,
    readonly partition = "aws",
  ) {}

  /** Every AWS account of an estate, with all that the estate declares applied. */
  static of(estate: Estate): readonly SimulatedAccount[] {
    const accounts = new Map<string, SimulatedAccount>();
    for (const leases of lower(estate)) {
      const { cloud } = leases.target;
      if (cloud.kind !== "aws") continue;
      const account = accounts.get(cloud.account) ?? new SimulatedAccount(cloud.account, cloud.partition);
      accounts.set(cloud.account, account);
      account.apply(leases, estate);
    }
    return [...accounts.values()];
  }

  /** Applies what one target comes to. */
  apply(leases: TargetLeases, estate: Estate): void {
    const { resources } = emitAws(leases, estate);
    for (const instance of settledLandscape(leases.target, resources).instances) this.#take(instance);
  }

  addRole(name: string, path: string, trust: string): LiveRole {
    const role: LiveRole = {
      ...this.#held("role", path, name),
      trust,
      description: "",
      session: 3600,
      tags: new Map(),
      created: "2026-11-20T08:00:00+00:00",
      profiles: [],
    };
    this.roles.set(name, role);
    return role;
  }

  addUser(name: string, path = "/"): LiveUser {
    const user: LiveUser = { ...this.#held("user", path, name), groups: new Set(), keys: [], tags: new Map() };
    this.users.set(name, user);
    return user;
  }

  addGroup(name: string, path = "/"): Held {
    const group = this.#held("group", path, name);
    this.groups.set(name, group);
    return group;
  }

  #held(kind: string, path: string, name: string): Held {
    const arn = `arn:${this.partition}:iam::${this.id}:${kind}${path}${name}`;
    return { arn, path, inline: new Map(), attached: new Set() };
  }

  #take({ type, values, name: label }: ResourceInstance): void {
    const text = (name: string): string => String(values[name] ?? "");
    switch (type) {
      case "aws_iam_role": {
        const role = this.addRole(text("name"), text("path"), text("assume_role_policy"));
        role.description = text("description");
        role.session = Number(values.max_session_duration);
        if (values.permissions_boundary !== undefined) role.boundary = text("permissions_boundary");
        for (const [key, value] of Object.entries(values.tags ?? {})) role.tags.set(key, String(value));
        break;
      }
      case "aws_iam_policy":
        this.policies.set(text("arn"), text("policy"));
        break;
      case "aws_iam_role_policy":
        this.#role(text("role")).inline.set(text("name"), text("policy"));
        break;
      case "aws_iam_role_policy_attachment":
        this.#role(text("role")).attached.add(text("policy_arn"));
        break;
      case "aws_rolesanywhere_profile":
        this.profiles.push({
          profileArn: `arn:${this.partition}:rolesanywhere:eu-central-1:${this.id}:profile/${label}`,
          name: text("name"),
          roleArns: values.role_arns as readonly string[],
          enabled: true,
          durationSeconds: Number(values.duration_seconds),
        });
        break;
      case "aws_iam_role_policies_exclusive":
      case "aws_iam_role_policy_attachments_exclusive":
        break;
      default:
        throw new Error(`no simulation of ${type}`);
    }
  }

  #role(name: string): LiveRole {
    const role = this.roles.get(name);
    if (role === undefined) throw new Error(`there is no role ${name}`);
    return role;
  }

  /** What all its APIs answer, in the form of a snapshot's files. */
  answers(telling: Telling = {}): AwsAnswers {
    return {
      account: this.id,
      authorization: this.authorization(telling),
      roles: { Roles: [...this.roles].map(([name, role]) => listed(name, role)) },
      accessKeys: {
        Users: [...this.users].map(([UserName, { keys }]) => ({ UserName, AccessKeys: keys })),
        SummaryMap: { AccountAccessKeysPresent: this.rootKeys },
      },
      identityProviders: { OpenIDConnectProviders: this.openId, SAMLProviders: this.saml },
      identityCenter: this.identityCenter,
      organization: this.organization,
      rolesAnywhere: { TrustAnchors: this.anchors, Profiles: this.profiles },
      accessAnalyzer: this.analyzer,
    };
  }

  /** GetAccountAuthorizationDetails, page by page. */
  authorization(telling: Telling = {}): readonly AuthorizationDetails[] {
    const random = seeded(telling.seed ?? 1);
    const document = documents(telling, random);
    const ordered = <T>(list: readonly T[]) => (telling.disguise === true ? shuffled(list, random) : list);
    const policiesOf = ({ inline, attached }: Held) => ({
      inline: ordered([...inline]).map(([PolicyName, text]) => ({ PolicyName, PolicyDocument: document(text) })),
      AttachedManagedPolicies: ordered([...attached]).map((PolicyArn) => ({
        PolicyArn,
        PolicyName: PolicyArn.replace(/^.*\//, ""),
      })),
    });
    const roles = ordered([...this.roles]).map(([RoleName, role]) => {
      const { inline: RolePolicyList, AttachedManagedPolicies } = policiesOf(role);
      return {
        RoleName,
        Arn: role.arn,
        Path: role.path,
        RoleId: `AROA${RoleName.length}`,
        CreateDate: role.created,
        AssumeRolePolicyDocument: document(role.trust),
        RolePolicyList,
        AttachedManagedPolicies,
        InstanceProfileList: role.profiles.map((InstanceProfileName) => ({
          InstanceProfileName,
          Path: "/",
          Arn: `arn:${this.partition}:iam::${this.id}:instance-profile/${InstanceProfileName}`,
        })),
        ...(role.boundary === undefined ? {} : { PermissionsBoundary: boundary(role.boundary) }),
        Tags: ordered([...role.tags]).map(([Key, Value]) => ({ Key, Value })),
        RoleLastUsed: role.lastUsed === undefined ? {} : { LastUsedDate: role.lastUsed, Region: "eu-central-1" },
      };
    });
    const users = ordered([...this.users]).map(([UserName, user]) => {
      const { inline: UserPolicyList, AttachedManagedPolicies } = policiesOf(user);
      return {
        UserName,
        Arn: user.arn,
        Path: user.path,
        // IAM leaves this list out where it is empty.
        ...(UserPolicyList.length === 0 ? {} : { UserPolicyList }),
        GroupList: [...user.groups],
        AttachedManagedPolicies,
        ...(user.boundary === undefined ? {} : { PermissionsBoundary: boundary(user.boundary) }),
        Tags: [...user.tags].map(([Key, Value]) => ({ Key, Value })),
      };
    });
    const groups = [...this.groups].map(([GroupName, group]) => {
      const { inline: GroupPolicyList, AttachedManagedPolicies } = policiesOf(group);
      return { GroupName, Arn: group.arn, Path: group.path, GroupPolicyList, AttachedManagedPolicies };
    });
    const policies = ordered([...this.policies]).map(([Arn, text]) => ({
      PolicyName: Arn.replace(/^.*\//, ""),
      Arn,
      Path: Arn.replace(/^[^/]*|[^/]*$/g, ""),
      DefaultVersionId: "v2",
      PolicyVersionList: [
        { VersionId: "v1", IsDefaultVersion: false, Document: document('{"Version":"2012-10-17","Statement":[]}') },
        { VersionId: "v2", IsDefaultVersion: true, Document: document(text) },
      ],
    }));
    const size = Math.max(1, telling.pageSize ?? Number.POSITIVE_INFINITY);
    const pages: AuthorizationDetails[] = [];
    for (let from = 0; from === 0 || from < roles.length; from += size) {
      const last = from + size >= roles.length;
      pages.push({
        UserDetailList: from === 0 ? users : [],
        GroupDetailList: from === 0 ? groups : [],
        RoleDetailList: roles.slice(from, Math.min(roles.length, from + size)),
        Policies: last ? policies : [],
        IsTruncated: !last,
        ...(last ? {} : { Marker: `m${from}` }),
      });
    }
    return pages;
  }
}

function boundary(arn: string) {
  return { PermissionsBoundaryType: "Policy", PermissionsBoundaryArn: arn };
}

function listed(name: string, { arn, path, description, session, created }: LiveRole): ListedRole & { Path: string } {
  return {
    RoleName: name,
    Arn: arn,
    Path: path,
    CreateDate: created,
    ...(description === "" ? {} : { Description: description }),
    MaxSessionDuration: session,
  };
}

function documents({ coding = "encoded", disguise = false }: Telling, random: Random) {
  return (text: string) => {
    const how = coding === "mixed" ? random.pick<Coding>(["encoded", "small-hex", "plain", "object"]) : coding;
    return disguise ? disguised(text, random, how) : undisguised(text, how);
  };
}
