import type { AccessFact } from "../../facts/fact";
import type { ResourceInstance } from "../../terraform/instance";
import type { Json } from "../../terraform/json";
import type { Condition, Principal, Statement } from "../policy/document";
import { unknownPart } from "../policy/unknown-part";
import { namesIn } from "./names-in";
import type { ReadPolicy } from "./policies";
import { accessByResourcePolicy } from "./resource-access";
import { referredBy, scopeOf } from "./scopes";
import { type ResourceSurroundings, siteOf } from "./site";
import type { Surroundings } from "./stand-in";
import { blocks } from "./values";

/** A resource that is one statement of another's policy: what AWS makes of it. */
interface Style {
  /** The argument that names the resource. */
  readonly of: string;
  readonly services: readonly string[];
  statementsOf(read: Reader): readonly Statement[];
}

/** Reads a resource's arguments; what is not known before apply is what stands for it. */
interface Reader {
  readonly instance: ResourceInstance;
  /** `undefined` where it is not set. */
  one(name: string): string | undefined;
  many(name: string): readonly string[];
}

const styles: Readonly<Record<string, Style>> = {
  aws_lambda_permission: {
    of: "function_name",
    services: ["lambda"],
    statementsOf: ({ one }) => [
      allow(principalOf(one("principal")), [one("action") ?? unknownPart], {
        ArnLike: { "aws:SourceArn": one("source_arn") },
        StringEquals: {
          "aws:SourceAccount": one("source_account"),
          "aws:PrincipalOrgID": one("principal_org_id"),
          "lambda:FunctionUrlAuthType": one("function_url_auth_type"),
          "lambda:EventSourceToken": one("event_source_token"),
        },
      }),
    ],
  },
  aws_lambda_layer_version_permission: {
    of: "layer_name",
    services: ["lambda"],
    statementsOf: ({ one }) => [
      allow(principalOf(one("principal")), [one("action") ?? unknownPart], {
        StringEquals: { "aws:PrincipalOrgID": one("organization_id") },
      }),
    ],
  },
  aws_cloudwatch_event_permission: {
    of: "event_bus_name",
    services: ["events"],
    statementsOf: ({ one, instance }) => {
      const [condition] = blocks(instance.values.condition);
      const said = [condition?.type, condition?.key, condition?.value];
      const known = said.every((each): each is string => typeof each === "string");
      const [operator = "", key = "", value = ""] = known ? said : [];
      const narrowed: Condition = known ? { [operator]: { [key]: value } } : {};
      return [allow(principalOf(one("principal")), [one("action") ?? "events:PutEvents"], narrowed)];
    },
  },
  aws_signer_signing_profile_permission: {
    of: "profile_name",
    services: ["signer"],
    statementsOf: ({ one }) => [allow(principalOf(one("principal")), [one("action") ?? unknownPart], {})],
  },
  aws_kms_grant: {
    of: "key_id",
    services: ["kms"],
    statementsOf: ({ one, many }) => {
      const named = many("operations").map((name) => (name === unknownPart ? name : `kms:${name}`));
      const operations = named.length === 0 ? [unknownPart] : named;
      const retiring = one("retiring_principal");
      return [
        allow(principalOf(one("grantee_principal")), operations, {}),
        ...(retiring === undefined ? [] : [allow(principalOf(retiring), ["kms:RetireGrant"], {})]),
      ];
    },
  },
  aws_s3control_access_grant: {
    of: "access_grants_location_id",
    services: ["s3"],
    statementsOf: ({ one, instance }) => {
      const actions: Readonly<Record<string, readonly string[]>> = {
        READ: ["s3:GetObject"],
        WRITE: ["s3:PutObject", "s3:DeleteObject"],
      };
      const permission = one("permission") ?? unknownPart;
      const [grantee] = blocks(instance.values.grantee);
      if (isOfDirectory(grantee)) return [];
      const id = typeof grantee?.grantee_identifier === "string" ? grantee.grantee_identifier : unknownPart;
      return [allow({ AWS: id }, actions[permission] ?? ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], {})];
    },
  },
};

/** Somebody of the directory, who needs no IAM policy and has no ARN. */
export function isOfDirectory(grantee: { readonly [key: string]: Json } | undefined): boolean {
  return typeof grantee?.grantee_type === "string" && grantee.grantee_type.startsWith("DIRECTORY_");
}

/** What resources that are one statement of another's policy let whom do. */
export function readStatementStyle(around: ResourceSurroundings): readonly AccessFact[] {
  return around.landscape.instances.flatMap((instance) => {
    const style = Object.hasOwn(styles, instance.type) ? styles[instance.type] : undefined;
    if (instance.mode !== "managed" || style === undefined) return [];
    const policy: ReadPolicy = {
      statements: style.statementsOf(readerOf(instance, around)),
      doubts: [],
      addresses: [],
    };
    return accessByResourcePolicy({
      ...siteOf(instance, around),
      policy,
      services: style.services,
      scope: scopeOf(instance, style.of, around),
      addresses: referredBy(instance, style.of, around).map(({ address }) => address),
    });
  });
}

function readerOf(instance: ResourceInstance, around: Surroundings): Reader {
  const many = (name: string) => namesIn(instance, name, around);
  // Of several that might be meant, none is.
  const one = (name: string) => {
    const [first, ...others] = many(name);
    return others.length === 0 ? first : unknownPart;
  };
  return { instance, many, one };
}

/** The kind of principal that one text means: everybody, a service, or somebody of AWS. */
function principalOf(name: string | undefined): Principal {
  if (name === "*") return "*";
  const text = name ?? unknownPart;
  return /^[a-z0-9.-]+\.(?:amazonaws|amazon)\.(?:com|com\.cn)$/.test(text) ? { Service: text } : { AWS: text };
}

type Draft = Readonly<Record<string, Readonly<Record<string, string | readonly string[] | undefined>>>>;

function allow(principal: Principal, actions: readonly string[], conditions: Draft): Statement {
  const condition: Record<string, Record<string, string | readonly string[]>> = {};
  for (const [operator, keys] of Object.entries(conditions)) {
    for (const [key, value] of Object.entries(keys)) {
      if (value !== undefined) condition[operator] = { ...condition[operator], [key]: value };
    }
  }
  return {
    Effect: "Allow",
    Principal: principal,
    Action: actions,
    Resource: "*",
    ...(Object.keys(condition).length === 0 ? {} : { Condition: condition }),
  };
}
