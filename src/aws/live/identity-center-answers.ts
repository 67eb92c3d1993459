import { aName, aText, listOf, oneOf, optional, record, type Shape } from "../../terraform/shape";
import type { Tag } from "./answers";
import { aTag } from "./tag";

/** An instance of Identity Center, as the account that administers it tells. */
export interface IdentityCenterAnswer {
  readonly Instances: readonly { readonly InstanceArn: string }[];
  readonly PermissionSets: readonly PermissionSetAnswer[];
  readonly Assignments: readonly AssignmentAnswer[];
  readonly Users: readonly DirectoryUser[];
  readonly Groups: readonly DirectoryGroup[];
  readonly Memberships: readonly DirectoryMembership[];
}

export interface PermissionSetAnswer {
  readonly InstanceArn: string;
  readonly PermissionSet: {
    readonly Name: string;
    readonly PermissionSetArn: string;
    readonly Description?: string | undefined;
    /** ISO 8601. */
    readonly SessionDuration?: string | undefined;
  };
  /** Plain JSON text; empty where there is none. */
  readonly InlinePolicy?: string | undefined;
  readonly ManagedPolicies?: readonly { readonly Arn: string; readonly Name?: string | undefined }[] | undefined;
  readonly CustomerManagedPolicyReferences?: readonly CustomerPolicy[] | undefined;
  readonly PermissionsBoundary?:
    | {
        readonly ManagedPolicyArn?: string | undefined;
        readonly CustomerManagedPolicyReference?: CustomerPolicy | undefined;
      }
    | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}

/** A policy of each account that the set is assigned in, by name. */
export interface CustomerPolicy {
  readonly Name: string;
  readonly Path?: string | undefined;
}

export interface AssignmentAnswer {
  readonly InstanceArn?: string | undefined;
  readonly AccountId: string;
  readonly PermissionSetArn: string;
  readonly PrincipalType: "USER" | "GROUP";
  readonly PrincipalId: string;
}

export interface DirectoryUser {
  readonly UserId: string;
  readonly UserName?: string | undefined;
}

export interface DirectoryGroup {
  readonly GroupId: string;
  readonly DisplayName?: string | undefined;
}

export interface DirectoryMembership {
  readonly MembershipId?: string | undefined;
  readonly GroupId: string;
  readonly MemberId: { readonly UserId: string };
}

const customerPolicy = record<CustomerPolicy>({ Name: aName, Path: optional(aText) });

export const identityCenterShape: Shape<IdentityCenterAnswer> = record<IdentityCenterAnswer>({
  Instances: listOf(record<{ readonly InstanceArn: string }>({ InstanceArn: aName })),
  PermissionSets: listOf(
    record<PermissionSetAnswer>({
      InstanceArn: aName,
      PermissionSet: record<PermissionSetAnswer["PermissionSet"]>({
        Name: aName,
        PermissionSetArn: aName,
        Description: optional(aText),
        SessionDuration: optional(aText),
      }),
      InlinePolicy: optional(aText),
      ManagedPolicies: optional(
        listOf(
          record<{ readonly Arn: string; readonly Name?: string | undefined }>({ Arn: aName, Name: optional(aText) }),
        ),
      ),
      CustomerManagedPolicyReferences: optional(listOf(customerPolicy)),
      PermissionsBoundary: optional(
        record<NonNullable<PermissionSetAnswer["PermissionsBoundary"]>>({
          ManagedPolicyArn: optional(aName),
          CustomerManagedPolicyReference: optional(customerPolicy),
        }),
      ),
      Tags: optional(listOf(aTag)),
    }),
  ),
  Assignments: listOf(
    record<AssignmentAnswer>({
      InstanceArn: optional(aName),
      AccountId: aName,
      PermissionSetArn: aName,
      PrincipalType: oneOf("USER", "GROUP"),
      PrincipalId: aName,
    }),
  ),
  Users: listOf(record<DirectoryUser>({ UserId: aName, UserName: optional(aText) })),
  Groups: listOf(record<DirectoryGroup>({ GroupId: aName, DisplayName: optional(aText) })),
  Memberships: listOf(
    record<DirectoryMembership>({
      MembershipId: optional(aText),
      GroupId: aName,
      MemberId: record<DirectoryMembership["MemberId"]>({ UserId: aName }),
    }),
  ),
});
