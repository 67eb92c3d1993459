import { targetsOfGrant } from "../../../estate/targets";
import type { AwsBinding, Identity, Target } from "../../../estate/types";
import { canonicalText } from "../../../lease/digest";
import type { Effect } from "../../change";
import { canonicalBinding } from "../canonical";
import type { Context } from "../context";
import { bindingText } from "../principal";
import { called, counted, effect, listed, namesOf } from "../words";
import { groupEffects } from "./group";

/** What becomes of one identity: who that is, in the clouds and on the hosting service, and who answers for it. */
export function identityEffects(
  was: Identity | undefined,
  is: Identity | undefined,
  context: Context,
): readonly Effect[] {
  if (was === undefined || is === undefined) return comingOrGoing(was, is, context);
  const name = is.name;
  const found: Effect[] = [];
  if (was.kind !== is.kind) {
    const text = `${name} counts as ${nounOf(is)} instead of ${nounOf(was)}: other limits and another approval may hold for it`;
    found.push(effect("widens", "identity", text));
  }
  return [
    ...found,
    ...cloudEffects(was, is, context),
    ...accountEffects(was, is),
    ...answerEffects(was, is),
    ...groupEffects(was, is, context),
  ];
}

const nouns = { person: "a person", workload: "a workload", agent: "an AI agent", group: "a group" } as const;
const nounOf = ({ kind }: Identity): string => nouns[kind];

function comingOrGoing(was: Identity | undefined, is: Identity | undefined, context: Context): readonly Effect[] {
  const groups = groupEffects(was, is, context);
  if (was === undefined) {
    return is === undefined
      ? []
      : [effect("restates", "identity", `${called(is)} is declared, and by that alone may do nothing`), ...groups];
  }
  return [effect("tightens", "identity", `${called(was)} is no longer declared`), ...groups];
}

function cloudEffects(was: Identity, is: Identity, context: Context): readonly Effect[] {
  const found: Effect[] = [];
  const spelled = (binding: AwsBinding | undefined): string =>
    binding === undefined ? "" : canonicalText(canonicalBinding(binding));
  const clouds = [
    {
      kind: "aws",
      cloud: "AWS",
      keys: [spelled(was.aws), spelled(is.aws)],
      texts: [was.aws && awsText(was.aws), is.aws && awsText(is.aws)],
    },
    {
      kind: "gcp",
      cloud: "Google Cloud",
      keys: [was.gcp?.member ?? "", is.gcp?.member ?? ""],
      texts: [was.gcp?.member, is.gcp?.member],
    },
  ] as const;
  for (const { kind, cloud, keys, texts } of clouds) {
    if (keys[0] === keys[1]) continue;
    const [from, to] = texts;
    if (to === undefined) {
      found.push(effect("tightens", "identity", `${is.name} is nobody in ${cloud} any more; before, ${from}`));
      continue;
    }
    const held = heldBy(is, kind, context);
    const [direction, so] =
      held === undefined ? (["widens", ""] as const) : (["gains", `; whoever that is ${held}`] as const);
    const text =
      from === undefined
        ? `${is.name} is ${to} in ${cloud}, and may hold leases there${so}`
        : `${is.name} is somebody else in ${cloud}: ${to} instead of ${from}${so}`;
    found.push(effect(direction, "identity", text));
  }
  return found;
}

/** All that pins the identity, so that two spellings which let in different people read differently. */
function awsText(binding: AwsBinding): string {
  const text = bindingText(binding);
  switch (binding.kind) {
    case "identityCenter": {
      const more = [
        ...(binding.userId === undefined ? [] : [`user id ${binding.userId}`]),
        ...(binding.account === undefined ? [] : [`in account ${binding.account}`]),
      ];
      return more.length === 0 ? text : `${text} (${more.join(", ")})`;
    }
    case "oidc": {
      const claims = [...binding.claims].sort().map(([claim, value]) => `${claim} ${value}`);
      return `${text} (${[`audience ${binding.audience}`, ...claims].join(", ")})`;
    }
    case "rolesAnywhere":
      return `${text} (${binding.trustAnchor})`;
    case "role":
      return binding.exclusive ? `${text} (held by one person alone)` : text;
    case "user":
    case "saml":
      return text;
  }
}

/** `holds 2 leases (operator) and may use emergency`: what an identity has in a cloud without anybody's further approval. */
function heldBy({ name }: Identity, kind: Target["cloud"]["kind"], { after }: Context): string | undefined {
  const isThere = (targets: Iterable<Target>): boolean => [...targets].some(({ cloud }) => cloud.kind === kind);
  const grants = after.openGrantsTo(name).filter((grant) => isThere(targetsOfGrant(grant)));
  const roles = [...new Set(grants.map(({ role }) => role.name))].sort();
  const broken = after.breakGlassNaming(name).filter(({ target }) => isThere([target]));
  const said = [
    ...(grants.length > 0 ? [`holds ${counted(grants.length, "lease")} (${listed(roles)})`] : []),
    ...(broken.length > 0 ? [`may use ${listed(namesOf(broken))} without a lease`] : []),
  ];
  return said.length === 0 ? undefined : listed(said);
}

function accountEffects(was: Identity, is: Identity): readonly Effect[] {
  const found: Effect[] = [];
  const services = [
    { service: "GitHub", ids: [was.github?.id, is.github?.id], names: [was.github?.login, is.github?.login] },
    { service: "GitLab", ids: [was.gitlab?.id, is.gitlab?.id], names: [was.gitlab?.username, is.gitlab?.username] },
  ] as const;
  for (const { service, ids, names } of services) {
    const [[before, after], [login, newLogin]] = [ids, names];
    if (before === after) {
      if (login !== newLogin) {
        found.push(
          effect(
            "restates",
            "identity",
            `${is.name} is called ${newLogin} on ${service} instead of ${login}: the same account`,
          ),
        );
      }
    } else if (after === undefined) {
      const text = `${is.name} has no account on ${service} any more: approvals and changes made there are not known to be theirs`;
      found.push(effect("widens", "identity", text));
    } else {
      const instead = before === undefined ? "" : ` instead of ${login} (${before})`;
      const text = `what ${newLogin} (${after}) does on ${service} counts as done by ${is.name}${instead}, approvals included`;
      found.push(effect("widens", "identity", text));
    }
  }
  if (was.email !== is.email) {
    const text = `${is.name} is known by the e-mail address ${is.email ?? "(none)"} instead of ${was.email ?? "(none)"}`;
    found.push(effect("widens", "identity", text));
  }
  return found;
}

function answerEffects(was: Identity, is: Identity): readonly Effect[] {
  const found: Effect[] = [];
  const sponsors = [sponsorOf(was), sponsorOf(is)] as const;
  if (sponsors[0] !== sponsors[1] && is.kind === "agent") {
    const [before, after] = sponsors;
    const text =
      after === undefined
        ? `nobody answers for what ${is.name} does; before, ${before}`
        : `${after} answers for what ${is.name} does${before === undefined ? "" : ` instead of ${before}, who may from now on approve its leases`}`;
    found.push(effect(before === undefined ? "tightens" : "widens", "ownership", text));
  }
  const [team, other] = [teamOf(was), teamOf(is)];
  if (team !== other && is.kind !== "person" && is.kind !== "group") {
    const text = `${is.name} belongs to ${other === undefined ? "no team" : `team ${other}`}${team === undefined ? "" : ` instead of ${team}`}`;
    found.push(effect(team === undefined ? "tightens" : "widens", "ownership", text));
  }
  return found;
}

function sponsorOf(identity: Identity): string | undefined {
  return identity.kind === "agent" ? identity.sponsor?.name : undefined;
}

function teamOf(identity: Identity): string | undefined {
  return identity.kind === "agent" || identity.kind === "workload" ? identity.team?.name : undefined;
}
