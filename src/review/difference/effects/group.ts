import type { Identity } from "../../../estate/types";
import type { Effect } from "../../change";
import type { Context } from "../context";
import { approverNames, namesIn, spoken } from "../people";
import { effect, listed, mostNamed, without } from "../words";

/** What follows from who is in a group: who may ask, approve and answer through it. */
export function groupEffects(was: Identity | undefined, is: Identity | undefined, context: Context): readonly Effect[] {
  const [before, after] = [membersOf(was), membersOf(is)];
  const name = is?.name ?? was?.name ?? "";
  const [added, removed] = [without(after, before), without(before, after)];
  const found: Effect[] = [];
  if (isExternal(is) && was?.kind === "group" && !isExternal(was)) {
    found.push(
      effect("widens", "membership", `who is in ${name} is kept elsewhere: whoever is put into it there is in it`),
    );
  } else if (isExternal(was) && is?.kind === "group" && !isExternal(is)) {
    found.push(effect("tightens", "membership", `who is in ${name} is declared here, and no longer kept elsewhere`));
  }
  if (was?.kind !== "group" && is?.kind !== "group") return found;
  // A group that is new or gone is named by something else that changes, and told of there.
  if (was?.kind === "group" && is?.kind === "group") found.push(...moved(name, added, removed));
  return [...found, ...through(name, context)];
}

function isExternal(identity: Identity | undefined): boolean {
  return identity?.kind === "group" && identity.membership === "external";
}

function membersOf(identity: Identity | undefined): readonly string[] {
  return identity?.kind === "group" ? namesIn([identity]).filter((name) => name !== identity.name) : [];
}

function moved(group: string, added: readonly string[], removed: readonly string[]): readonly Effect[] {
  return [
    ...(added.length > 0
      ? [effect("widens", "membership", `${listed(added)} ${added.length === 1 ? "joins" : "join"} ${group}`)]
      : []),
    ...(removed.length > 0
      ? [effect("tightens", "membership", `${listed(removed)} ${removed.length === 1 ? "leaves" : "leave"} ${group}`)]
      : []),
  ];
}

/** Who becomes eligible for, approves, answers for or may use something because of a group, told once for all that it is the same of. */
function through(group: string, context: Context): readonly Effect[] {
  const { base, head, before, after } = context;
  const around = new Set([...before.groupsAround(group), ...after.groupsAround(group)]);
  const told = new Told(context);
  const roles = new Set(
    [...around].flatMap((name) => [...before.rolesNaming(name), ...after.rolesNaming(name)].map((role) => role.name)),
  );
  for (const role of roles) {
    const [from, to] = [base, head].map((estate) => namesIn(estate.roles.get(role)?.eligible ?? []));
    told.add(from, to, role, "eligibility", "may ask for");
  }
  const groups = new Set([...before.approvalGroupsNaming(around), ...after.approvalGroupsNaming(around)]);
  for (const approval of groups) {
    const [from, to] = [base, head].map((estate) => {
      const found = estate.approvalGroups.get(approval);
      return found === undefined ? [] : approverNames(found);
    });
    const approved = [...after.rolesApprovedBy(approval)].map(({ name }) => name);
    for (const role of approved.length === 0 ? [`what ${approval} approves`] : approved)
      told.add(from, to, role, "approval", "may approve");
  }
  for (const team of new Set([...before.teamsNaming(around), ...after.teamsNaming(around)])) {
    const [from, to] = [base, head].map((estate) => namesIn(estate.teams.get(team)?.members ?? []));
    told.add(from, to, `team ${team}`, "membership", "may answer for");
  }
  const opened = [...around].flatMap((name) => [...before.breakGlassNaming(name), ...after.breakGlassNaming(name)]);
  for (const role of new Set(opened.map(({ name }) => name))) {
    const [from, to] = [base, head].map((estate) => namesIn(estate.breakGlass.get(role)?.people ?? []));
    told.add(from, to, role, "access", "may use without a lease");
  }
  return told.effects();
}

/** Gathers what becomes true of the same people by the same change, so that it is told once. */
class Told {
  constructor(private readonly context: Context) {}

  readonly #things = new Map<
    string,
    {
      readonly who: readonly string[];
      readonly gained: boolean;
      readonly aspect: Effect["aspect"];
      readonly verb: string;
      readonly things: string[];
    }
  >();

  add(
    from: readonly string[] = [],
    to: readonly string[] = [],
    thing: string,
    aspect: Effect["aspect"],
    verb: string,
  ): void {
    for (const [who, gained] of [
      [without(to, from), true],
      [without(from, to), false],
    ] as const) {
      if (who.length === 0) continue;
      const key = JSON.stringify([who, gained, aspect, verb]);
      const known = this.#things.get(key);
      if (known) known.things.push(thing);
      else this.#things.set(key, { who, gained, aspect, verb, things: [thing] });
    }
  }

  effects(): readonly Effect[] {
    return [...this.#things.values()].map(({ who, gained, aspect, verb, things }) => {
      const direction = aspect === "access" ? (gained ? "gains" : "loses") : gained ? "widens" : "tightens";
      const said = gained ? verb : verb.replace("may", "may no longer");
      return effect(direction, aspect, `${spoken(who, this.context)} ${said} ${listed([...things].sort(), mostNamed)}`);
    });
  }
}
