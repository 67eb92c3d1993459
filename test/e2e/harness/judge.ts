import { runSimulation } from "@cloud-copilot/iam-simulate";
import type { AwsAccount, Document, FoundRole } from "./aws-api";

/** One request, judged as AWS would judge it. */
export interface Request {
  readonly action: string;
  readonly resource: string;
  readonly account: string;
  /** `aws:CurrentTime`; RFC 3339. */
  readonly at: string;
  readonly context?: Readonly<Record<string, string>>;
}

/** All policies that bear on a role, as the API gives them back. */
export async function policiesOf(account: AwsAccount, role: FoundRole): Promise<{ name: string; policy: Document }[]> {
  const attached = await Promise.all(
    role.attached.map(async (arn) => ({ name: arn, policy: (await account.policy(arn)).document })),
  );
  return [...[...role.inline].map(([name, policy]) => ({ name, policy })), ...attached];
}

/** Whether a session of the role may do it. */
export async function mayDo(account: AwsAccount, role: FoundRole, request: Request): Promise<boolean> {
  return simulate({
    principal: role.arn.replace(":iam:", ":sts:").replace(/:role\/.*$/, `:assumed-role/${role.name}/session`),
    request,
    identityPolicies: await policiesOf(account, role),
  });
}

/** Whether a caller who may assume whatever trusts them gets a session of the role. */
export async function mayAssume(
  role: FoundRole,
  caller: string,
  request: Omit<Request, "action" | "resource">,
): Promise<boolean> {
  const everything = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
  return simulate({
    principal: caller,
    request: { ...request, action: "sts:AssumeRole", resource: role.arn },
    identityPolicies: [{ name: "caller", policy: everything }],
    resourcePolicy: role.trust,
  });
}

async function simulate(given: {
  principal: string;
  request: Request;
  identityPolicies: { name: string; policy: Document }[];
  resourcePolicy?: Document;
}): Promise<boolean> {
  const { action, resource, account, at, context } = given.request;
  const came = await runSimulation(
    {
      request: {
        principal: given.principal,
        action,
        resource: { resource, accountId: account },
        contextVariables: { "aws:CurrentTime": at, ...context },
      },
      identityPolicies: given.identityPolicies,
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(given.resourcePolicy === undefined ? {} : { resourcePolicy: given.resourcePolicy }),
    },
    {},
  );
  if (came.resultType === "error") throw new Error(`${action} cannot be judged: ${JSON.stringify(came.errors)}`);
  return came.overallResult === "Allowed";
}
