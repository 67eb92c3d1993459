// A user, a team or group with those above it, GitLab's role, or an e-mail address; whatever else stands there could name
// somebody else besides.
const owner =
  /^(?:@@?[A-Za-z0-9_](?:[\w.-]*[\w-])?(?:\/[A-Za-z0-9_](?:[\w.-]*[\w-])?)*|[\w.%+-]+@[\w-]+(?:\.[\w-]+)+)$/;

/** Whether a team's `review` is one owner that a code-owners file can name. */
export function isOwner(handle: string): boolean {
  return owner.test(handle);
}
