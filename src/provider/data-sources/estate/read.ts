import { targetsOf } from "../../../estate/targets";
import type { Role, Team } from "../../../estate/types";
import { formatDuration } from "../../../time/duration";
import { type Configured, withoutEstate } from "../../configured";
import type { Answer } from "../../protocol/provider";
import { recordOf } from "../../protocol/record";
import type { Value, Values } from "../../protocol/value";

/** What the estate declares, in short. */
export function readEstate(configured: Configured): Answer<Values> {
  const { declared } = configured;
  if (declared === undefined) return { told: [withoutEstate(configured)] };
  const { estate, digest } = declared;
  const result = recordOf<Value>([
    ["name", estate.name],
    ["digest", digest()],
    ["prefix", estate.policy.prefix],
    ["teams", each(estate.teams, teamValue)],
    ["roles", each(estate.roles, roleValue)],
  ]);
  return { told: [], result };
}

function each<T>(all: ReadonlyMap<string, T>, to: (one: T) => Values): Values {
  return recordOf([...all].map(([name, one]): [string, Value] => [name, to(one)]));
}

function teamValue({ contact, review, members, escalation }: Team): Values {
  return recordOf<Value>([
    ["contact", contact ?? null],
    ["review", review ?? null],
    ["members", names(members)],
    ["escalation", names(escalation)],
  ]);
}

function roleValue(role: Role): Values {
  return recordOf<Value>([
    ["description", role.description],
    ["sensitivity", role.sensitivity],
    ["max_ttl", formatDuration(role.maxTtl)],
    ["eligible", names(role.eligible)],
    ["targets", names(targetsOf(role))],
    ["entitlement_owner", role.owners.entitlement?.name ?? null],
    ["business_owner", role.owners.business?.name ?? null],
  ]);
}

function names(all: readonly { readonly name: string }[]): readonly string[] {
  return all.map(({ name }) => name);
}
