import { ownGrants } from "../../expect/resource-grants";
import type { Landscape } from "../../terraform/instance";
import type { StateFile } from "../../terraform/state/state-file";
import type { Coverage, Found } from "../found";
import { estatesIn } from "./marks";
import { placesOf } from "./places";

/**
 * What a state tells of what is there: one for each AWS account that it holds something of, and one for Google Cloud. An empty
 * state tells of no place.
 */
export function foundInState(file: string, { landscape }: StateFile): readonly Found[] {
  return foundIn("state", file, landscape);
}

/**
 * What a settled landscape of one root tells. Terraform knows only what it manages, so that nothing else is missing there: roles
 * and their sessions are covered where the root is one of an estate's targets, by the marks of what it holds.
 */
export function foundIn(source: "state" | "plan", file: string, landscape: Landscape): readonly Found[] {
  return placesOf(landscape).map(({ cloud, container, own, landscape: there }) => {
    const estates = estatesIn([...own, ...ownGrants(landscape)]);
    return {
      source,
      file,
      cloud,
      ...(container === undefined ? {} : { container }),
      landscape: there,
      covers: new Set<Coverage>(estates.size === 0 ? [] : ["roles", "sessions"]),
      estates,
      unreadable: [],
      notAsked: [],
    };
  });
}
