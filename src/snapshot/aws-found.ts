import type { AwsAnswers } from "../aws/live/answers";
import { answersOf, awsFault, misfitsOf } from "../aws/live/believed";
import { externalAccessOf } from "../aws/live/external-answers";
import { createdOf, landscapeOfAccount, lastUsedOf } from "../aws/live/landscape";
import type { Coverage, Found, Unreadable } from "../drift/found";
import { type Answered, again, sentence } from "./answered";
import type { AwsPart } from "./manifest";
import type { PlainRole } from "./roles/finder";

type Answer = Exclude<keyof AwsAnswers, "account">;

const answers: Readonly<Record<AwsPart, { readonly as: Answer; readonly covers: Coverage }>> = {
  "authorization-details": { as: "authorization", covers: "roles" },
  roles: { as: "roles", covers: "sessions" },
  "access-keys": { as: "accessKeys", covers: "credentials" },
  "identity-providers": { as: "identityProviders", covers: "federation" },
  "identity-center": { as: "identityCenter", covers: "identity-center" },
  organization: { as: "organization", covers: "organization" },
  "roles-anywhere": { as: "rolesAnywhere", covers: "roles-anywhere" },
  "access-analyzer": { as: "accessAnalyzer", covers: "external-access" },
};

/** What is there in an account, as the parts that can be believed tell it. */
export function foundInAccount(file: string, account: string | undefined, answered: Answered): Found {
  return readAccount(file, account, answered, []).found;
}

/**
 * As `foundInAccount`, with the answers as far as they are believed.
 *
 * @param left roles that the answers told of too, and that are left out
 */
export function readAccount(
  file: string,
  account: string | undefined,
  answered: Answered,
  left: readonly PlainRole[],
): { readonly found: Found; readonly told: AwsAnswers } {
  const unreadable: Unreadable[] = [...answered.unreadable];
  const covers = new Set<Coverage>();
  const pages = new Map<Answer, readonly unknown[]>();
  for (const [name, { as, covers: of }] of Object.entries(answers) as [AwsPart, (typeof answers)[AwsPart]][]) {
    const contents = answered.contents.get(name);
    if (contents === undefined) continue;
    const fault = awsFault(as, contents, account);
    if (fault === undefined) {
      pages.set(as, contents);
      covers.add(of);
    } else unreadable.push(unread(account, name, fault));
  }
  const told = answersOf(pages, account);
  for (const { part, said } of misfitsOf(
    told,
    left.map(({ arn }) => arn),
  )) {
    const name = (Object.keys(answers) as AwsPart[]).find((each) => answers[each].as === part) ?? part;
    unreadable.push(unread(account, name, said));
  }
  const lastUsed = lastUsedOf(told);
  const found: Found = {
    source: "snapshot",
    file,
    cloud: "aws",
    ...(account === undefined ? {} : { container: account }),
    landscape: landscapeOfAccount(told),
    covers,
    ...(lastUsed === undefined ? {} : { lastUsed }),
    created: createdOf(told),
    ...(told.accessAnalyzer === undefined ? {} : { external: externalAccessOf(told.accessAnalyzer) }),
    unreadable,
    notAsked: answered.notAsked,
  };
  return { found, told };
}

function unread(account: string | undefined, part: string, fault: string): Unreadable {
  return { what: account === undefined ? part : `${account}: ${part}`, message: sentence(fault), fix: again };
}
