import type { Landscape, ResourceInstance } from "../../terraform/instance";
import type { Place } from "./binding";
import { described, type Found, knownText, textAt } from "./found";
import type { Projects } from "./projects";
import type { ServiceAccounts } from "./service-accounts";

/** Arguments of an `…_iam_…` resource that do not say where it holds. */
const notPlaces: ReadonlySet<string> = new Set("id etag role member members condition policy_data timeouts".split(" "));

/** Resources above others, by the argument that names them. */
const containers: Readonly<Record<string, readonly [argument: string, collection: string]>> = {
  project: ["project", "projects"],
  folder: ["folder", "folders"],
  organization: ["org_id", "organizations"],
  storage_bucket: ["bucket", "buckets"],
  billing_account: ["billing_account_id", "billingAccounts"],
};

/** Says where the bindings of a landscape hold. */
export class Places {
  constructor(
    private readonly landscape: Landscape,
    private readonly projects: Projects,
    private readonly accounts: ServiceAccounts,
  ) {}

  /** Where an `…_iam_…` resource of some service holds: `storage_bucket`, `secret_manager_secret`, … */
  of(instance: ResourceInstance, service: string): Place {
    const container = containers[service];
    if (container !== undefined) {
      const found = textAt(this.landscape, instance, container[0]);
      const own = service === "project" ? this.projects.of(instance) : undefined;
      return this.container(container[1], found.kind === "absent" && own !== undefined ? text(own) : found, instance);
    }
    if (service === "service_account") return this.serviceAccount(instance);
    return this.resource(instance, service);
  }

  /** A project, folder, organization, bucket, by its id or reference. */
  container(collection: string, found: Found, from: ResourceInstance): Place {
    if (found.kind !== "text") return unknownPlace(found, from, collection);
    const name = found.text.replace(/^.*\//, "");
    const container = collection === "projects" ? name : `${collection}/${name}`;
    const full = `${collection}/${name}`;
    return { scope: { cloud: "gcp", container, text: full }, key: full };
  }

  private serviceAccount(instance: ResourceInstance): Place {
    const found = textAt(this.landscape, instance, "service_account_id");
    const account = this.accounts.named(found);
    const project = /^projects\/([^/-][^/]*)\//.exec(found.kind === "text" ? found.text : "")?.[1];
    const container = project ?? this.projects.of(instance);
    const name = account?.email ?? described(found);
    return {
      scope: { cloud: "gcp", ...(container === undefined ? {} : { container }), text: `service account ${name}` },
      key: `service account ${account?.key ?? name}`,
      ...(account === undefined ? {} : { account: account.key }),
    };
  }

  /** Some other resource: named by whatever of its arguments name it. */
  private resource(instance: ResourceInstance, service: string): Place {
    const names = new Set([...Object.keys(instance.values), ...Object.keys(instance.configured ?? {})]);
    const parts: string[] = [];
    let container = this.projects.of(instance);
    for (const name of [...names].sort()) {
      if (notPlaces.has(name) || name === "project") continue;
      const found = textAt(this.landscape, instance, name);
      if (found.kind === "absent") continue;
      const said = described(found);
      container ??= /(?:^|\/)projects\/([^/]+)\//.exec(said)?.[1];
      parts.push(said);
    }
    const project = container === undefined ? "" : ` in projects/${container}`;
    const full = `${service.replaceAll("_", " ")} ${parts.join(" ") || instance.address}${project}`;
    return {
      scope: { cloud: "gcp", ...(container === undefined ? {} : { container }), text: full },
      key: full,
    };
  }

  /** A dataset of BigQuery. */
  dataset(instance: ResourceInstance): Place {
    const id = described(textAt(this.landscape, instance, "dataset_id"));
    const project = this.projects.of(instance);
    const full = `${project === undefined ? "" : `projects/${project}/`}datasets/${id}`;
    return {
      scope: { cloud: "gcp", ...(project === undefined ? {} : { container: project }), text: full },
      key: full,
    };
  }

  /** A bucket, by the argument `bucket` or, of the bucket itself, by its name. */
  bucket(instance: ResourceInstance, argument = "bucket"): Place {
    const found = textAt(this.landscape, instance, argument);
    const [made] = found.kind === "resource" && found.instances.length === 1 ? found.instances : [];
    const name = made && knownText(made, "name");
    return this.container("buckets", name === undefined ? found : text(name), instance);
  }
}

function text(value: string): Found {
  return { kind: "text", text: value };
}

function unknownPlace(found: Found, from: ResourceInstance, collection: string): Place {
  const said = found.kind === "absent" ? `the provider's of ${from.address}` : described(found);
  const full = `${collection}/${said}`;
  return { scope: { cloud: "gcp", text: full }, key: full };
}
