import { answersFor } from "../check/owners";
import type { Estate } from "../estate/types";
import { formatInstant, type Instant } from "../time/instant";
import { type Mention, mentionsOf } from "./mentions";
import { placeOf } from "./refused";
import type { Declared } from "./sources";
import { stateOf } from "./state";

/** A place in the files that somebody has to look at. */
export interface Place {
  /** `access/teams.yaml:4`; absent for what has none. */
  readonly place: string | undefined;
  /** What stands there, or what is wrong. */
  readonly text: string;
  readonly mend: string;
}

/** Everywhere that an identity is named, but as the holder of grants, with what is to be done. */
export function placesOf(
  { declaration, places }: Declared,
  estate: Estate,
  identity: string,
  context: { readonly now: Instant; readonly grantsLeft: boolean },
): readonly Place[] {
  const owned = new Map([...answersFor(estate)].map(([team, what]) => [team.name, what]));
  const mentions = mentionsOf(declaration, identity);
  const recorded = mentions.filter(({ capacity }) => capacity === "recorded-approval");
  const told = recorded.length > fewRecorded ? mentions.filter((mention) => !recorded.includes(mention)) : mentions;
  const all = told.map((mention) => ({
    place: placeOf({ location: places.locate(mention.path) }),
    ...wordsFor(mention, estate, owned, context),
  }));
  const [first] = recorded;
  if (told === mentions || !first) return all;
  const place = placeOf({ location: places.locate(first.path) });
  return [
    ...all,
    { place, text: `approved ${recorded.length} grants, of which "${first.name}" is one`, mend: onRecord },
  ];
}

/** So many recorded approvals are told one by one. */
const fewRecorded = 5;

const onRecord = "It is the record: leave it, and keep the identity declared until the grant is pruned.";

function wordsFor(
  { capacity, name }: Mention,
  estate: Estate,
  owned: ReadonlyMap<string, readonly string[]>,
  { now, grantsLeft }: { readonly now: Instant; readonly grantsLeft: boolean },
): { readonly text: string; readonly mend: string } {
  // A grant that is over is still judged, until it is pruned.
  const once = grantsLeft ? ", once leasehold prune has taken its grants out" : "";
  switch (capacity) {
    case "member-of-team": {
      const what = owned.get(name) ?? [];
      const more = what.length > 6 ? ` and ${what.length - 6} more` : "";
      const answers = what.length === 0 ? "" : `, which answers for ${what.slice(0, 6).join(", ")}${more}`;
      return { text: `member of team "${name}"${answers}`, mend: "Take it out of `members`." };
    }
    case "member-of-group":
      return { text: `member of group "${name}"`, mend: `Take it out of \`members\`${once}.` };
    case "approver": {
      const roles = [...estate.roles.values()].filter(({ approval }) =>
        approval?.steps.some(({ group }) => group.name === name),
      );
      const few = roles.slice(0, 6).map((role) => `"${role.name}"`);
      const more = roles.length > few.length ? ` and ${roles.length - few.length} more` : "";
      const of = few.length === 0 ? "" : `, by which it approves ${few.join(", ")}${more}`;
      return { text: `member of approval group "${name}"${of}`, mend: "Take it out of `members`." };
    }
    case "sponsor": {
      const running = [...estate.grants.values()].flatMap((grant) => {
        const state = stateOf(grant, now);
        if (grant.identity.name !== name || state.kind !== "running") return [];
        return [`; its lease ${grant.name} runs until ${formatInstant(state.window.end)}`];
      });
      return { text: `sponsor of agent "${name}"${running.join("")}`, mend: "Name another person as `sponsor`." };
    }
    case "eligible":
      return { text: `eligible for role "${name}"`, mend: `Take it out of \`eligible\`${once}.` };
    case "automatic":
      return { text: `approved by itself for role "${name}"`, mend: "Take it out of `approval.auto.for`." };
    case "task":
      return { text: `agent of task "${name}"`, mend: `Take it out of \`agents\`${once}.` };
    case "break-glass":
      return { text: `one of the people of break-glass role "${name}"`, mend: "Name somebody else in `people`." };
    case "accepted-waiver": {
      const expires = estate.waivers.get(name)?.expires;
      const until = expires === undefined ? "" : `, which ends at ${formatInstant(expires)}`;
      const mend = "Have somebody else of the governance team accept it, or mend what it lets stand.";
      return { text: `accepted waiver "${name}"${until}`, mend };
    }
    case "recorded-approval":
      return { text: `approved grant "${name}"`, mend: onRecord };
  }
}
