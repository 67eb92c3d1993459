import type { Reporter } from "../../diagnostics/report";
import { unresolvedToken } from "../../estate/formats";
import type { AwsBinding } from "../../estate/types";

type Oidc = Extract<AwsBinding, { kind: "oidc" }>;

const github = "token.actions.githubusercontent.com";

const githubClaims = [
  "actor",
  "actor_id",
  "enterprise_id",
  "environment",
  "job_workflow_ref",
  "ref",
  "repository",
  "repository_id",
  "workflow",
];

/**
 * The claims, beside audience and subject, that reach IAM as `<issuer>:<claim>`.
 *
 * Source: IAM User Guide, "Available keys for AWS OIDC federation" (as of 2026: GitHub, Google, CircleCI and Oracle have
 * keys of their own since January 2026; `amr` is there for issuers that send it and Amazon Cognito).
 */
export function exposedClaims(issuer: string): readonly string[] {
  if (issuer === github) return githubClaims;
  if (issuer === "accounts.google.com") return ["google/organization_number", "oaud"];
  if (issuer === "cognito-identity.amazonaws.com") return ["amr"];
  if (/^oidc\.circleci\.com\/org\/[\w-]+$/.test(issuer)) return ["oidc.circleci.com/project-id"];
  if (/^identity\.[\w.-]*oraclecloud\.com$/.test(issuer)) return ["rpst_id"];
  return [];
}

/** Reports a claim that never reaches IAM (its condition could never hold) and a subject that names nobody. */
export function checkOidc(reporter: Reporter, identity: string, binding: Oidc): boolean {
  const { issuer, subject } = binding;
  const path = ["identities", identity, "aws", "oidc"];
  let fine = true;
  // Through constructs, an issuer may be Terraform's to know.
  if (!unresolvedToken.test(issuer) && !/^[a-z0-9.-]+(\/[\w.~/-]*)?$/.test(issuer)) {
    const expected = "the issuer's host, in small letters, and its path, without a scheme or a port";
    reporter.report("aws-principal-unclear", { identity, value: issuer, expected }, [...path, "issuer"]);
    fine = false;
  }
  if (binding.audience === "" || /[*?]/.test(binding.audience)) {
    const expected = "the exact audience, such as sts.amazonaws.com";
    reporter.report("aws-principal-unclear", { identity, value: binding.audience, expected }, [...path, "audience"]);
    fine = false;
  }
  if (subject.trim() === "" || /[*?]/.test(subject)) {
    reporter.report("aws-subject-unpinned", { identity, issuer, subject }, [...path, "subject"]);
    fine = false;
  }
  const exposed = exposedClaims(issuer);
  for (const claim of [...binding.claims.keys()].sort()) {
    if (exposed.includes(claim)) continue;
    reporter.report("aws-claim-not-exposed", { identity, issuer, claim, exposed }, [...path, "claims", claim]);
    fine = false;
  }
  if (issuer === github && !binding.claims.has("repository_id")) {
    reporter.report("aws-repository-unpinned", { identity }, path);
  }
  return fine;
}
