import { runSimulation } from "@cloud-copilot/iam-simulate";
import type { PolicyDocument } from "../../../src/aws/policy/document";
import type { AwsBinding, AwsTarget } from "../../../src/estate/types";
import { formatInstant, type Instant } from "../../../src/time/instant";
import type { SynthesizedRole } from "./synthesized";

type Context = Record<string, string | string[]>;

/** How a call to STS looks when an identity makes it. */
interface Caller {
  readonly principal: string;
  readonly action: string;
  readonly context: Context;
}

/** The context of a call by whoever a binding names, as AWS fills it in; the caller chooses none of it. */
export function callerOf(binding: AwsBinding, target: AwsTarget): Caller {
  const p = `arn:${target.partition}`;
  const sts = "sts:AssumeRole";
  switch (binding.kind) {
    case "user":
      return {
        principal: binding.arn,
        action: sts,
        context: { "aws:PrincipalArn": binding.arn, "aws:userid": "AIDA1" },
      };
    case "role":
      return {
        principal: binding.arn,
        action: sts,
        context: { "aws:PrincipalArn": binding.arn, "aws:userid": "AROA2:session" },
      };
    case "identityCenter": {
      const of = binding.account ?? target.account;
      const name = `AWSReservedSSO_${binding.permissionSet}_0123456789abcdef`;
      return {
        principal: `${p}:sts::${of}:assumed-role/${name}/${binding.userName}`,
        action: sts,
        context: {
          "aws:PrincipalArn": `${p}:iam::${of}:role/aws-reserved/sso.amazonaws.com/eu-central-1/${name}`,
          "aws:userid": `AROA3:${binding.userName}`,
          "identitystore:userId": binding.userId ?? "unknown",
        },
      };
    }
    case "saml":
      return {
        principal: binding.provider,
        action: "sts:AssumeRoleWithSAML",
        context: { "SAML:aud": samlAudience[target.partition], "SAML:sub": binding.subject },
      };
    case "oidc":
      return {
        principal: `${p}:iam::${target.account}:oidc-provider/${binding.issuer}`,
        action: "sts:AssumeRoleWithWebIdentity",
        context: {
          [`${binding.issuer}:aud`]: binding.audience,
          [`${binding.issuer}:sub`]: binding.subject,
          ...Object.fromEntries([...binding.claims].map(([claim, value]) => [`${binding.issuer}:${claim}`, value])),
        },
      };
    case "rolesAnywhere":
      return {
        principal: "rolesanywhere.amazonaws.com",
        action: sts,
        context: { "aws:PrincipalTag/x509SAN/URI": binding.spiffe, "aws:SourceArn": binding.trustAnchor },
      };
  }
}

const samlAudience = {
  aws: "https://signin.aws.amazon.com/saml",
  "aws-us-gov": "https://signin.amazonaws-us-gov.com/saml",
  "aws-cn": "https://signin.amazonaws.cn/saml",
} as const;

const callerMay: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:*", Resource: "*" }],
};

/** May the caller become the role at that second? Its own side always allows it: the trust alone decides. */
export async function mayAssume(role: SynthesizedRole, caller: Caller, at: Instant): Promise<boolean> {
  return await allowed({
    principal: caller.principal,
    action: caller.action,
    resource: role.arn,
    context: { ...caller.context, "aws:CurrentTime": formatInstant(at) },
    policies: [callerMay],
    resourcePolicy: role.trust,
  });
}

/** May a session of the role, however it came to be, do this at that second? */
export async function mayAct(
  role: SynthesizedRole,
  act: {
    readonly action: string;
    readonly resource: string;
    readonly context?: Context;
    /** Of the resource; KMS lets nobody in without one. */
    readonly resourcePolicy?: PolicyDocument;
  },
  at: Instant,
  issued: Instant,
): Promise<boolean> {
  const [, partition, , , account] = role.arn.split(":");
  return await allowed({
    principal: `arn:${partition}:sts::${account}:assumed-role/${role.name}/session`,
    action: act.action,
    resource: act.resource,
    context: {
      ...act.context,
      "aws:CurrentTime": formatInstant(at),
      "aws:TokenIssueTime": formatInstant(issued),
      "aws:PrincipalArn": role.arn,
      "aws:userid": "AROA9:session",
    },
    policies: [...role.inline, ...role.attached],
    ...(act.resourcePolicy ? { resourcePolicy: act.resourcePolicy } : {}),
  });
}

/** Can the evaluator tell which resource the action would be on? Some ARNs could be of several types. */
export async function isAskable(action: string, resource: string): Promise<boolean> {
  const [, , , , account] = resource.split(":");
  const response = await runSimulation(
    {
      request: {
        principal: "arn:aws:iam::111122223333:user/x",
        action,
        resource: { resource, accountId: account || "111122223333" },
        contextVariables: {},
      },
      identityPolicies: [],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  return response.resultType === "single";
}

async function allowed(request: {
  principal: string;
  action: string;
  resource: string;
  context: Context;
  policies: readonly PolicyDocument[];
  resourcePolicy?: PolicyDocument;
}): Promise<boolean> {
  const response = await runSimulation(
    {
      request: {
        principal: request.principal,
        action: request.action,
        resource: { resource: request.resource, accountId: request.resource.split(":")[4] || "111122223333" },
        contextVariables: renamed(request.context),
      },
      identityPolicies: request.policies.map((policy, i) => ({ name: `p${i}`, policy })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(request.resourcePolicy ? { resourcePolicy: renamed(request.resourcePolicy) } : {}),
    },
    {},
  );
  if (response.resultType === "error") throw new Error(`${request.action}: ${JSON.stringify(response.errors)}`);
  // An ignored key would make a condition on it decide by its absence.
  const analyses = response.resultType === "single" ? [response.result] : response.results;
  const ignored = analyses.flatMap(({ ignoredContextKeys = [] }) => ignoredContextKeys);
  if (ignored.length > 0) throw new Error(`the evaluator ignored ${ignored.join(", ")} for ${request.action}`);
  return response.overallResult === "Allowed";
}

/**
 * The evaluator's data do not know the keys of OIDC issuers and would drop them. Under another name, the same in
 * request and policy, they are compared just the same.
 */
function renamed<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value).replace(
      /"(token\.actions\.githubusercontent\.com|gitlab\.com):([\w/-]+)":/g,
      (_, issuer, claim) => {
        return `"aws:RequestTag/${issuer}/${claim}":`;
      },
    ),
  ) as T;
}
