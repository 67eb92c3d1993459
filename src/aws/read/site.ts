import type { Landscape, ResourceInstance } from "../../terraform/instance";
import type { PolicySite } from "./grantees";
import type { Principals } from "./principals";
import type { Denies } from "./resource-access";
import type { Surroundings } from "./stand-in";
import { text } from "./values";

/** What the readers of the resource side need: who is who, and what principals are denied wherever they go. */
export interface ResourceSurroundings extends Surroundings {
  readonly canonical: ReadonlyMap<string, "own" | "service">;
  readonly denies: Denies;
}

/** All that is found once in a landscape. */
export function resourceSurroundings(
  landscape: Landscape,
  principals: Principals,
  denies: Denies,
): ResourceSurroundings {
  return { landscape, principals, canonical: canonicalUsers(landscape), denies };
}

/** The resource that holds a policy, among what is known of its surroundings. */
export function siteOf(
  instance: ResourceInstance,
  { principals, canonical, denies }: ResourceSurroundings,
): PolicySite & { readonly denies: Denies } {
  return { instance, principals, canonical, denies };
}

function canonicalUsers({ instances }: Landscape): ReadonlyMap<string, "own" | "service"> {
  const found = new Map<string, "own" | "service">();
  for (const instance of instances) {
    const id = text(instance, "id");
    if (instance.type === "aws_canonical_user_id" && id !== undefined) found.set(id, "own");
    if (instance.type === "aws_cloudfront_log_delivery_canonical_user_id" && id !== undefined) found.set(id, "service");
    const user = instance.type === "aws_cloudfront_origin_access_identity" && text(instance, "s3_canonical_user_id");
    if (typeof user === "string") found.set(user, "service");
  }
  return found;
}
