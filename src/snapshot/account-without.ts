import type { RolesAnswer } from "../aws/live/answers";
import type { Found } from "../drift/found";
import type { AgeLimit } from "./age";
import { type Answered, answeredBy } from "./answered";
import { readAccount } from "./aws-found";
import { awsParts, type SnapshotContainer } from "./manifest";
import type { PlainRole } from "./roles/finder";
import type { SilentRoles } from "./roles/silent-roles";
import type { VerifiedFolder } from "./verify";

/** What an account answered, without the roles of which nothing is to be said. Plain data. */
export interface AccountWithout extends Answered {
  readonly leftOut: number;
  /** Do the roles that were left out tell when they were used? */
  readonly tellsUse: boolean;
}

/** Most accounts are read in one turn: roles that are named by others, or hold what others have written, are taken in in the next. */
const turns = 3;

/** An account without its silent roles; undefined where there is something to be said that only the whole can tell. */
export function accountWithout(
  silent: SilentRoles,
  path: string,
  container: SnapshotContainer,
  folder: VerifiedFolder,
  limit: AgeLimit,
): AccountWithout | undefined {
  const speaking = new Set<string>();
  for (let turn = 0; turn < turns; turn++) {
    const left: PlainRole[] = [];
    const unwanted = (role: PlainRole) => !speaking.has(role.name) && silent.isSilent(role, container.id);
    const answered = answeredBy(container, awsParts, folder, limit, (file, part) => {
      if (part !== "authorization-details") return folder.json(file);
      const read = folder.jsonWithout(file, unwanted);
      if (read === undefined) return { fault: "only the whole can tell" };
      left.push(...read.left);
      return read;
    });
    if (!answered.contents.has("authorization-details")) return undefined;
    const { found, told } = readAccount(path, container.id, answered, left);
    if (found.unreadable.length > answered.unreadable.length) return undefined;
    const more = silent.speaking(left, told);
    if (more.size === 0) return without(answered, left, told.roles);
    for (const name of more) speaking.add(name);
  }
  return undefined;
}

/** The other parts were held to what was left out, and need not tell of it any more. */
function without(answered: Answered, left: readonly PlainRole[], roles: RolesAnswer | undefined): AccountWithout {
  const gone = new Set(left.map(({ arn }) => arn));
  const contents = new Map(answered.contents);
  if (roles !== undefined) contents.set("roles", [{ Roles: roles.Roles.filter(({ Arn }) => !gone.has(Arn)) }]);
  return { ...answered, contents, leftOut: left.length, tellsUse: left.some(({ tellsUse }) => tellsUse) };
}

/** What is there in such an account. */
export function foundWithout(file: string, account: string, read: AccountWithout): Found {
  const { found } = readAccount(file, account, read, []);
  return {
    ...found,
    ...(read.tellsUse && found.lastUsed === undefined ? { lastUsed: new Map() } : {}),
    ...(read.leftOut === 0 ? {} : { leftOut: read.leftOut }),
  };
}
