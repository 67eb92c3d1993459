import { runSimulation } from "@cloud-copilot/iam-simulate";
import type { PolicyDocument } from "../../../src/aws/policy/document";

/** The account of everything that is asked for. */
export const account = "111122223333";

/** A moment as the evaluator reads it. */
export const iso = (at: number) => `${new Date(at * 1000).toISOString().slice(0, 19)}Z`;

/** One moment at which a request is made: without `issued`, with long-term keys. */
export interface Moment {
  readonly at: number;
  readonly issued?: number;
}

/** Whether the evaluator, which is independent of leasehold, says that the policies allow the request. */
export async function allows(
  { action, resource }: { readonly action: string; readonly resource: string },
  { at, issued }: Moment,
  principal: string,
  identity: readonly PolicyDocument[],
  boundary: PolicyDocument | undefined,
  further: Record<string, string>,
): Promise<boolean> {
  const response = await runSimulation(
    {
      request: {
        principal,
        action,
        resource: { resource, accountId: account },
        contextVariables: {
          "aws:CurrentTime": iso(at),
          "aws:EpochTime": String(at),
          ...(issued === undefined ? {} : { "aws:TokenIssueTime": iso(issued) }),
          ...further,
        },
      },
      identityPolicies: identity.map((policy, i) => ({ name: `p${i}`, policy })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(boundary === undefined ? {} : { permissionBoundaryPolicies: [{ name: "boundary", policy: boundary }] }),
    },
    {},
  );
  if (response.resultType === "error") throw new Error(JSON.stringify(response.errors));
  const analyses = response.resultType === "single" ? [response.result] : response.results;
  const ignored = analyses.flatMap(({ ignoredContextKeys = [] }) => ignoredContextKeys);
  if (ignored.length > 0) throw new Error(`the evaluator ignored ${ignored.join(", ")} for ${action}`);
  return response.overallResult === "Allowed";
}
