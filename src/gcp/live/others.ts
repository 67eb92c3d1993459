import type { JsonMap } from "../../terraform/instance";
import type { Json } from "../../terraform/json";
import { isProject, type ProjectNames, projectIn } from "./projects";
import { isMap, type Reading, shown, textOf, textsOf } from "./reading";

/** Says of policies of another project, folder or organization than the one that was asked that they are. */
export function othersIn(
  pages: readonly Json[],
  container: string | undefined,
  names: ProjectNames,
  reading: Reading,
): void {
  if (container === undefined) return;
  for (const page of pages) {
    const results = isMap(page) ? page.results : undefined;
    for (const result of Array.isArray(results) ? (results as readonly Json[]) : []) {
      if (isMap(result) && isElsewhere(result, container, names)) {
        reading.fault(
          `it holds the policy of ${shown(textOf(result, "resource") ?? "")}, which is not of ${container}`,
        );
        return;
      }
    }
  }
}

function isElsewhere(result: JsonMap, container: string, names: ProjectNames): boolean {
  const resource = textOf(result, "resource") ?? "";
  const path = resource.replace(/^\/\/[^/]+\//, "");
  if (isProject(container)) {
    const given = textOf(result, "project")?.replace(/^projects\//, "") ?? projectIn(path);
    if (given === undefined) return /^(folders|organizations)\//.test(path);
    return names.id(given) !== names.id(container);
  }
  if (path === container) return false;
  if (container.startsWith("organizations/")) {
    const organization = textOf(result, "organization");
    return organization !== undefined && organization !== container;
  }
  const folders = textsOf(result.folders) ?? [];
  return folders.length > 0 && !folders.includes(container);
}
