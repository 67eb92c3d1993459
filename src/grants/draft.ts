import { withoutEnvironment } from "../estate/yaml";
import { yamlLibrary } from "../estate/yaml-library";
import { formatInstant, type Instant } from "../time/instant";
import { declaredBy } from "./same-but";

/** What a grant file is to say, as it is to be written. */
export interface DraftGrant {
  readonly role: string;
  readonly identity: string;
  readonly start?: Instant;
  readonly ttl: string;
  readonly ticket?: string;
  readonly justification?: string;
  readonly task?: string;
  readonly targets?: readonly string[];
}

/** The text of a file with one grant; every text in it is quoted where YAML would read something else. */
export function draftText(name: string, draft: DraftGrant): string {
  const { role, identity, start, ttl, ticket, justification, task, targets } = draft;
  const { Document } = yamlLibrary();
  const grant = {
    role,
    identity,
    ...(start === undefined ? {} : { start: formatInstant(start) }),
    ttl,
    ...(ticket === undefined ? {} : { ticket }),
    ...(justification === undefined ? {} : { justification }),
    ...(task === undefined ? {} : { task }),
    ...(targets === undefined ? {} : { targets }),
  };
  const says = (text: string): boolean =>
    JSON.stringify(declaredBy(text).declaration.grants?.get(name)) === JSON.stringify(grant);
  const written = (blockQuote: boolean): string =>
    withoutEnvironment(() =>
      new Document({ version: 1, grants: { [name]: grant } }, { version: "1.2", schema: "core" }).toString({
        blockQuote,
        lineWidth: 0,
      }),
    );
  // Lines stand as lines where they can: a block loses the spaces of a first line that has nothing else.
  const text = [true, false].map(written).find(says);
  if (text === undefined) throw new Error("fault in leasehold: a grant's file would not say what was asked for");
  return text;
}

/** How many letters a grant's name may have (DESIGN §5). */
const longestName = 63;

/** A name for a grant that no other has: who, what, and the day on which it begins or was asked for. */
export function freeName(draft: DraftGrant, now: Instant, taken: ReadonlySet<string>): string {
  const day = formatInstant(draft.start ?? now).slice(0, 10);
  for (let count = 1; ; count++) {
    const end = `-${day}${count === 1 ? "" : `-${count}`}`;
    const name = `${`${draft.identity}-${draft.role}`.slice(0, longestName - end.length)}${end}`;
    if (!taken.has(name)) return name;
  }
}
