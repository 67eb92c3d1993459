import { describe, expect, it } from "vitest";
import {
  allowFault,
  isBoundable,
  isPersistence,
  persistenceActions,
  persistenceReached,
  persistenceReason,
} from "../../../src/aws/persistence/actions";
import { notPersistence } from "../../../src/aws/persistence/left-out";
import { persistenceGroups } from "../../../src/aws/persistence/list";
import { actionsMatching } from "../../../src/aws/policy/actions";
import { actionsOfService, services } from "../../../src/aws/policy/table";

describe("the list of persistence actions", () => {
  it.each([
    "iam:CreateUser",
    "iam:CreateAccessKey",
    "iam:UpdateAccessKey",
    "iam:CreateLoginProfile",
    "iam:CreateRole",
    "iam:AddUserToGroup",
    "iam:CreateVirtualMFADevice",
    "iam:UploadSSHPublicKey",
    "iam:UploadSigningCertificate",
    "iam:CreateServiceSpecificCredential",
    "iam:UpdateAssumeRolePolicy",
    "iam:PutRolePolicy",
    "iam:DeleteRolePolicy",
    "iam:DetachRolePolicy",
    "iam:CreatePolicyVersion",
    "iam:SetDefaultPolicyVersion",
    "iam:DeleteRolePermissionsBoundary",
    "iam:CreateOpenIDConnectProvider",
    "iam:UpdateSAMLProvider",
    "iam:AddRoleToInstanceProfile",
    "iam:PassRole",
    "iam:TagRole",
    "sts:AssumeRole",
    "sts:AssumeRoleWithWebIdentity",
    "sts:AssumeRoot",
    "sts:GetFederationToken",
    "sts:GetSessionToken",
    "sso:CreateAccountAssignment",
    "sso:PutInlinePolicyToPermissionSet",
    "sso-directory:AddMemberToGroup",
    "identitystore:CreateGroupMembership",
    "organizations:DetachPolicy",
    "organizations:RegisterDelegatedAdministrator",
    "rolesanywhere:CreateProfile",
    "rolesanywhere:UpdateTrustAnchor",
    "s3:PutBucketPolicy",
    "s3:PutBucketAcl",
    "s3:PutObjectAcl",
    "s3:PutAccessPointPolicy",
    "s3:CreateAccessGrant",
    "s3:PutAccountPublicAccessBlock",
    "kms:PutKeyPolicy",
    "kms:CreateGrant",
    "lambda:AddPermission",
    "lambda:AddLayerVersionPermission",
    "lambda:CreateFunctionUrlConfig",
    "sqs:AddPermission",
    "sqs:SetQueueAttributes",
    "sns:AddPermission",
    "sns:SetTopicAttributes",
    "secretsmanager:PutResourcePolicy",
    "dynamodb:PutResourcePolicy",
    "kinesis:PutResourcePolicy",
    "glue:PutResourcePolicy",
    "logs:PutResourcePolicy",
    "events:PutPermission",
    "codebuild:PutResourcePolicy",
    "ecr:SetRepositoryPolicy",
    "elasticfilesystem:PutFileSystemPolicy",
    "glacier:SetVaultAccessPolicy",
    "backup:PutBackupVaultAccessPolicy",
    "es:UpdateDomainConfig",
    "lakeformation:GrantPermissions",
    "ram:CreateResourceShare",
    "apigateway:UpdateRestApiPolicy",
    "eks:CreateAccessEntry",
    "eks:AssociateAccessPolicy",
    "eks:CreatePodIdentityAssociation",
    "ec2:ModifySnapshotAttribute",
    "ec2:ModifyImageAttribute",
    "ec2:ModifyVpcEndpointServicePermissions",
    "ec2:CreateNetworkInterfacePermission",
    "ec2:AssociateIamInstanceProfile",
    "rds:ModifyDBSnapshotAttribute",
    "redshift:AuthorizeSnapshotAccess",
    "ssm:ModifyDocumentPermission",
    "cognito-identity:SetIdentityPoolRoles",
    "quicksight:UpdateDashboardPermissions",
    "iot:AttachPolicy",
    "iot:CreateKeysAndCertificate",
    "transfer:ImportSshPublicKey",
    "appsync:CreateApiKey",
    "lightsail:CreateBucketAccessKey",
    "vpc-lattice:PutAuthPolicy",
    "signin:PutResourcePermissionStatement",
    "acm-pca:PutPolicy",
  ])("holds %s, with a reason", (action) => {
    expect(isPersistence(action.toUpperCase())).toBe(true);
    expect(persistenceReason(action)).toMatch(/\w/);
  });

  it.each([
    "ec2:RebootInstances",
    "ec2:RunInstances",
    "s3:PutObject",
    "s3:CreateBucket",
    "sqs:CreateQueue",
    "sqs:SendMessage",
    "sns:CreateTopic",
    "sns:Publish",
    "kms:Decrypt",
    "kms:CreateKey",
    "lambda:CreateFunction",
    "lambda:UpdateFunctionCode",
    "dynamodb:PutItem",
    "secretsmanager:PutSecretValue",
    "iam:DeleteAccessKey",
    "iam:GetRole",
    "iam:ListUsers",
    "sts:GetCallerIdentity",
    "sso:ListAccountAssignments",
    "organizations:DescribeOrganization",
    "nosuch:CreateUser",
  ])("does not hold %s", (action) => {
    expect(isPersistence(action)).toBe(false);
  });

  it("is not out of date: every pattern of it matches something", () => {
    for (const pattern of [...persistenceGroups, ...notPersistence].flatMap((group) => group.actions)) {
      expect(actionsMatching(pattern), pattern).not.toEqual([]);
    }
  });

  it("has judged every write of IAM, and all that AWS calls permissions management", () => {
    const leftOut = new Set(notPersistence.flatMap((group) => group.actions).flatMap(actionsMatching));
    const unjudged: string[] = [];
    for (const service of services()) {
      for (const entry of actionsOfService(service).values()) {
        const reads = entry.level === "read" || entry.level === "list";
        if (!(entry.level === "permissions" || (service === "iam" && !reads))) continue;
        if (!isPersistence(entry.action) && !leftOut.has(entry.action)) unjudged.push(entry.action);
      }
    }
    expect(unjudged).toEqual([]);
  });

  it("gives a reason with every group", () => {
    for (const group of [...persistenceGroups, ...notPersistence]) expect(group.because).toMatch(/\w{3}/);
  });
});

describe("what a role reaches of it", () => {
  it("is an error where named and a note where held through a wildcard", () => {
    expect(persistenceReached(["IAM:passrole", "sqs:*", "ec2:Describe*", "s3:GetObject"])).toEqual({
      named: ["iam:PassRole"],
      throughWildcard: ["sqs:AddPermission", "sqs:SetQueueAttributes"],
    });
  });

  it("names an action once", () => {
    const reached = persistenceReached(["iam:*", "iam:PassRole"]);
    expect(reached.named).toEqual(["iam:PassRole"]);
    expect(reached.throughWildcard).not.toContain("iam:PassRole");
  });

  it("is everything through `*`", () => {
    expect(persistenceReached(["*"]).throughWildcard).toEqual(persistenceActions());
  });

  it("leaves out what the role's setting opens", () => {
    const allow = { kind: "allow", actions: ["iam:passrole"], because: "pipelines" } as const;
    expect(persistenceReached(["iam:PassRole", "iam:CreateUser"], allow).named).toEqual(["iam:CreateUser"]);
    expect(persistenceReached(["iam:CreateRole", "iam:CreateAccessKey"], { kind: "bounded" }).named).toEqual([
      "iam:CreateAccessKey",
    ]);
  });
});

describe("what a role may open", () => {
  it.each([
    ["iam:PassRole", undefined],
    ["KMS:creategrant", undefined],
    ["iam:*", "wildcard"],
    ["iam:Pass?ole", "wildcard"],
    ["s3:GetObject", "not-persistence"],
    ["iam:PassRoles", "unknown"],
    ["iam", "unknown"],
  ])("%s: %s", (element, fault) => {
    expect(allowFault(element)).toBe(fault);
  });

  it.each([
    ["iam:CreateRole", true],
    ["iam:CreateUser", true],
    ["iam:PutRolePolicy", true],
    ["iam:PutRolePermissionsBoundary", true],
    ["iam:DeleteRolePermissionsBoundary", false],
    ["iam:DeleteUserPermissionsBoundary", false],
    ["iam:CreateAccessKey", false],
    ["iam:CreatePolicyVersion", false],
    ["iam:PassRole", false],
    ["iam:GetRole", false],
  ])("within a boundary %s: %s", (action, expected) => {
    expect(isBoundable(action)).toBe(expected);
  });
});
