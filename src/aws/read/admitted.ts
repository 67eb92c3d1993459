import type { Principal } from "../../facts/principal";
import type { ResourceInstance } from "../../terraform/instance";
import type { Statement } from "../policy/document";
import { hasUnknownPart, shown } from "../policy/unknown-part";
import { accountOfText, isAccountId } from "./arn";
import { claimsOf, keyIs } from "./claims";
import { federatedOf } from "./federation";
import { instancesWith } from "./instance-index";
import { type Narrowing, narrowingOf } from "./narrowing";
import { principalNamed } from "./principal-names";
import type { PrincipalElement } from "./principals";
import { ofRolesAnywhere } from "./roles-anywhere";
import type { Surroundings } from "./stand-in";
import type { Admission } from "./trust";
import { texts } from "./values";

/** Who somebody is that a trust lets in, and how openly. */
export type Admitted = Pick<Admission, "who" | "account" | "federation" | "open">;

/** Whom one name in a trust statement's `Principal` lets in, under the statement's conditions. */
export function admittedBy(
  element: PrincipalElement,
  name: string,
  statement: Statement,
  from: ResourceInstance,
  around: Surroundings,
): readonly Admitted[] {
  if (element === "Federated") return [byProvider(name, statement, from, around)];
  if (element === "Service") return [byService(name, statement)];
  const narrowing = narrowingOf(statement.Condition);
  if (name === "*") return everybody(statement, narrowing, from, around);
  const holder = around.principals.holders.byArn(name);
  if (holder !== undefined) return [{ who: { holder } }];
  if (isWholeAccount(name)) return ofAccount(name, statement, narrowing, from, around);
  return [{ who: { principal: named(name, from, around) } }];
}

function isWholeAccount(name: string): boolean {
  return isAccountId(name) || /^arn:[^:]*:iam::[^:]*:root$/.test(name);
}

function named(name: string, from: ResourceInstance, { principals }: Surroundings): Principal {
  const principal = principalNamed("AWS", name, from, principals);
  // Two names that are not known may be of two principals.
  const key = hasUnknownPart(name) ? `${principal.key} ${from.address}` : principal.key;
  return { ...principal, name: shown(principal.name), key };
}

function everybody(
  statement: Statement,
  narrowing: Narrowing | undefined,
  from: ResourceInstance,
  around: Surroundings,
): readonly Admitted[] {
  const some = (kind: Principal["kind"], what: string): Admitted => ({
    who: { principal: { kind, name: shown(what), key: hasUnknownPart(what) ? `${what} ${from.address}` : what } },
  });
  const names = narrowing?.names.join(", ") ?? "";
  switch (narrowing?.to) {
    case "principals":
      return ofPatterns(narrowing.names, statement, from, around);
    case "accounts":
      return narrowing.names.flatMap((account) => ofAccount(account, statement, undefined, from, around));
    case "organization":
      return [some("unknown", `every principal of organization ${names}`)];
    case "services":
      return [some("service", `AWS services for ${names}`)];
    // Where somebody comes from does not say who it is.
    default:
      return [
        {
          ...some("anyone", "*"),
          open: {
            to: "everyone",
            said: "its trust policy names `*`, and no condition narrows it to an organization or a principal",
          },
        },
      ];
  }
}

/** ARNs, or patterns of ARNs, to which a condition narrows an account or everybody. */
function ofPatterns(
  patterns: readonly string[],
  statement: Statement,
  from: ResourceInstance,
  around: Surroundings,
): readonly Admitted[] {
  if (patterns.length === 0) {
    return [{ who: { principal: named(`whoever ${from.address} admits (known after apply)`, from, around) } }];
  }
  return patterns.map((pattern) => {
    const holder = around.principals.holders.byArn(pattern);
    if (holder !== undefined) return { who: { holder } };
    const principal = named(pattern, from, around);
    const people = sessionNames(statement);
    const name = people.length === 0 ? principal.name : `${principal.name} (${people.join(", ")})`;
    const account = accountOfText(pattern);
    const wild = /[*?]/.test(pattern) && account !== undefined;
    return {
      who: { principal: { ...principal, name, key: people.length === 0 ? principal.key : name } },
      ...(wild ? { account: { id: account, narrowed: [pattern] } } : {}),
    };
  });
}

/** The people to whom a condition on `aws:userid` holds sessions of Identity Center. */
function sessionNames({ Condition }: Statement): readonly string[] {
  return claimsOf(Condition)
    .asked(keyIs("aws:userid"))
    .flatMap(({ values }) => values.map((value) => value.replace(/^\*:/, "")));
}

function ofAccount(
  name: string,
  statement: Statement,
  narrowing: Narrowing | undefined,
  from: ResourceInstance,
  around: Surroundings,
): readonly Admitted[] {
  const { accounts } = around.principals;
  const principal = named(name, from, around);
  const account = accountOfText(name);
  const relation = account === undefined ? "unsure" : accounts.relation(account, from.provider);
  if (relation === "service") return [{ who: { principal } }];
  if (narrowing?.to === "principals") return ofPatterns(narrowing.names, statement, from, around);
  const whole = account === undefined ? {} : { account: { id: account, narrowed: [] } };
  if (relation === "own") return [{ who: { principal }, ...whole }];
  const closed = hasExternalId(statement) || narrowing?.to === "organization";
  const said = "its trust policy names the whole account";
  const unsure = relation === "unsure";
  return [
    {
      who: { principal },
      ...(unsure ? whole : {}),
      ...(closed ? {} : { open: { to: "foreign-account", ...(unsure ? { unsure } : {}), said } }),
    },
  ];
}

/** Is an external id asked for, with a value that is more than a wildcard? */
function hasExternalId({ Condition }: Statement): boolean {
  return claimsOf(Condition)
    .asked(keyIs("sts:ExternalId"))
    .some(({ values, exactly }) => values.length > 0 && values.every((value) => exactly || /[^*?]/.test(value)));
}

function byService(name: string, statement: Statement): Admitted {
  if (name.startsWith("rolesanywhere.")) return ofRolesAnywhere(name, statement);
  const known = shown(name);
  return { who: { principal: { kind: hasUnknownPart(name) ? "unknown" : "service", name: known, key: known } } };
}

function byProvider(name: string, statement: Statement, from: ResourceInstance, around: Surroundings): Admitted {
  const type = "aws_iam_openid_connect_provider";
  const url = name.split(":oidc-provider/")[1];
  const [made] = [
    ...instancesWith(around.landscape, type, "arn", name),
    ...(url === undefined ? [] : instancesWith(around.landscape, type, "url", url)),
    ...(url === undefined ? [] : instancesWith(around.landscape, type, "url", `https://${url}`)),
  ];
  const clients = made === undefined ? undefined : texts(made.values.client_id_list);
  const { kind, name: said, federation } = federatedOf(name, statement, clients);
  const key = `${name} ${said}`;
  return {
    who: {
      principal: { kind, name: shown(said), key: hasUnknownPart(key) ? `${key} ${from.address}` : key },
    },
    ...(federation === undefined ? {} : { federation: { ...federation, issuer: shown(federation.issuer) } }),
  };
}
