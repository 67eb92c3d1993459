import type { Grant } from "../../../estate/types";
import { windowOf as windowOfGrant } from "../../../lease/window";
import { isPlain } from "../../../terraform/plain-json";
import { formatDuration } from "../../../time/duration";
import { formatInstant } from "../../../time/instant";
import { holds } from "../../../time/window";
import { type Configured, type DeclaredEstate, nowUnknown, withoutEstate } from "../../configured";
import { judge } from "../../lease/judge";
import { outputsOf } from "../../lease/outputs";
import type { Answer, Told } from "../../protocol/provider";
import { recordOf } from "../../protocol/record";
import type { Value, Values } from "../../protocol/value";
import { quoted } from "../../quoted";
import { isError, toldAt } from "../../told-of";
import { nameOf } from "./name";
import { plannedOf, windowOf } from "./planned";
import { suppose } from "./supposed";
import { termsOf } from "./terms";

/**
 * The state of a lease that is there already. Nothing but the state holds its window, so the id says all of it:
 * `ROLE/IDENTITY/NAME/START/TTL`, with `/TARGET` behind it where it has one; the name of a grant that the estate declares; or the
 * attributes as a JSON object.
 */
export function importGrant(id: string, configured: Configured): Answer<Values> {
  const { declared, clock } = configured;
  if (declared === undefined) return { told: [withoutEstate(configured)] };
  if (clock === undefined) return { told: [nowUnknown] };
  const config = configOf(id.trim(), declared);
  if ("told" in config) return config;
  const found = termsOf(config.given, declared);
  if ("told" in found) return { told: found.told.map((one) => ofImport(one, id)) };
  const { start } = found.terms;
  if (typeof start !== "number") return { told: [withoutStart(id)] };
  const supposed = suppose(found.terms, nameOf(found.terms), { start, isCertain: true });
  const window = supposed && windowOf(supposed);
  if (supposed === undefined || window === undefined) return { told: [unreadable(id)] };
  // Reasons are for those who ask; the next plan holds what is configured to them.
  const told = judge(declared, { ...supposed, unknown: new Set(["ticket", "justification"]) });
  if (told.some(isError)) return { told: told.map((one) => ofImport(one, id)) };
  const result = plannedOf(config.given, {
    name: supposed.grant.name,
    active: holds(window, clock.now()),
    window,
    outputs: outputsOf(declared.estate, supposed.grant),
  });
  return { told, result };
}

type Given = { readonly given: Values } | { readonly told: readonly Told[] };

/** What an id may say, in the order of its parts; the last three only as JSON. */
const parts = ["role", "identity", "name", "start", "ttl", "target"] as const;
const sayable: readonly string[] = [...parts, "task", "ticket", "justification"];

function configOf(id: string, { estate }: DeclaredEstate): Given {
  const grant = estate.grants.get(id);
  if (grant) return configOfGrant(grant);
  if (id.startsWith("{")) return configOfJson(id);
  const texts = id.split("/");
  if (texts.length < parts.length - 1 || texts.length > parts.length) return { told: [unreadable(id)] };
  return given(new Map(parts.map((name, index) => [name, texts[index]])));
}

function given(said: ReadonlyMap<string, string | undefined>): Given {
  return { given: recordOf(sayable.map((name): [string, Value] => [name, said.get(name) || null])) };
}

function configOfJson(id: string): Given {
  const parsed = parsedJson(id);
  if (!isPlain(parsed)) return { told: [unreadable(id)] };
  const said = new Map<string, string>();
  for (const [name, value] of Object.entries(parsed)) {
    if (value === null) continue;
    if (typeof value !== "string" || !sayable.includes(name)) return { told: [unreadable(id)] };
    said.set(name, value);
  }
  return given(said);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A grant that the estate declares, as the configuration of a resource would say it. */
function configOfGrant(grant: Grant): Given {
  const { name, role, identity, ticket, justification, task, targets, actions } = grant;
  const window = windowOfGrant(grant);
  if (window === undefined) return { told: [withoutStart(name)] };
  if (actions !== undefined || (targets !== undefined && targets.length !== 1)) return { told: [unsayable(name)] };
  return given(
    new Map([
      ["role", role.name],
      ["identity", identity.name],
      ["name", name],
      ["start", formatInstant(window.start)],
      ["ttl", formatDuration(window.end - window.start)],
      ["target", targets?.[0]?.name],
      ["task", task?.name],
      ["ticket", ticket],
      ["justification", justification],
    ]),
  );
}

const forms =
  "Write `ROLE/IDENTITY/NAME/START/TTL`, with `/TARGET` behind it where the lease is for one of several targets; or the name of a grant that the " +
  'estate declares; or all of it as JSON: `{"role": …, "identity": …, "name": …, "start": …, "ttl": …}`, with `target`, `task`, `ticket` and `justification` as needed.';

function unreadable(id: string): Told {
  return toldAt(
    { summary: "The id is not one of a lease" },
    `${quoted(id)} does not say what the lease is.`,
    forms,
    undefined,
  );
}

function withoutStart(id: string): Told {
  return toldAt(
    { summary: "The lease has not begun" },
    `${quoted(id)} names no lease that has a start: it is only requested, or was withdrawn, so that there is nothing to import.`,
    forms,
    undefined,
  );
}

function unsayable(name: string): Told {
  return toldAt(
    { summary: "The grant cannot be a resource" },
    `Grant "${name}" has a list of actions or of targets, which a leasehold_grant does not have.`,
    "Leave it in the estate until it has ended.",
    undefined,
  );
}

/** What is wrong with what an id says stands at no attribute. */
function ofImport({ severity, summary, detail }: Told, id: string): Told {
  return { severity, summary, detail: `${detail}\n\nThat is what the id says: ${quoted(id)}. ${forms}` };
}
