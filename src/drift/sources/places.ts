import { accountsOf } from "../../aws/read/accounts";
import { emptyModule } from "../../terraform/configured";
import type { Landscape, ResourceInstance } from "../../terraform/instance";
import { resolverOf } from "../../terraform/references-resolve";

/** What of a landscape is in one AWS account, or on Google Cloud. */
export interface Place {
  readonly cloud: "aws" | "gcp";
  /** As `Scope.container`; absent where it is not told, or, on Google Cloud, where there is more than one. */
  readonly container?: string;
  readonly landscape: Landscape;
  /** What the place itself holds. */
  readonly own: readonly ResourceInstance[];
}

/**
 * The accounts of a landscape, each by itself, and all that is on Google Cloud together: who may become a service account there
 * is often said in another project. What is of neither cloud (leases of leasehold's own provider, credentials of Azure) goes with
 * the first place, or makes one of Google Cloud, whose reader knows of it.
 */
export function placesOf(landscape: Landscape): readonly Place[] {
  const accounts = accountsOf({ ...landscape, instances: landscape.instances.filter(isAws) });
  const groups = new Map<string, ResourceInstance[]>();
  const google: ResourceInstance[] = [];
  const others: ResourceInstance[] = [];
  for (const instance of landscape.instances) {
    if (isAws(instance)) {
      // Of two provider configurations of which nothing is known, neither is taken for the other.
      const group = accounts.of(instance.provider) ?? `?${instance.provider}`;
      const those = groups.get(group);
      if (those) those.push(instance);
      else groups.set(group, [instance]);
    } else if (instance.type.startsWith("google_")) google.push(instance);
    else others.push(instance);
  }
  const places: Place[] = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, own]) => {
      const here = new Set(own);
      const neighbours = landscape.instances.filter(
        (instance) => isAws(instance) && isKnown(instance) && !here.has(instance),
      );
      return {
        cloud: "aws",
        ...(group.startsWith("?") ? {} : { container: group }),
        own,
        landscape: part(landscape, [...own, ...neighbours.map(asLookedUp)]),
      };
    });
  if (google.length > 0 || (others.length > 0 && places.length === 0)) {
    const containers = new Set(google.flatMap((instance) => containerOf(instance) ?? []));
    const [only] = containers;
    const own = [...google, ...others];
    const container = containers.size === 1 && only !== undefined ? { container: only } : {};
    places.push({ cloud: "gcp", ...container, own, landscape: part(landscape, own) });
  } else {
    const [first, ...more] = places;
    if (others.length > 0 && first !== undefined) {
      const instances = [...first.landscape.instances, ...others];
      return [{ ...first, own: [...first.own, ...others], landscape: part(landscape, instances) }, ...more];
    }
  }
  return places;
}

function isAws({ type }: ResourceInstance): boolean {
  return type.startsWith("aws_");
}

/** Who is there matters to the neighbours too: an account of one state is no stranger to another, nor are its roles. */
const known: ReadonlySet<string> = new Set(["aws_iam_role", "aws_iam_user", "aws_iam_group", "aws_caller_identity"]);

function isKnown({ type, deposed }: ResourceInstance): boolean {
  return known.has(type) && deposed === undefined;
}

/** As a data source would tell of it: what it has is told of where it is. */
function asLookedUp(instance: ResourceInstance): ResourceInstance {
  return { ...instance, mode: "data" };
}

function part(landscape: Landscape, instances: readonly ResourceInstance[]): Landscape {
  const used = new Set(instances.map(({ provider }) => provider));
  return {
    ...landscape,
    instances,
    providers: landscape.providers.filter(({ key }) => used.has(key)),
    resolve: resolverOf(emptyModule, instances, new Map()),
  };
}

/** Arguments that say where something on Google Cloud lands, by the beginning of its type. */
const containers: readonly (readonly [type: RegExp, argument: string, collection: string])[] = [
  [/^google_folder_iam_/, "folder", "folders"],
  [/^google_organization_iam_/, "org_id", "organizations"],
  [/^google_storage_bucket_iam_/, "bucket", "buckets"],
  [/^google_/, "project", "projects"],
];

function containerOf({ type, values, mode }: ResourceInstance): string | undefined {
  if (mode !== "managed") return undefined;
  const [, argument = "", collection = ""] = containers.find(([pattern]) => pattern.test(type)) ?? [];
  const value = values[argument];
  if (typeof value !== "string" || value === "") return undefined;
  // Google's names of buckets stand as `b/NAME`.
  const name = value.replace(/^.*\//, "");
  return collection === "projects" ? name : `${collection}/${name}`;
}
