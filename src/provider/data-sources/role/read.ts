import { ownershipTags } from "../../../aws/emit/tags";
import { maximumOf } from "../../../check/ceilings";
import type { Estate, Grant, Role } from "../../../estate/types";
import { ownershipLabels } from "../../../gcp/emit/labels";
import { lower } from "../../../lease/lower";
import type { Footprint } from "../../../lease/types";
import { escapeLiteral } from "../../../terraform/literal";
import { formatDuration } from "../../../time/duration";
import { formatInstant } from "../../../time/instant";
import type { Window } from "../../../time/window";
import { type Configured, type DeclaredEstate, withoutEstate } from "../../configured";
import { estateAround } from "../../lease/estate-around";
import { judge, unnamed } from "../../lease/judge";
import { instantOf, type Links, linksOf, secondsOf } from "../../lease/links";
import { outputsOf } from "../../lease/outputs";
import type { Answer } from "../../protocol/provider";
import { recordOf } from "../../protocol/record";
import { isValues, type Value, type Values } from "../../protocol/value";
import { isError } from "../../told-of";
import { roleSchema } from "./schema";
import { somebody } from "./somebody";
import { validateRole } from "./validate";

/** What leasehold makes of a role, and of a lease of it. */
export function readRole(config: Values, configured: Configured): Answer<Values> {
  const { declared } = configured;
  if (declared === undefined) return { told: [withoutEstate(configured)] };
  const wrong = validateRole(config);
  if (wrong.length > 0) return { told: wrong };
  const links = linksOf(config, declared);
  if (links.told.length > 0) return { told: links.told };
  const asked = askedOf(config, links);
  const told = refusals(asked, declared).filter(isError);
  if (told.length > 0) return { told };
  return { told: [], result: valuesOf(config, asked, declared.estate) };
}

interface Asked {
  /** A lease as it would be, of somebody where nobody is named, and of some window where none is. */
  readonly grant: Grant;
  readonly isOfSomebody: boolean;
  readonly window: Window | undefined;
}

/** A window that no lease has, so that its times are found wherever they stand. */
const noWindow: Window = { start: 1, end: 2 };

function askedOf(config: Values, { role, identity, task, target }: Links): Asked {
  if (typeof role !== "object" || identity === "later" || task === "later" || target === "later") {
    throw new Error("fault in leasehold: a data source is read of which something is unknown");
  }
  const [start, ttl] = [instantOf(config.start), secondsOf(config.ttl)];
  const window = typeof start === "number" && typeof ttl === "number" ? { start, end: start + ttl } : undefined;
  const { start: from, end } = window ?? noWindow;
  const grant: Grant = {
    name: unnamed,
    role,
    identity: identity ?? somebody(role, target),
    start: from,
    ttl: end - from,
    ...(task === undefined ? {} : { task }),
    ...(target === undefined ? {} : { targets: [target] }),
    extensions: [],
    approvals: [],
  };
  return { grant, isOfSomebody: identity === undefined, window };
}

/** What keeps the identity from holding such a lease, whatever the reasons and the hour. */
function refusals({ grant, isOfSomebody, window }: Asked, declared: DeclaredEstate) {
  const unknown = new Set(["ticket", "justification", "window", ...(window ? [] : ["ttl"])]);
  const told = judge(declared, { grant, unknown });
  return isOfSomebody ? told.filter(({ path }) => path?.[0] === "target" || path?.[0] === "ttl") : told;
}

function valuesOf(config: Values, { grant, isOfSomebody, window }: Asked, estate: Estate): Values {
  const { role, identity } = grant;
  const template = outputsOf(estate, { ...grant, ...startAndTtl(noWindow) });
  const lease = window ? outputsOf(estate, grant) : undefined;
  const policies = template.permissions_policies;
  const footprints = lower(estateAround(estate, grant))
    .flatMap((target) => target.footprints)
    .filter(({ target }) => grant.targets?.includes(target) ?? true);
  const found: Readonly<Record<string, Value>> = {
    ...config,
    ...template,
    description: role.description,
    sensitivity: role.sensitivity,
    max_ttl: formatDuration(isOfSomebody ? role.maxTtl : maximumOf(role, identity.kind)),
    eligible: role.eligible.map(({ name }) => name),
    owners: ownersOf(role, footprints),
    permissions_policy: Array.isArray(policies) && policies.length === 1 ? policies[0] : null,
    trust_template: isOfSomebody ? null : templateOf(template.trust_policy),
    trust_policy: isOfSomebody ? null : (lease?.trust_policy ?? null),
    guard_template: templateOf(template.guard_policy),
    guard_policy: lease?.guard_policy ?? null,
    member: isOfSomebody ? null : (template.member ?? null),
    condition_template: templateOf(expressionIn(template.gcp_condition)),
    gcp_condition: lease ? expressionIn(lease.gcp_condition) : null,
    tags: template.tags === null ? null : tagsOf(footprints, estate),
    labels: template.labels === null ? null : labelsOf(footprints, estate),
  };
  return recordOf(Object.keys(roleSchema.attributes).map((name): [string, Value] => [name, found[name] ?? null]));
}

function startAndTtl({ start, end }: Window): Pick<Grant, "start" | "ttl"> {
  return { start, ttl: end - start };
}

/** The text with places for the window's times, for `templatestring`; what else would be a template stays text. */
function templateOf(text: Value | undefined): Value {
  if (typeof text !== "string") return null;
  return escapeLiteral(text)
    .replaceAll(formatInstant(noWindow.start), () => "${start}")
    .replaceAll(formatInstant(noWindow.end), () => "${end}");
}

function expressionIn(condition: Value | undefined): Value {
  return isValues(condition) ? (condition.expression ?? null) : null;
}

function ownersOf({ owners }: Role, footprints: readonly Footprint[]): Values {
  const platforms = new Set(footprints.map(({ ownership }) => ownership.platformOwner));
  const [platform] = platforms;
  return recordOf<Value>([
    ["entitlement", owners.entitlement?.name ?? null],
    ["platform", platforms.size === 1 ? (platform ?? null) : null],
    ["business", owners.business?.name ?? null],
  ]);
}

function tagsOf(footprints: readonly Footprint[], { policy }: Estate): Value {
  const here = footprints.find(({ target }) => target.cloud.kind === "aws");
  return here ? recordOf(Object.entries(ownershipTags(here.ownership, policy.prefix, policy.ownerTag))) : null;
}

function labelsOf(footprints: readonly Footprint[], { policy }: Estate): Value {
  const here = footprints.find(({ target }) => target.cloud.kind === "gcp");
  return here ? recordOf(Object.entries(ownershipLabels(here.ownership, policy.prefix, policy.ownerTag))) : null;
}
