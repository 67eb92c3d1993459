import { quoted } from "../../../diagnostics/wording";
import type { Grant } from "../../../estate/types";
import { isPlain } from "../../../terraform/plain-json";
import { formatDuration } from "../../../time/duration";
import { formatInstant } from "../../../time/instant";
import { holds } from "../../../time/window";
import { type Configured, type DeclaredEstate, nowUnknown, withoutEstate } from "../../configured";
import type { Answer, Told } from "../../protocol/provider";
import { recordOf } from "../../protocol/record";
import type { Value, Values } from "../../protocol/value";
import { toldAt } from "../../told-of";
import { judge } from "./judge";
import { nameOf } from "./name";
import { outputsOf } from "./outputs";
import { plannedOf, windowOf } from "./planned";
import { suppose } from "./supposed";
import { termsOf } from "./terms";
import { validateGrant } from "./validate";

/**
 * The state of a lease that is there already. Nothing but the state holds its window, so the id says all of it: `ROLE/IDENTITY/NAME/START/TTL`,
 * with `/TARGET` behind it where it has one; the name of a grant that the estate declares; or the attributes as a JSON object.
 */
export function importGrant(id: string, configured: Configured): Answer<Values> {
  const { declared, clock } = configured;
  if (declared === undefined) return { told: [withoutEstate(configured)] };
  if (clock === undefined) return { told: [nowUnknown] };
  const config = configOf(id, declared);
  if (config === undefined) return { told: [unreadable(id)] };
  const wrong = validateGrant(config);
  if (wrong.length > 0) return { told: wrong };
  const { terms, told } = termsOf(config, declared);
  if (terms === undefined) return { told: told.length > 0 ? told : [unreadable(id)] };
  if (typeof terms.start !== "number") return { told: [withoutStart] };
  const supposed = suppose(terms, nameOf(terms), { start: terms.start, isCertain: true });
  const window = supposed && windowOf(supposed);
  if (supposed === undefined || window === undefined) return { told: [unreadable(id)] };
  const refused = judge(declared, supposed);
  if (refused.length > 0) return { told: refused };
  const result = plannedOf(config, {
    name: supposed.grant.name,
    active: holds(window, clock.now()),
    window,
    outputs: outputsOf(declared.estate, supposed.grant),
  });
  return { told: [], result };
}

const said = ["role", "identity", "name", "start", "ttl", "target", "task", "ticket", "justification"] as const;

function configOf(id: string, { estate }: DeclaredEstate): Values | undefined {
  const grant = estate.grants.get(id);
  if (grant) return configOfGrant(grant);
  const parts = id.trim().startsWith("{") ? partsOfJson(id) : id.split("/");
  if (parts === undefined || parts.length < 5 || parts.length > said.length) return undefined;
  if (!id.trim().startsWith("{") && parts.length > 6) return undefined;
  return recordOf(said.map((name, index): [string, Value] => [name, parts[index] || null]));
}

function partsOfJson(id: string): readonly (string | undefined)[] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(id);
  } catch {
    return undefined;
  }
  if (!isPlain(parsed)) return undefined;
  const given = new Map(Object.entries(parsed).map(([name, value]) => [name === "starts_at" ? "start" : name, value]));
  const isWhole = [...given].every(([name, value]) => said.some((one) => one === name) && typeof value === "string");
  if (!isWhole) return undefined;
  return said.map((name) => {
    const value = given.get(name);
    return typeof value === "string" ? value : undefined;
  });
}

/** A grant that the estate declares, as the configuration of a resource would say it. */
function configOfGrant({ name, role, identity, start, ttl, ticket, justification, task, targets }: Grant): Values {
  return recordOf<Value>([
    ["role", role.name],
    ["identity", identity.name],
    ["name", name],
    ["start", start === undefined ? null : formatInstant(start)],
    ["ttl", formatDuration(ttl)],
    ["target", targets?.length === 1 ? (targets[0]?.name ?? null) : null],
    ["task", task?.name ?? null],
    ["ticket", ticket ?? null],
    ["justification", justification ?? null],
  ]);
}

const forms =
  "Write `ROLE/IDENTITY/NAME/START/TTL`, with `/TARGET` behind it where the lease is for one of several targets, the name of a grant that the estate " +
  'declares, or all of it as JSON: `{"role": …, "identity": …, "name": …, "start": …, "ttl": …, "ticket": …, "justification": …, "task": …, "target": …}`.';

function unreadable(id: string): Told {
  return toldAt(
    { summary: "The id is not one of a lease" },
    `${quoted(id)} does not say what the lease is.`,
    forms,
    undefined,
  );
}

const withoutStart: Told = toldAt(
  { summary: "The lease has not begun" },
  "A lease without a start is only requested: there is nothing to import.",
  forms,
  undefined,
);
