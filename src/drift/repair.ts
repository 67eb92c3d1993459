import { verbatimShell } from "../aws/emit/shell";
import type { SourceLocation } from "../diagnostics/diagnostic";
import { isMap } from "../gcp/read/found";
import type { ResourceInstance } from "../terraform/instance";
import { escapeLiteral } from "../terraform/literal";
import type { Found } from "./found";

/** The exact next step for one finding. */
export interface Repair {
  /** What it belongs to in a checklist: a target, an account or project, a file. */
  readonly group: string;
  /** What to do, in sentences. */
  readonly text: string;
  /** A command to run, as one line of a POSIX shell. */
  readonly command?: string;
  /** HCL that takes it into Terraform's hands, where it is to stay. */
  readonly hcl?: string;
}

/** How the root of a target is applied; `OUT` stands for the directory that `leasehold synth --out` was given. */
export function applyCommand(target: string, root: string | undefined, replace?: string): string {
  const directory = verbatimShell(root ?? `OUT/${target}`);
  const option = replace === undefined ? "" : ` -replace=${verbatimShell(replace)}`;
  return `terraform -chdir=${directory} apply${option}`;
}

/** `access/grants.yaml:12`, or nothing. */
export function at(location: SourceLocation | undefined): string {
  return location === undefined ? "" : ` (${location.file}:${location.line})`;
}

type Texts = (name: string) => string;

/** How a thing that was found is removed with the cloud's own command line, by type; of those that have a plain one. */
const removals: Readonly<Record<string, (text: Texts) => readonly string[]>> = {
  aws_iam_user_policy_attachment: (text) => [
    ...["aws", "iam", "detach-user-policy", "--user-name", text("user"), "--policy-arn", text("policy_arn")],
  ],
  aws_iam_role_policy_attachment: (text) => [
    ...["aws", "iam", "detach-role-policy", "--role-name", text("role"), "--policy-arn", text("policy_arn")],
  ],
  aws_iam_group_policy_attachment: (text) => [
    ...["aws", "iam", "detach-group-policy", "--group-name", text("group"), "--policy-arn", text("policy_arn")],
  ],
  aws_iam_user_policy: (text) => [
    ...["aws", "iam", "delete-user-policy", "--user-name", text("user"), "--policy-name", text("name")],
  ],
  aws_iam_role_policy: (text) => [
    ...["aws", "iam", "delete-role-policy", "--role-name", text("role"), "--policy-name", text("name")],
  ],
  aws_iam_group_policy: (text) => [
    ...["aws", "iam", "delete-group-policy", "--group-name", text("group"), "--policy-name", text("name")],
  ],
  aws_ssoadmin_account_assignment: (text) => [
    ...["aws", "sso-admin", "delete-account-assignment", "--instance-arn", text("instance_arn")],
    ...["--target-id", text("target_id"), "--target-type", "AWS_ACCOUNT"],
    ...["--permission-set-arn", text("permission_set_arn")],
    ...["--principal-type", text("principal_type"), "--principal-id", text("principal_id")],
  ],
  google_project_iam_member: (text) => [
    ...["gcloud", "projects", "remove-iam-policy-binding", text("project")],
    ...["--member", text("member"), "--role", text("role")],
  ],
  google_folder_iam_member: (text) => [
    ...["gcloud", "resource-manager", "folders", "remove-iam-policy-binding", text("folder").replace("folders/", "")],
    ...["--member", text("member"), "--role", text("role")],
  ],
  google_organization_iam_member: (text) => [
    ...["gcloud", "organizations", "remove-iam-policy-binding", text("org_id").replace("organizations/", "")],
    ...["--member", text("member"), "--role", text("role")],
  ],
  google_storage_bucket_iam_member: (text) => [
    ...["gcloud", "storage", "buckets", "remove-iam-policy-binding", `gs://${text("bucket")}`],
    ...["--member", text("member"), "--role", text("role")],
  ],
};

/** By which id Terraform imports a thing, by type (each from the provider's own documentation). */
const imports: Readonly<Record<string, (text: Texts) => string>> = {
  aws_iam_user_policy_attachment: (text) => `${text("user")}/${text("policy_arn")}`,
  aws_iam_role_policy_attachment: (text) => `${text("role")}/${text("policy_arn")}`,
  aws_iam_group_policy_attachment: (text) => `${text("group")}/${text("policy_arn")}`,
  aws_iam_user_policy: (text) => `${text("user")}:${text("name")}`,
  aws_iam_role_policy: (text) => `${text("role")}:${text("name")}`,
  aws_iam_group_policy: (text) => `${text("group")}:${text("name")}`,
  aws_iam_role: (text) => text("name"),
  aws_iam_user: (text) => text("name"),
  aws_iam_policy: (text) => text("arn"),
  aws_ssoadmin_account_assignment: (text) =>
    ["principal_id", "principal_type", "target_id", "target_type", "permission_set_arn", "instance_arn"]
      .map(text)
      .join(","),
};

const googleMember = /^google_.+_iam_member$/;

/** The command that removes what was found behind Terraform's back. */
export function removalOf(instance: ResourceInstance): string | undefined {
  const words = removals[instance.type]?.(textsOf(instance));
  if (words === undefined || words.includes("")) return undefined;
  return [...words, ...conditionWords(instance)].map(verbatimShell).join(" ");
}

/** A binding is a member, a role and a condition: another condition is another binding. */
function conditionWords({ type, values }: ResourceInstance): readonly string[] {
  if (!googleMember.test(type)) return [];
  const [condition] = Array.isArray(values.condition) ? values.condition : [];
  if (!isMap(condition)) return ["--condition", "None"];
  const said = ["title", "description", "expression"].flatMap((name) => {
    const value = condition[name];
    return typeof value === "string" && value !== "" ? [`${name}=${value}`] : [];
  });
  // With a separator of our own, since expressions hold commas.
  return ["--condition", `^:::^${said.join(":::")}`];
}

/** The `import` block for something that is to stay. */
export function importOf(instance: ResourceInstance): string | undefined {
  const text = textsOf(instance);
  const id = googleMember.test(instance.type) ? text("id") : imports[instance.type]?.(text);
  if (id === undefined || id === "") return undefined;
  const name = id
    .replace(/^.*\//, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 60);
  const label = /^[a-z]/.test(name) ? name : `kept_${name}`;
  return `import {\n  to = ${instance.type}.${label}\n  id = ${JSON.stringify(escapeLiteral(id))}\n}`;
}

function textsOf({ values }: ResourceInstance): Texts {
  return (name) => {
    const value = values[name];
    return typeof value === "string" ? value : "";
  };
}

/** How something that nothing explains is put right. */
export function removalStep(
  found: Pick<Found, "source" | "file">,
  instance: ResourceInstance | undefined,
): {
  readonly text: string;
  readonly command?: string;
  readonly hcl?: string;
} {
  if (instance === undefined) return { text: "Remove it, or declare it as a role of the estate and a grant of it." };
  if (found.source !== "snapshot") {
    return {
      text: `Take ${instance.address} out of the configuration whose state is ${found.file}, and apply it; or declare the access as a role of the estate and a grant of it.`,
    };
  }
  const command = removalOf(instance);
  const hcl = importOf(instance);
  const how = command === undefined ? "Remove it" : `Remove it: ${command}`;
  const keep = hcl === undefined ? "" : `; what has to stay belongs in Terraform (--fix-plan writes the import block)`;
  return {
    text: `${how}; or declare the access as a role of the estate and a grant of it${keep}.`,
    ...(command === undefined ? {} : { command }),
    ...(hcl === undefined ? {} : { hcl }),
  };
}
