import type { Diagnostic } from "../../diagnostics/diagnostic";
import type { Grant } from "../../estate/types";

/** How what is wrong with a lease is mended in Terraform's language, where the estate's own mend is for YAML. */
export function mendOf({ code, fix }: Diagnostic, { identity }: Grant): string {
  switch (code) {
    case "principal-missing":
      return `Declare how ${identity.name} is known there, or name a \`target\` in which they are.`;
    case "grant-task-not-to-agent":
      return "Remove `task`.";
    case "grant-task-on-gcp":
      return "Name a `target` on AWS.";
    case "grants-overlap":
      return "Choose another `start` or `ttl`, or use the grant that is there.";
    case "outside-hours":
      return "Move `start` or shorten `ttl` so that the whole window lies within `require.within`.";
    default:
      return fix.replace(/`(\w+): ([^`]*)`/g, '`$1 = "$2"`');
  }
}
