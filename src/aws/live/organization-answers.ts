import { aFlag, aName, aText, listOf, optional, record, type Shape } from "../../terraform/shape";

/** What an organization's management account, or a delegated one, tells of it. */
export interface OrganizationAnswer {
  readonly Policies: readonly OrganizationPolicy[];
  readonly DelegatedAdministrators: readonly DelegatedAdministrator[];
}

export interface OrganizationPolicy {
  readonly PolicySummary: {
    readonly Id: string;
    readonly Name?: string | undefined;
    readonly Arn?: string | undefined;
    readonly Type: string;
    readonly AwsManaged?: boolean | undefined;
  };
  /** Plain JSON text. */
  readonly Content: string;
  readonly Targets: readonly { readonly TargetId: string; readonly Name?: string | undefined }[];
}

/** An account, with the services that it administers where that was asked. */
export interface DelegatedAdministrator {
  readonly Id: string;
  readonly DelegatedServices?: readonly { readonly ServicePrincipal: string }[] | undefined;
}

export const organizationShape: Shape<OrganizationAnswer> = record<OrganizationAnswer>({
  Policies: listOf(
    record<OrganizationPolicy>({
      PolicySummary: record<OrganizationPolicy["PolicySummary"]>({
        Id: aName,
        Name: optional(aText),
        Arn: optional(aText),
        Type: aName,
        AwsManaged: optional(aFlag),
      }),
      Content: aText,
      Targets: listOf(
        record<{ readonly TargetId: string; readonly Name?: string | undefined }>({
          TargetId: aName,
          Name: optional(aText),
        }),
      ),
    }),
  ),
  DelegatedAdministrators: listOf(
    record<DelegatedAdministrator>({
      Id: aName,
      DelegatedServices: optional(listOf(record<{ readonly ServicePrincipal: string }>({ ServicePrincipal: aName }))),
    }),
  ),
});
