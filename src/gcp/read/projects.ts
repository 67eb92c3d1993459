import { isExpression } from "../../terraform/configured";
import type { Landscape, ResourceInstance } from "../../terraform/instance";
import { knownText } from "./found";

/** The projects in which a landscape makes things, which are ours. */
export interface Projects {
  /** The project of an instance: its own argument, or its provider's. */
  of(instance: ResourceInstance): string | undefined;
  /** Is the project, by its id or number, ours? Undefined where it cannot be told. */
  isOwn(project: string): boolean | undefined;
}

/** Whether a resource is of Google's provider, or its beta. */
export function isGoogle({ type }: { readonly type: string }): boolean {
  return type.startsWith("google_");
}

/** Finds the own projects: the providers', those that the plan makes or reads, and those in which it makes things. */
export function projectsOf(landscape: Landscape): Projects {
  const ofProvider = new Map<string, string>();
  const own = new Set<string>();
  const add = (project: string | undefined): void => {
    if (project !== undefined) own.add(project.replace(/^projects\//, ""));
  };
  for (const { key, source, configured } of landscape.providers) {
    if (!/(^|\/)google(-beta)?$/.test(source)) continue;
    const written = configured.project;
    const project = isExpression(written) ? written.constant : undefined;
    if (typeof project !== "string" || project === "" || project.includes("${")) continue;
    ofProvider.set(key, project);
    add(project);
  }
  for (const instance of landscape.instances) {
    if (!isGoogle(instance)) continue;
    if (instance.mode === "managed") add(knownText(instance, "project"));
    if (/^google_(project|client_config)$/.test(instance.type)) {
      const project = knownText(instance, "project_id") ?? knownText(instance, "project");
      add(project);
      const number = instance.values.number;
      if (typeof number === "string" || typeof number === "number") add(String(number));
      if (project !== undefined && instance.type === "google_client_config" && !ofProvider.has(instance.provider)) {
        ofProvider.set(instance.provider, project);
      }
    }
  }
  const numbers = [...own].some((project) => /^[0-9]+$/.test(project));
  const ids = [...own].some((project) => !/^[0-9]+$/.test(project));
  return {
    of: (instance) => knownText(instance, "project")?.replace(/^projects\//, "") ?? ofProvider.get(instance.provider),
    isOwn(project) {
      if (own.has(project)) return true;
      return (/^[0-9]+$/.test(project) ? numbers : ids) ? false : undefined;
    },
  };
}
