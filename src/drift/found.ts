import type { Landscape } from "../terraform/instance";

/** Something that could not be told: never a pass. */
export interface Unreadable {
  /** What was not read: `111122223333: access-keys`, a file's name. */
  readonly what: string;
  /** Why, in a sentence; and what mends it. */
  readonly message: string;
  readonly fix: string;
}

/**
 * What of access a source covers. Something declared that is not found is missing only where it would have been seen.
 *
 * - `roles`: IAM roles with trust, policies, boundary and tags (AWS); IAM bindings (GCP)
 * - `sessions`: the longest session of each role
 * - `credentials`: static keys
 * - `federation`, `identity-center`, `organization`, `roles-anywhere`, `external-access`, `entitlements`: each as it says
 */
export type Coverage =
  | "roles"
  | "sessions"
  | "credentials"
  | "federation"
  | "identity-center"
  | "organization"
  | "roles-anywhere"
  | "external-access"
  | "entitlements";

/** What is there, as one source tells it of one place. */
export interface Found {
  readonly source: "state" | "plan" | "snapshot";
  /** The file or folder that it was read from. */
  readonly file: string;
  readonly cloud: "aws" | "gcp";
  /** The AWS account or GCP container (as `Scope.container`); absent where a state does not tell. */
  readonly container?: string;
  /** In Terraform's terms, whatever it was read from: `settled`, moment `after`. */
  readonly landscape: Landscape;
  readonly covers: ReadonlySet<Coverage>;
  /**
   * Of a state or a plan: the estates of which it is a target's root. What it covers, it covers of these alone: another estate's
   * lease in the same account stands in another root.
   */
  readonly estates?: ReadonlySet<string>;
  /** When each role was last used, by ARN, in seconds since the epoch; absent: never, within what the cloud remembers. */
  readonly lastUsed?: ReadonlyMap<string, number>;
  /** When each role was made, by ARN. */
  readonly created?: ReadonlyMap<string, number>;
  /** External access that Access Analyzer has found, by resource. */
  readonly external?: readonly { readonly resource: string; readonly principal: string; readonly said: string }[];
  /** When its oldest part was asked for, RFC 3339, and who asked; for the summary. */
  readonly asked?: string;
  readonly by?: string;
  /** Roles that are there and of which nothing is to be said; the landscape does not have them. */
  readonly leftOut?: number;
  readonly unreadable: readonly Unreadable[];
  /** What was left out on purpose; said as notes. */
  readonly notAsked: readonly string[];
}
