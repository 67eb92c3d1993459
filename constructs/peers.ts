/** What the construct library cannot do without. */
const always = ["cdktf", "constructs", "@cdktf/provider-aws"] as const;

/** Which of these packages cannot be found from here. */
function missing(names: readonly string[]): string[] {
  return names.filter((name) => {
    try {
      require.resolve(name);
      return false;
    } catch {
      return true;
    }
  });
}

/**
 * Checks that packages are installed which leasehold does not bring along (optional peers).
 * @throws Error that names exactly those that are missing, and the command that installs them
 */
export function requirePeers(names: readonly string[], what: string): void {
  const absent = missing(names);
  if (absent.length === 0) return;
  throw new Error(
    `${what} needs ${absent.length === 1 ? "a package that is" : "packages that are"} not installed: ` +
      `${absent.join(", ")}. Run \`npm install ${absent.join(" ")}\`. ` +
      "(The command line and `leasehold/estate` work without.)",
  );
}

// Here, and imported first, so that the answer is this and not "Cannot find module" from somewhere inside.
requirePeers(always, "The construct library of leasehold");
