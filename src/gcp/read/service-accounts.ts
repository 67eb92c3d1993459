import type { Landscape, ResourceInstance } from "../../terraform/instance";
import { type Found, knownText } from "./found";
import type { Projects } from "./projects";

/** A service account: of the plan, or only named. */
export interface ServiceAccount {
  /** The same for the same account: its e-mail in lower case, or its resource's address until that is known. */
  readonly key: string;
  readonly email?: string;
  /** The resource that makes it. */
  readonly address?: string;
}

/** The service accounts of a landscape, by e-mail and by resource. */
export interface ServiceAccounts {
  byEmail(email: string): ServiceAccount;
  of(instance: ResourceInstance): ServiceAccount;
  /** Is there an account of the plan whose e-mail is not known, so that a named one could be it? */
  readonly nameless: boolean;
  /** Whom a `service_account_id` or an e-mail means; undefined where it cannot be told. */
  named(found: Found): ServiceAccount | undefined;
}

/** Reads the plan's own service accounts. */
export function serviceAccountsOf(landscape: Landscape, projects: Projects): ServiceAccounts {
  const made = new Map<string, ServiceAccount>();
  const byInstance = new Map<string, ServiceAccount>();
  for (const instance of landscape.instances) {
    if (instance.type !== "google_service_account") continue;
    const email = emailOf(instance, projects);
    const account: ServiceAccount = {
      key: email?.toLowerCase() ?? instance.address,
      ...(email === undefined ? {} : { email }),
      ...(instance.mode === "managed" ? { address: instance.address } : {}),
    };
    byInstance.set(instance.address, account);
    if (email !== undefined && (instance.mode === "managed" || !made.has(account.key))) made.set(account.key, account);
  }
  const byEmail = (email: string): ServiceAccount => {
    const key = email.toLowerCase();
    return made.get(key) ?? { key, email };
  };
  const of = (instance: ResourceInstance): ServiceAccount => {
    const account = byInstance.get(instance.address);
    return account?.email === undefined ? (account ?? { key: instance.address }) : byEmail(account.email);
  };
  return {
    nameless: [...byInstance.values()].some(({ email, address }) => email === undefined && address !== undefined),
    byEmail,
    of,
    named(found) {
      if (found.kind === "text") {
        const name = /^(?:projects\/[^/]+\/serviceAccounts\/)?([^/@\s]+@[^/@\s]+)$/.exec(found.text);
        return name?.[1] === undefined ? undefined : byEmail(name[1]);
      }
      if (found.kind !== "resource") return undefined;
      const [only] = found.instances;
      return only?.type === "google_service_account" && found.instances.length === 1 ? of(only) : undefined;
    },
  };
}

function emailOf(instance: ResourceInstance, projects: Projects): string | undefined {
  const email = knownText(instance, "email");
  if (email !== undefined) return email;
  const id = knownText(instance, "account_id");
  const project = projects.of(instance);
  if (id?.includes("@")) return id.replace(/^.*\//, "");
  return id === undefined || project === undefined ? undefined : `${id}@${domainOf(project)}.iam.gserviceaccount.com`;
}

/** `acme.example:orders` is written `orders.acme.example` in an account's e-mail. */
function domainOf(project: string): string {
  const [domain, id] = project.split(":");
  return id === undefined ? project : `${id}.${domain}`;
}

/** Projects of Google's own in which the agents of its services live (Google's page on service agents). */
const googleProjects: ReadonlySet<string> = new Set(
  [
    "bigquery-data-connectors bigquery-encryption cloud-filer cloud-memcache-sa cloud-redis cloud-tpu cloudcomposer-accounts",
    "compute-system container-analysis container-engine-robot containerregistry dataflow-service-producer-prod",
    "dataproc-accounts endpoints-portal firebase-rules gae-api-prod gcf-admin-robot gcp-gae-service gs-project-accounts",
    "serverless-robot-prod service-networking sourcerepo-service-accounts trifacta-gcloud-prod",
  ].flatMap((names) => names.split(" ")),
);

/** Whose an account is, from its e-mail: a project's (by id or number), or Google's own agent. */
export function ownerOfAccount(email: string): { readonly project: string } | "google" | undefined {
  const [local = "", domain = ""] = email.toLowerCase().split("@");
  if (domain === "developer.gserviceaccount.com") {
    const number = /^([0-9]+)-compute$/.exec(local)?.[1];
    return number === undefined ? undefined : { project: number };
  }
  if (domain === "appspot.gserviceaccount.com") return { project: local };
  const of = /^(.+)\.iam\.gserviceaccount\.com$/.exec(domain)?.[1];
  if (of === undefined) return domain.endsWith(".gserviceaccount.com") ? "google" : undefined;
  // Anybody may call an account `service-123`, so the project decides.
  if (of.startsWith("gcp-sa-") || of.endsWith(".google.com") || googleProjects.has(of)) return "google";
  const dot = of.indexOf(".");
  return { project: dot < 0 ? of : `${of.slice(dot + 1)}:${of.slice(0, dot)}` };
}
