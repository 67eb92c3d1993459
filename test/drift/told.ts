import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Random } from "../../bench/random";
import { emitAws } from "../../src/aws/emit/emit";
import type { Estate, Target } from "../../src/estate/types";
import { containerOf } from "../../src/expect/leases";
import { settledLandscape } from "../../src/expect/settled";
import { emitGcp } from "../../src/gcp/emit/emit";
import { lower } from "../../src/lease/lower";
import type { JsonMap, ResourceInstance } from "../../src/terraform/instance";
import type { Json } from "../../src/terraform/json";
import type { TerraformResource } from "../../src/terraform/resource";
import { disguised, shuffled } from "../snapshot/disguise";
import { SimulatedAccount } from "../snapshot/simulated-account";
import { simulatedProject } from "../snapshot/simulated-project";
import { awsContents, type Contents, writeSnapshot } from "../snapshot/snapshot-folder";

/** One target's root, as Terraform holds it once it is applied. */
export interface AppliedRoot {
  readonly target: Target;
  readonly instances: readonly ResourceInstance[];
}

export function appliedRoots(estate: Estate): readonly AppliedRoot[] {
  return lower(estate).map((leases) => {
    const { target } = leases;
    const { resources } = target.cloud.kind === "aws" ? emitAws(leases, estate) : emitGcp(leases, estate);
    return { target, instances: settledLandscape(target, resources).instances };
  });
}

const source = (type: string) => `registry.example/hashicorp/${type.startsWith("google") ? "google" : "aws"}`;
const documents = new Set(["policy", "assume_role_policy"]);

/** What the provider records of an instance: computed arguments beside its own, blocks as lists, documents in its own words. */
function recorded({ type, name, values }: ResourceInstance, random: Random): JsonMap {
  const own = Object.entries(values).map(([key, value]): [string, Json] => [
    key,
    documents.has(key) && typeof value === "string" ? (disguised(value, random, "plain") as string) : value,
  ]);
  const text = (key: string): string => String(values[key] ?? "");
  const role = type === "aws_iam_role";
  return {
    ...Object.fromEntries(own),
    ...(values.tags === undefined ? {} : { tags_all: values.tags }),
    ...(role
      ? {
          id: text("name"),
          create_date: "2026-11-23T05:00:00Z",
          unique_id: `AROA${name}`,
          // An apply leaves what was there before it.
          inline_policy: [],
          managed_policy_arns: [],
          name_prefix: "",
          permissions_boundary: text("permissions_boundary"),
        }
      : {}),
    ...(type === "aws_iam_policy" ? { id: text("arn"), policy_id: `ANPA${name}`, attachment_count: 1 } : {}),
    ...(type === "aws_iam_role_policy" ? { id: `${text("role")}:${text("name")}`, name_prefix: "" } : {}),
    ...(type === "aws_iam_role_policy_attachment"
      ? { id: `${text("role")}-2026112305000000000000000${name.length}` }
      : {}),
    ...(type.startsWith("google_")
      ? {
          id: `${name}/id`,
          etag: "BwYAAA=",
          condition: values.condition === undefined ? [] : [values.condition as Json].flat(),
        }
      : {}),
  };
}

/** A raw state, version 4. */
export function rawState({ instances }: AppliedRoot, random: Random): string {
  return JSON.stringify({
    version: 4,
    terraform_version: "1.11.4",
    serial: 7,
    lineage: "8f0b6a3e-2d1c-4f5e-9a7b-1c2d3e4f5a6b",
    outputs: {},
    resources: shuffled(instances, random).map((instance) => ({
      mode: "managed",
      type: instance.type,
      name: instance.name,
      provider: `provider["${source(instance.type)}"]`,
      instances: [{ schema_version: 0, attributes: recorded(instance, random), sensitive_attributes: [] }],
    })),
    check_results: null,
  });
}

function shownResources({ instances }: AppliedRoot, random: Random) {
  return shuffled(instances, random).map((instance) => ({
    address: instance.address,
    mode: "managed",
    type: instance.type,
    name: instance.name,
    provider_name: source(instance.type),
    schema_version: 0,
    values: recorded(instance, random),
    sensitive_values: {},
  }));
}

/** What `terraform show -json` writes of a state. */
export function shownState(root: AppliedRoot, random: Random): string {
  return JSON.stringify({
    format_version: "1.0",
    terraform_version: "1.11.4",
    values: { outputs: {}, root_module: { resources: shownResources(root, random) } },
  });
}

/** What `terraform show -json` writes of a plan made with `-refresh-only` that found nothing. */
export function refreshOnlyPlan(root: AppliedRoot, random: Random): string {
  const types = [...new Set(root.instances.map(({ type }) => (type.startsWith("google") ? "google" : "aws")))];
  const { cloud } = root.target;
  const expressions =
    cloud.kind === "aws"
      ? { allowed_account_ids: { constant_value: [cloud.account] }, region: { constant_value: cloud.region } }
      : {};
  return JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: {} },
    prior_state: {
      format_version: "1.0",
      terraform_version: "1.11.4",
      values: { root_module: { resources: shownResources(root, random) } },
    },
    configuration: {
      provider_config: Object.fromEntries(types.map((name) => [name, { name, full_name: source(name), expressions }])),
      root_module: {
        resources: root.instances.map(({ address, type, name }) => ({
          address,
          mode: "managed",
          type,
          name,
          provider_config_key: type.startsWith("google") ? "google" : "aws",
          schema_version: 0,
        })),
      },
    },
    timestamp: "2026-11-23T09:00:00Z",
    applyable: false,
    complete: true,
    errored: false,
  });
}

/** The project in which each bucket of the tests lies: what is asked for is a project, and never a bucket. */
const sharedProject = "acme-shared";

/** What is asked of Google for an estate, with what all targets there come to. */
function googleContainers(estate: Estate): ReadonlyMap<string, readonly TerraformResource[]> {
  const found = new Map<string, TerraformResource[]>();
  for (const leases of lower(estate)) {
    const { cloud } = leases.target;
    if (cloud.kind !== "gcp") continue;
    const container = cloud.scope === "bucket" ? sharedProject : containerOf(leases.target);
    const made = cloud.scope === "bucket" ? [ownersOf(cloud.id)] : [];
    found.set(container, [...(found.get(container) ?? []), ...emitGcp(leases, estate).resources, ...made]);
  }
  return found;
}

/** Google gives a bucket to the owners of its project, whoever holds it else. */
function ownersOf(bucket: string): TerraformResource {
  return {
    type: "google_storage_bucket_iam_member",
    name: "owners",
    attributes: { bucket, role: "roles/storage.legacyBucketOwner", member: `projectOwner:${sharedProject}` },
  };
}

/** In every project that is in use Google keeps a service agent. */
function serviceAgent(project: string, number: string): TerraformResource {
  return {
    type: "google_project_iam_member",
    name: "agent",
    attributes: {
      project,
      role: "roles/compute.serviceAgent",
      member: `serviceAccount:service-${number}@compute-system.iam.gserviceaccount.com`,
    },
  };
}

/** How Google tells of an estate that is applied, by container. */
export function googleAnswers(estate: Estate, random: Random) {
  return [...googleContainers(estate)].map(([container, resources], n) => {
    const number = `41700011122${n}`;
    const ofProject = !container.includes("/");
    return simulatedProject([...resources, ...(ofProject ? [serviceAgent(container, number)] : [])], {
      container,
      number,
      pageSize: 1 + random.below(3),
      cloudMade: random.below(2) === 0,
      shuffle: (list) => shuffled(list, random),
    });
  });
}

/** The files of a container's answers. */
export function gcpContents(answers: ReturnType<typeof simulatedProject>): Contents {
  return {
    "iam-policies": answers.iamPolicies ?? [],
    "custom-roles": answers.customRoles ?? [],
    "service-account-keys": answers.serviceAccountKeys ?? [],
    federation: answers.federation ?? [],
    pam: answers.pam ?? [],
    "organization-policies": answers.organizationPolicies ?? [],
  };
}

/** A whole snapshot's folder of an estate that is applied, documents in other words that say the same. */
export function snapshotFolder(
  estate: Estate,
  directory: string,
  asked: number,
  random: Random,
  change: (account: SimulatedAccount) => void = () => undefined,
): void {
  const seed = random.below(1 << 30);
  writeSnapshot(
    directory,
    [
      ...SimulatedAccount.of(estate).map((account) => {
        change(account);
        const answers = account.answers({ seed, pageSize: 1 + random.below(4), coding: "mixed", disguise: true });
        return { cloud: "aws" as const, id: account.id, contents: awsContents(answers) };
      }),
      ...googleAnswers(estate, random).map((answers) => ({
        cloud: "gcp" as const,
        id: String(answers.container),
        contents: gcpContents(answers),
      })),
    ],
    asked,
  );
}

/** Writes a file and gives its path. */
export function written(directory: string, name: string, text: string): string {
  const file = join(directory, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}
