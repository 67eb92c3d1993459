import { positionIn } from "../check/people";
import type { Diagnostic } from "../diagnostics/diagnostic";
import { nearest } from "../diagnostics/nearest";
import { quoted } from "../diagnostics/wording";
import type { Estate, Grant } from "../estate/types";
import { humanDuration } from "../time/duration";
import type { Instant } from "../time/instant";
import type { DraftGrant } from "./draft";
import { nextWithin } from "./next-hours";
import type { Refused } from "./refused";
import type { Declared } from "./sources";

/** Names that the estate does not know, each with the nearest that it does. */
export function unknownNames({ estate }: Declared, draft: DraftGrant): readonly Refused[] {
  if (!estate) return [];
  const named: [string, string | undefined, ReadonlyMap<string, unknown>][] = [
    ["role", draft.role, estate.roles],
    ["identity", draft.identity, estate.identities],
    ["task", draft.task, estate.tasks],
    ...(draft.targets ?? []).map((name): [string, string, ReadonlyMap<string, unknown>] => [
      "target",
      name,
      estate.targets,
    ]),
  ];
  return named.flatMap(([what, name, known]) => {
    if (name === undefined || known.has(name)) return [];
    const near = nearest(name, known.keys());
    const few = [...known.keys()].slice(0, 8).join(", ");
    const fix =
      near !== undefined
        ? `Did you mean "${near}"?`
        : known.size === 0
          ? `The estate has no ${what}.`
          : `There are ${few}${known.size > 8 ? " and others" : ""}.`;
    return [{ code: "unknown-reference", message: `There is no ${what} named ${quoted(name)}.`, fix }];
  });
}

const options: Readonly<Record<string, string>> = {
  ttl: "--ttl",
  start: "--start",
  ticket: "--ticket",
  justification: "--reason",
  task: "--task",
  targets: "--target",
};

/** What is wrong with a draft, and how it is mended in asking: by an option, or another role. */
export function asRefused(
  { code, message, fix, path }: Diagnostic,
  name: string,
  { estate, draft }: { readonly estate: Estate | undefined; readonly draft: DraftGrant },
): Refused {
  if (path[0] !== "grants" || path[1] !== name) return { code, message, fix };
  if (code === "grant-not-eligible" && estate) {
    const open = [...estate.roles.values()].filter(
      ({ eligible }) => positionIn(eligible, draft.identity) !== undefined,
    );
    const few = open.slice(0, 5).map((role) => role.name);
    const may =
      few.length === 0 ? "for no role" : `for ${few.join(", ")}${open.length > few.length ? " and others" : ""}`;
    return {
      code,
      message,
      fix: `Have its owner add "${draft.identity}" to \`eligible\`; ${draft.identity} may ask ${may}.`,
    };
  }
  const option = code === "principal-missing" ? "--target" : options[String(path[2])];
  return { code, message, fix: option === undefined ? fix : `${fix} Here that is ${option}.` };
}

/** A request for the very same that nobody has activated or withdrawn. */
export function twinOf(estate: Estate, grant: Grant): string | undefined {
  if (grant.start !== undefined) return undefined;
  const same = (other: Grant): boolean =>
    other.name !== grant.name &&
    other.start === undefined &&
    other.revoked === undefined &&
    other.role === grant.role &&
    other.identity === grant.identity &&
    other.task === grant.task &&
    other.ticket === grant.ticket;
  return [...estate.grants.values()].find(same)?.name;
}

/** A request that no hours are long enough for. */
export function neverWithin({ name, role, ttl, start }: Grant, now: Instant): Refused | undefined {
  const { within } = role.require;
  if (start !== undefined || within.length === 0 || nextWithin(within, ttl, now)) return undefined;
  return {
    code: "outside-hours",
    message: `Grant "${name}" lasts ${humanDuration(ttl)}, and the hours of role "${role.name}" are never so long.`,
    fix: "Ask for less: --ttl.",
  };
}
