/**
 * What may hold access, by how it is judged.
 *
 * - `person`: a human, alone or as a group of humans
 * - `ci`: a pipeline that federates in
 * - `agent`: an AI agent
 * - `federated`: somebody whom an identity provider vouches for
 * - `foreign`: somebody of an account that is not ours
 * - `anyone`: everybody, or everybody with some account
 * - `service`: running software: an instance, function, task, pod, or a service of the cloud itself
 * - `unknown`: it cannot be told; judged as gravely as a person
 */
export type PrincipalKind = "person" | "ci" | "agent" | "federated" | "foreign" | "anyone" | "service" | "unknown";

/** Somebody or something that may hold access. */
export interface Principal {
  readonly kind: PrincipalKind;
  /** How people know it: an ARN, a GCP member, or, where neither is known yet, the address of its resource. */
  readonly name: string;
  /** What is the same for the same principal and differs for others, across accounts and kinds; never shown. */
  readonly key: string;
  /** The resource that makes it, where the plan holds it. */
  readonly address?: string;
}

/** Is it judged by the service column of the matrix? Everything else is judged as gravely as a person. */
export function isService(principal: Principal): boolean {
  return principal.kind === "service";
}
