import { aFlag, aName, aText, listOf, mapOf, optional, record, type Shape } from "../../terraform/shape";

/** What IAM Access Analyzer has found that others outside may reach; its members are in small letters. */
export interface AccessAnalyzerAnswer {
  readonly Analyzers: readonly { readonly arn: string; readonly status?: string | undefined }[];
  readonly Findings: readonly ExternalFinding[];
}

export interface ExternalFinding {
  readonly id: string;
  readonly resource?: string | undefined;
  readonly principal?: { readonly [kind: string]: string } | undefined;
  readonly action?: readonly string[] | undefined;
  readonly status: string;
  readonly isPublic?: boolean | undefined;
  readonly error?: string | undefined;
}

export const accessAnalyzerShape: Shape<AccessAnalyzerAnswer> = record<AccessAnalyzerAnswer>({
  Analyzers: listOf(
    record<{ readonly arn: string; readonly status?: string | undefined }>({ arn: aName, status: optional(aText) }),
  ),
  Findings: listOf(
    record<ExternalFinding>({
      id: aName,
      resource: optional(aText),
      principal: optional(mapOf(aText)),
      action: optional(listOf(aText)),
      status: aName,
      isPublic: optional(aFlag),
      error: optional(aText),
    }),
  ),
});

/** Access from outside that Access Analyzer holds for real now. */
export interface ExternalAccess {
  readonly resource: string;
  readonly principal: string;
  readonly said: string;
}

/** The findings that are neither resolved nor archived; one without its resource is shown by its own id. */
export function externalAccessOf({ Findings }: AccessAnalyzerAnswer): readonly ExternalAccess[] {
  return Findings.filter(({ status }) => status !== "RESOLVED" && status !== "ARCHIVED").map(
    ({ id, resource, principal = {}, action = [], isPublic, error }) => {
      const names = Object.entries(principal).map(([kind, name]) => `${kind} ${name}`);
      const shown = action.slice(0, 3).join(", ");
      const more = action.length > 3 ? ` and ${action.length - 3} more` : "";
      const said = action.length > 0 ? `${shown}${more}` : "Access Analyzer does not say which actions";
      return {
        resource: resource ?? `finding ${id}`,
        principal:
          isPublic === true ? "everyone" : names.length > 0 ? names.join(", ") : "a principal that it does not name",
        said: error === undefined ? said : `${said} (Access Analyzer could not tell all: ${error})`,
      };
    },
  );
}
