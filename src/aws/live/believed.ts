import type { Shape } from "../../terraform/shape";
import {
  accessKeysShape,
  authorizationShape,
  identityProvidersShape,
  rolesAnywhereShape,
  rolesShape,
} from "./answer-shapes";
import type { AuthorizationDetails, AwsAnswers } from "./answers";
import { accessAnalyzerShape } from "./external-answers";
import { identityCenterShape } from "./identity-center-answers";
import { organizationShape } from "./organization-answers";

type Part = Exclude<keyof AwsAnswers, "account">;

const shapes: { readonly [P in Part]: Shape<unknown> } = {
  authorization: authorizationShape,
  roles: rolesShape,
  accessKeys: accessKeysShape,
  identityProviders: identityProvidersShape,
  identityCenter: identityCenterShape,
  organization: organizationShape,
  rolesAnywhere: rolesAnywhereShape,
  accessAnalyzer: accessAnalyzerShape,
};

/** Why the contents of a part are not what AWS answers for that account; a clause. */
export function awsFault(part: Part, pages: readonly unknown[], account: string | undefined): string | undefined {
  for (const page of pages) {
    const wrong = shapes[part](page);
    if (wrong !== undefined) {
      return `it is not as AWS answers: ${wrong.at === "" ? "it" : `\`${wrong.at.slice(1)}\``} is not ${wrong.expected}`;
    }
  }
  if (account === undefined) return undefined;
  const answers = answersOf(new Map([[part, pages]]), account);
  for (const arn of arnsOf(answers)) {
    if (!arn.includes(`:${account}:`)) return `it tells of another account than ${account}`;
  }
  return undefined;
}

/** Parts whose shapes were found right, as answers. */
export function answersOf(pages: ReadonlyMap<Part, readonly unknown[]>, account: string | undefined): AwsAnswers {
  const answers: { [part: string]: unknown } = account === undefined ? {} : { account };
  for (const [part, those] of pages) answers[part] = part === "authorization" ? those : those[0];
  return answers as AwsAnswers;
}

/** The ARNs of what is the account's own. */
export function* arnsOf(answers: AwsAnswers): Iterable<string> {
  for (const page of answers.authorization ?? []) yield* arnsIn(page);
  for (const { Arn } of answers.roles?.Roles ?? []) yield Arn;
  const { identityProviders, rolesAnywhere, accessAnalyzer } = answers;
  for (const { Arn } of identityProviders?.OpenIDConnectProviders ?? []) yield Arn;
  for (const { Arn } of identityProviders?.SAMLProviders ?? []) yield Arn;
  for (const { trustAnchorArn } of rolesAnywhere?.TrustAnchors ?? []) yield trustAnchorArn;
  for (const { profileArn } of rolesAnywhere?.Profiles ?? []) yield profileArn;
  for (const { arn } of accessAnalyzer?.Analyzers ?? []) yield arn;
}

function* arnsIn(page: AuthorizationDetails): Iterable<string> {
  for (const { Arn } of page.RoleDetailList ?? []) yield Arn;
  for (const { Arn } of page.UserDetailList ?? []) yield Arn;
  for (const { Arn } of page.GroupDetailList ?? []) yield Arn;
  // AWS's own are no account's.
  for (const { Arn } of page.Policies ?? []) if (!Arn.includes(":iam::aws:")) yield Arn;
}

/** Where parts of one account do not fit together: what of one of them cannot be told for that. */
export interface Misfit {
  readonly part: "authorization" | "roles" | "accessKeys";
  /** A clause. */
  readonly said: string;
}

/**
 * Roles and users are made and deleted while an account is asked; of those that only one answer knows the rest is not known.
 *
 * @param further the ARNs of roles that were told of too
 */
export function misfitsOf(
  { authorization, roles, accessKeys }: AwsAnswers,
  further: readonly string[] = [],
): readonly Misfit[] {
  const found: Misfit[] = [];
  if (accessKeys !== undefined && accessKeys.SummaryMap?.AccountAccessKeysPresent === undefined) {
    found.push({ part: "accessKeys", said: "it does not tell whether the root user has access keys" });
  }
  if (authorization === undefined) return found;
  const known = { roles: new Set<string>(), users: new Set<string>() };
  for (const { RoleDetailList = [], UserDetailList = [] } of authorization) {
    for (const { Arn } of RoleDetailList) {
      if (known.roles.has(Arn)) found.push({ part: "authorization", said: `it tells of ${Arn} twice` });
      known.roles.add(Arn);
    }
    for (const { UserName } of UserDetailList) known.users.add(UserName);
  }
  for (const arn of further) {
    if (known.roles.has(arn)) found.push({ part: "authorization", said: `it tells of ${arn} twice` });
    known.roles.add(arn);
  }
  if (roles !== undefined) {
    const listed = new Set(roles.Roles.map(({ Arn }) => Arn));
    found.push(
      ...only(known.roles, listed, (names) => ({
        part: "roles",
        said: `it does not tell the longest session of ${names}`,
      })),
      ...only(listed, known.roles, (names) => ({
        part: "authorization",
        said: `it does not tell what ${names} may do`,
      })),
    );
  }
  if (accessKeys !== undefined) {
    const listed = new Set(accessKeys.Users.map(({ UserName }) => UserName));
    found.push(
      ...only(known.users, listed, (names) => ({
        part: "accessKeys",
        said: `it does not tell the access keys of ${names}`,
      })),
      ...only(listed, known.users, (names) => ({
        part: "authorization",
        said: `it does not tell what the user ${names} may do`,
      })),
    );
  }
  return found;
}

function only(
  these: ReadonlySet<string>,
  those: ReadonlySet<string>,
  said: (names: string) => Misfit,
): readonly Misfit[] {
  const missing = [...these].filter((name) => !those.has(name));
  if (missing.length === 0) return [];
  const more = missing.length > 3 ? ` and ${missing.length - 3} more` : "";
  return [said(`${missing.slice(0, 3).join(", ")}${more}`)];
}
