import type { Principal, PrincipalKind } from "../../facts/principal";
import type { ResourceInstance } from "../../terraform/instance";
import { described, type Found } from "./found";
import type { Projects } from "./projects";
import { ownerOfAccount, type ServiceAccount, type ServiceAccounts } from "./service-accounts";

/** Whom a member of a policy means. */
export interface Member {
  readonly principal: Principal;
  /** It is this service account, whose kind hangs on who may act as it. */
  readonly account?: ServiceAccount;
}

/** Reads the members of policies (Google's page on principal identifiers). */
export class Members {
  /** The kind of a service account's gravest impersonator, by its key; filled once all bindings are read. */
  readonly impersonators = new Map<string, PrincipalKind>();

  constructor(
    private readonly projects: Projects,
    private readonly accounts: ServiceAccounts,
  ) {}

  /** Whom a member means, as far as it is known. */
  of(found: Found, from: ResourceInstance): Member {
    if (found.kind === "text") return this.named(found.text);
    const said = described(found);
    const account = this.accounts.named(found);
    if (account !== undefined) return this.ofAccount(account);
    if (found.kind === "resource" && isAgent(found)) {
      return { principal: { kind: "service", name: said, key: said } };
    }
    return { principal: { kind: "unknown", name: `somebody (${said})`, key: `${from.address} ${said}` } };
  }

  /** A service account: a service of ours, unless somebody may act as it. */
  ofAccount(account: ServiceAccount): Member {
    const { key, email, address } = account;
    const principal: Principal = {
      kind: this.impersonators.get(key) ?? this.ownKind(account),
      name: email === undefined ? key : `serviceAccount:${email}`,
      key: email === undefined ? key : `serviceAccount:${key}`,
      ...(address === undefined ? {} : { address }),
    };
    return { principal, account };
  }

  private ownKind({ address, email = "" }: ServiceAccount): PrincipalKind {
    if (address !== undefined) return "service";
    const owner = ownerOfAccount(email);
    if (owner === "google") return "service";
    if (owner === undefined) return "unknown";
    const kind = this.inProject(owner.project);
    return kind === "service" && this.accounts.nameless && email.endsWith(".iam.gserviceaccount.com")
      ? "unknown"
      : kind;
  }

  private inProject(project: string): PrincipalKind {
    const own = this.projects.isOwn(project);
    return own === undefined ? "unknown" : own ? "service" : "foreign";
  }

  private named(text: string): Member {
    const member = text.trim();
    const [, prefix = "", rest = ""] = /^(?:deleted:)?([A-Za-z]+):(.*)$/s.exec(member) ?? [];
    const name = rest.replace(/\?uid=[0-9]+$/, "");
    if (prefix === "serviceAccount" && name.includes("@")) return this.ofAccount(this.accounts.byEmail(name));
    const kind = this.kindOf(member, prefix, name);
    return { principal: { kind, name: member, key: kind === "person" ? member.toLowerCase() : member } };
  }

  private kindOf(member: string, prefix: string, name: string): PrincipalKind {
    switch (prefix) {
      case "":
        return member === "allUsers" || member === "allAuthenticatedUsers" ? "anyone" : "unknown";
      case "user":
      case "domain":
        return "person";
      case "group":
        // Google's own groups, to which its services belong (logs of buckets and the like).
        return /^cloud-[a-z-]+@google\.com$/i.test(name) ? "service" : "person";
      case "serviceAccount": {
        // A cluster's pods: `PROJECT.svc.id.goog[namespace/name]`.
        const project = /^([^/[\]]+)\.svc\.id\.goog\[[^/[\]]+\/[^/[\]]+\]$/.exec(name)?.[1];
        return project === undefined ? "unknown" : this.inProject(project);
      }
      case "projectOwner":
      case "projectEditor":
      case "projectViewer":
        return this.inProject(name) === "service" ? "person" : this.inProject(name);
      case "principal":
      case "principalSet":
        return this.kindOfPrincipal(name);
      default:
        return "unknown";
    }
  }

  /** `principal://…` and `principalSet://…`, which name identities of pools, projects and of Google's. */
  private kindOfPrincipal(name: string): PrincipalKind {
    if (name === "//goog/public:all") return "anyone";
    if (/^\/\/goog\/(subject|group|cloudIdentityCustomerId)\//.test(name)) return "person";
    if (name.startsWith("//cloudresourcemanager.googleapis.com/")) return "unknown";
    const pool = /\/workloadIdentityPools\/([^/]+)\//.exec(name)?.[1];
    const project = pool === undefined ? undefined : /^(.+)\.svc\.id\.goog$/.exec(pool)?.[1];
    return project === undefined ? "federated" : this.inProject(project);
  }
}

/** Attributes in which Google's services say what account they run as. */
function isAgent(found: Extract<Found, { kind: "resource" }>): boolean {
  const name = found.attribute.filter((step) => !/^[0-9]+$/.test(step)).at(-1) ?? "";
  return found.instances.every(({ type, mode }) => {
    if (type === "google_project_service_identity") return true;
    if (mode === "data" && /_(service_account|service_agent)$/.test(type)) return type !== "google_service_account";
    return type.startsWith("google_") && /(^|_)(service_account|writer_identity|service_agent)/.test(name);
  });
}
