/**
 * Services that AWS has ended and whose actions still stand in policies of its own (`ReadOnlyAccess`, `SecurityAudit`). Nothing
 * answers to them any more, so that to hold them gives nothing; the table of actions does not list them.
 *
 * Source: AWS, "AWS product lifecycle changes", "Services at end of support".
 */
const endedServices: ReadonlySet<string> = new Set([
  "deepcomposer",
  "deeplens",
  "deepracer",
  "elastic-inference",
  "iot1click",
  // The first name of WorkDocs.
  "zocalo",
]);

/** Whether an action, or a pattern of actions, is of a service that AWS has ended. */
export function isOfEndedService(action: string): boolean {
  return endedServices.has(action.slice(0, Math.max(action.indexOf(":"), 0)).toLowerCase());
}
