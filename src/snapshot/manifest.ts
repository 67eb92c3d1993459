/** What a snapshot may hold of an AWS account, an organization or an Identity Center instance. */
export const awsParts = [
  "authorization-details",
  "roles",
  "access-keys",
  "identity-providers",
  "identity-center",
  "organization",
  "roles-anywhere",
  "access-analyzer",
] as const;

/** What a snapshot may hold of a GCP project, folder or organization. */
export const gcpParts = [
  "iam-policies",
  "custom-roles",
  "service-account-keys",
  "federation",
  "pam",
  "organization-policies",
] as const;

export type AwsPart = (typeof awsParts)[number];
export type GcpPart = (typeof gcpParts)[number];
export type Part = AwsPart | GcpPart;

/** One file of a snapshot: its path below the folder, with `/`. */
export interface SnapshotFile {
  readonly path: string;
  /** SHA-256 of its bytes, hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * How asking for a part ended.
 *
 * - `answered`: wholly; its files are listed
 * - `denied`: the cloud refused
 * - `failed`: anything else, an interruption too
 * - `not-asked`: left out on purpose (`--parts`)
 */
export type PartStatus = "answered" | "denied" | "failed" | "not-asked";

export interface SnapshotPart {
  readonly part: Part;
  readonly status: PartStatus;
  /** RFC 3339; when it was asked for, and when it was answered wholly. */
  readonly asked?: string;
  readonly answered?: string;
  /** In the order of their pages. */
  readonly files: readonly SnapshotFile[];
  /** What the cloud said, without anything secret: `AccessDenied: …`. */
  readonly error?: string;
}

/** An AWS account or a GCP project, folder or organization, and what was asked of it. */
export interface SnapshotContainer {
  readonly cloud: "aws" | "gcp";
  /** `111122223333`; `acme-prod`, `folders/123`, `organizations/456`, as `Scope.container`. */
  readonly id: string;
  /** Who asked: an ARN, a service account's or a user's e-mail. */
  readonly by?: string;
  readonly parts: readonly SnapshotPart[];
}

/** `manifest.json` of a snapshot folder. */
export interface SnapshotManifest {
  readonly version: 1;
  /** Leasehold's version. */
  readonly leasehold: string;
  /** RFC 3339. */
  readonly begun: string;
  /** Absent while it is being made, or when it was cut off. */
  readonly finished?: string;
  /** What it was asked with, as the command line spells it: only the same is gone on with. */
  readonly arguments?: Readonly<Record<string, string | readonly string[]>>;
  readonly containers: readonly SnapshotContainer[];
}

/** The oldest snapshot that is taken for what is there now, in seconds. */
export const defaultMaxAge = 86_400;
