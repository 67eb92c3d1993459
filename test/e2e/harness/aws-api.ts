import { type Element, members, parseXml, textOf } from "./xml";

/** A policy document as it was read back: parsed JSON. */
export type Document = unknown;

/** A role with all that hangs on it, as the API tells it. */
export interface FoundRole {
  readonly name: string;
  readonly arn: string;
  readonly path: string;
  readonly description: string;
  readonly maxSessionSeconds: number;
  readonly trust: Document;
  readonly tags: ReadonlyMap<string, string>;
  /** Inline policies by name. */
  readonly inline: ReadonlyMap<string, Document>;
  /** ARNs of attached policies, sorted. */
  readonly attached: readonly string[];
}

/** What a role holds: its policies, without what the rest of it is. */
export type Holdings = Pick<FoundRole, "name" | "inline" | "attached">;

/** Calls of IAM in one account of the emulator, over plain HTTP: it looks only at the access key id of a signature. */
export interface AwsAccount {
  call(action: string, parameters?: Readonly<Record<string, string>>): Promise<Element>;
  roleNames(path: string): Promise<readonly string[]>;
  role(name: string): Promise<FoundRole>;
  /** What every role below a path holds at one moment: a single call. */
  holdings(path: string): Promise<readonly Holdings[]>;
  /** The default version of a managed policy. */
  policy(arn: string): Promise<{ readonly document: Document; readonly tags: ReadonlyMap<string, string> }>;
  /** Makes an access key for a user, and gives its id. */
  accessKey(user: string): Promise<string | undefined>;
  /** ARNs of the account's own policies below a path. */
  policyArns(path: string): Promise<readonly string[]>;
}

/** Enters an account as Terraform does: by assuming its deployer role. */
export async function enterAccount(endpoint: string, account: string): Promise<AwsAccount> {
  const assumed = await query(endpoint, "sts", "outside", "2011-06-15", "AssumeRole", {
    RoleArn: `arn:aws:iam::${account}:role/leasehold-deployer`,
    RoleSessionName: "e2e",
  });
  const key = textOf(assumed, "AccessKeyId");
  if (key === undefined) throw new Error(`no session in account ${account}`);
  const call: AwsAccount["call"] = (action, parameters = {}) =>
    query(endpoint, "iam", key, "2010-05-08", action, parameters);
  const role = async (name: string): Promise<FoundRole> => {
    const found = await call("GetRole", { RoleName: name });
    const inline = new Map<string, Document>();
    for (const policy of members(await call("ListRolePolicies", { RoleName: name }), "PolicyNames")) {
      const answer = await call("GetRolePolicy", { RoleName: name, PolicyName: policy.text });
      inline.set(policy.text, documentOf(answer, "PolicyDocument"));
    }
    const attached = members(await call("ListAttachedRolePolicies", { RoleName: name }), "AttachedPolicies");
    return {
      name,
      arn: textOf(found, "Role", "Arn") ?? "",
      path: textOf(found, "Role", "Path") ?? "",
      description: textOf(found, "Role", "Description") ?? "",
      maxSessionSeconds: Number(textOf(found, "Role", "MaxSessionDuration")),
      trust: documentOf(found, "AssumeRolePolicyDocument"),
      tags: tagsOf(found),
      inline,
      attached: attached.map((policy) => textOf(policy, "PolicyArn") ?? "").sort(),
    };
  };
  return {
    call,
    role,
    async roleNames(path) {
      return members(await call("ListRoles", { PathPrefix: path }), "Roles").map((r) => textOf(r, "RoleName") ?? "");
    },
    async holdings(path) {
      const answer = await call("GetAccountAuthorizationDetails", { "Filter.member.1": "Role" });
      if (textOf(answer, "IsTruncated") === "true") throw new Error("the account holds more roles than one answer");
      return members(answer, "RoleDetailList")
        .filter((found) => (textOf(found, "Path") ?? "").startsWith(path))
        .map((found) => ({
          name: textOf(found, "RoleName") ?? "",
          inline: new Map(
            members(found, "RolePolicyList").map((policy) => [
              textOf(policy, "PolicyName") ?? "",
              documentOf(policy, "PolicyDocument"),
            ]),
          ),
          attached: members(found, "AttachedManagedPolicies").map((policy) => textOf(policy, "PolicyArn") ?? ""),
        }));
    },
    async policy(arn) {
      const found = await call("GetPolicy", { PolicyArn: arn });
      const versionId = textOf(found, "DefaultVersionId") ?? "";
      const version = await call("GetPolicyVersion", { PolicyArn: arn, VersionId: versionId });
      return { document: documentOf(version, "Document"), tags: tagsOf(found) };
    },
    async accessKey(user) {
      return textOf(await call("CreateAccessKey", { UserName: user }), "AccessKeyId");
    },
    async policyArns(path) {
      const answer = await call("ListPolicies", { Scope: "Local", PathPrefix: path });
      return members(answer, "Policies").map((policy) => textOf(policy, "Arn") ?? "");
    },
  };
}

/** Removes every role and policy below a path, so that a run starts from nothing without the emulator's slow reset. */
export async function sweep(account: AwsAccount, path: string): Promise<void> {
  for (const { name, inline, attached } of await account.holdings(path)) {
    for (const arn of attached) await account.call("DetachRolePolicy", { RoleName: name, PolicyArn: arn });
    for (const policy of inline.keys()) await account.call("DeleteRolePolicy", { RoleName: name, PolicyName: policy });
    await account.call("DeleteRole", { RoleName: name });
  }
  for (const arn of await account.policyArns(path)) await account.call("DeletePolicy", { PolicyArn: arn });
}

async function query(
  endpoint: string,
  service: string,
  key: string,
  version: string,
  action: string,
  parameters: Readonly<Record<string, string>>,
): Promise<Element> {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-www-form-urlencoded",
      Authorization: `AWS4-HMAC-SHA256 Credential=${key}/20261122/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=none`,
    },
    body: new URLSearchParams({ Action: action, Version: version, ...parameters }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${action} answered ${response.status}: ${text.slice(0, 400)}`);
  return parseXml(text);
}

function documentOf(element: Element, name: string): Document {
  const text = textOf(element, name);
  return text === undefined ? undefined : JSON.parse(decodeURIComponent(text));
}

function tagsOf(element: Element): ReadonlyMap<string, string> {
  return new Map(members(element, "Tags").map((tag) => [textOf(tag, "Key") ?? "", textOf(tag, "Value") ?? ""]));
}
