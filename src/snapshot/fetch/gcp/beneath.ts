import { AskError } from "../errors";
import type { GoogleAsk } from "./ask";

/** What of the resource hierarchy lies in a container, itself included. */
export interface Beneath {
  /** `projects/acme-prod` */
  readonly projects: readonly string[];
  /** `folders/123` */
  readonly folders: readonly string[];
}

const manager = "cloudresourcemanager.googleapis.com";

/** @param container `projects/acme-prod`, `folders/123`, `organizations/456` */
export async function beneath(ask: GoogleAsk, container: string): Promise<Beneath> {
  if (container.startsWith("projects/")) return { projects: [container], folders: [] };
  const query = `assetTypes=${manager}/Project&assetTypes=${manager}/Folder&pageSize=500`;
  const found = await ask.all(
    `https://cloudasset.googleapis.com/v1/${container}:searchAllResources?${query}`,
    "results",
  );
  const projects = new Set<string>();
  const folders = new Set(container.startsWith("folders/") ? [container] : []);
  for (const { name, state } of found) {
    const path = typeof name === "string" ? name.replace(`//${manager}/`, "") : "";
    if (state === "DELETE_REQUESTED") continue;
    if (/^projects\/[^/]+$/.test(path)) projects.add(path);
    else if (/^folders\/[0-9]+$/.test(path)) folders.add(path);
    else throw new AskError("failed", "Cloud Asset named something that is no project and no folder");
  }
  return { projects: [...projects].sort(), folders: [...folders].sort() };
}
