import type { Instant } from "../../time/instant";

/** One permission that a call needed, and whether Google let it have it. */
export interface CheckedPermission {
  /** With its service written short: `iam.roles.get`. */
  readonly permission: string;
  readonly granted: boolean;
  readonly resource?: string;
}

/** One call that Cloud Audit Logs recorded. */
export interface GcpCall {
  readonly kind: "gcp-call";
  readonly id?: string;
  readonly at: Instant;
  /** Whose log it is, as `Scope.container`: `acme-prod`, `folders/123`, `organizations/456`. */
  readonly container: string;
  /** `google.cloud.sql.v1.SqlInstancesService.Get` */
  readonly name: string;
  /** Absent where Google leaves the caller out, as it does of some denied calls. */
  readonly email?: string;
  /** `principal://iam.googleapis.com/…`, `user:dana@acme.example`. */
  readonly subject?: string;
  /** Those who acted through the caller, a service account, first to last. */
  readonly delegates: readonly string[];
  readonly resource?: string;
  readonly project?: string;
  readonly bucket?: string;
  readonly permissions: readonly CheckedPermission[];
  /** A call of a Data Access log; those are off for most services unless they are turned on. */
  readonly dataAccess: boolean;
}
