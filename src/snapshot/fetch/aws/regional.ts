import { allOf } from "./paging";
import type { AwsSession } from "./session";

const tokenOf = ({ nextToken }: { readonly nextToken?: string | undefined }): string | undefined => nextToken;

/** The trust anchors and profiles of IAM Roles Anywhere, in each region that is asked. */
export async function* askRolesAnywhere(session: AwsSession): AsyncGenerator<unknown> {
  const TrustAnchors: unknown[] = [];
  const Profiles: unknown[] = [];
  for (const region of session.regions) {
    const anchors = await allOf(
      "ListTrustAnchors",
      (nextToken) =>
        session.ask("rolesanywhere", "ListTrustAnchors", (api) => api.listTrustAnchors({ nextToken }), { region }),
      tokenOf,
      ({ trustAnchors }) => trustAnchors,
    );
    const profiles = await allOf(
      "ListProfiles",
      (nextToken) => session.ask("rolesanywhere", "ListProfiles", (api) => api.listProfiles({ nextToken }), { region }),
      tokenOf,
      (page) => page.profiles,
    );
    TrustAnchors.push(...anchors);
    Profiles.push(...profiles);
  }
  yield { TrustAnchors, Profiles };
}

/** What Access Analyzer found of access from outside, in each region that is asked; analyzers of unused access find none. */
export async function* askAccessAnalyzer(session: AwsSession): AsyncGenerator<unknown> {
  const Analyzers: unknown[] = [];
  const Findings: unknown[] = [];
  for (const region of session.regions) {
    const analyzers = await allOf(
      "ListAnalyzers",
      (nextToken) =>
        session.ask("access-analyzer", "ListAnalyzers", (api) => api.listAnalyzers({ nextToken }), { region }),
      tokenOf,
      (page) => page.analyzers,
    );
    const external = analyzers.filter(({ type }) => type === "ACCOUNT" || type === "ORGANIZATION");
    Analyzers.push(...external);
    for (const { arn: analyzerArn } of external) {
      const findings = await allOf(
        "ListFindings",
        (nextToken) =>
          session.ask(
            "access-analyzer",
            "ListFindings",
            (api) => api.listFindings({ analyzerArn, nextToken, filter: { status: { eq: ["ACTIVE"] } } }),
            { region },
          ),
        tokenOf,
        (page) => page.findings,
      );
      Findings.push(...findings.map((finding) => ({ ...finding, analyzerArn })));
    }
  }
  yield { Analyzers, Findings };
}
