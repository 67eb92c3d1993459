import type { GcpTarget } from "../../estate/types";
import { gcpContainers } from "../../snapshot/fetch/gcp/containers";
import { gcpParts } from "../../snapshot/manifest";
import type { SnapshotOptions } from "../commands/snapshot";
import { Refusal } from "../outcome";
import { complain } from "../output";
import { type AskedSnapshot, backoffOf, estateOf, partsOf, refuseOthers } from "./asked";

/** What is asked of Google Cloud. */
export async function askedOfGcp(options: SnapshotOptions): Promise<AskedSnapshot> {
  refuseOthers("Google Cloud", options, ["account", "region", "profile", "assumeRole", "externalId"]);
  const parts = partsOf(gcpParts, options.parts);
  const targets = options.estate === undefined ? [] : targetsOf(options.estate);
  const named = [...(options.project ?? []), ...(options.scope ?? [])];
  const ids = [...new Set(named.length > 0 ? named : targets.map(idOf))];
  if (ids.length === 0) {
    throw new Refusal(
      "usage",
      "It is not said what to take a snapshot of.",
      "Name projects with --project, folders or an organization with --scope, or --estate DIR for its targets.",
    );
  }
  const impersonated = new Map(
    targets.flatMap((target) => (target.impersonate ? [[idOf(target), target.impersonate]] : [])),
  );
  const containers = await gcpContainers({
    containers: ids,
    impersonate: (container) => options.impersonate ?? impersonated.get(container),
    backoff: backoffOf(process.env),
    now: () => Date.now(),
  });
  return {
    containers,
    allParts: gcpParts,
    parts,
    arguments: { cloud: "gcp", parts, scope: containers.map(({ id }) => id) },
  };
}

/** A bucket is part of a project that its target does not name. */
function targetsOf(directory: string): readonly GcpTarget[] {
  return [...estateOf(directory).targets.values()].flatMap(({ name, cloud }) => {
    if (cloud.kind !== "gcp") return [];
    if (cloud.scope !== "bucket") return [cloud];
    complain(
      `leasehold: ${name} is the bucket ${cloud.id}: what is granted on it is asked of its project; name that with --project.`,
    );
    return [];
  });
}

function idOf({ scope, id }: GcpTarget): string {
  return scope === "project" ? id : `${scope}s/${id}`;
}
