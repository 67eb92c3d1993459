import { randomInt } from "node:crypto";
import fc from "fast-check";
import type {
  AwsBinding,
  AwsPartition,
  AwsTarget,
  Estate,
  Grant,
  Identity,
  Role,
  Target,
} from "../../../src/estate/types";
import { estate, grant, team } from "../../lease/sample";
import { account, allowing, awsRole, target } from "./sample";

/** How often a property is tried, and from which seed; both by the environment, to try a failure again. */
export const runs = Number(process.env.PROPERTY_RUNS ?? 2000);
export const seed = Number(process.env.PROPERTY_SEED ?? randomInt(2 ** 31));

/** One act, and what it is asked with. */
export interface Act {
  readonly action: string;
  readonly resource: string;
}

/** A lease under test: its estate, whom it is for, who comes close, what it opens. */
export interface Sample {
  readonly estate: Estate;
  readonly target: Target & { readonly cloud: AwsTarget };
  readonly grant: Grant;
  readonly start: number;
  readonly end: number;
  readonly binding: AwsBinding;
  readonly others: readonly AwsBinding[];
  readonly inside: Act;
  readonly outside: Act;
}

const word = fc.stringMatching(/^[a-z][a-z0-9]{1,8}$/);

/** An identity's binding, and bindings that are near to it and are not it. */
function bindings(p: AwsPartition): fc.Arbitrary<{ own: AwsBinding; others: readonly AwsBinding[] }> {
  const iam = `arn:${p}:iam::${account}`;
  const anchor = `arn:${p}:rolesanywhere:eu-central-1:${account}:trust-anchor/2d1e0c5a`;
  return fc.oneof(
    word.map((name) => ({
      own: { kind: "user" as const, arn: `${iam}:user/${name}` },
      others: [`${iam}:user/${name}x`, `${iam}:user/x/${name}`, `arn:${p}:iam::444455556666:user/${name}`].map(
        (arn) => ({
          kind: "user" as const,
          arn,
        }),
      ),
    })),
    word.map((name) => ({
      own: { kind: "role" as const, arn: `${iam}:role/agents/${name}`, exclusive: true },
      others: [`${iam}:role/agents/${name}x`, `arn:${p}:iam::444455556666:role/agents/${name}`].map((arn) => ({
        kind: "role" as const,
        arn,
        exclusive: true,
      })),
    })),
    fc.record({ name: word, id: fc.option(fc.uuid(), { nil: undefined }), set: word }).map(({ name, id, set }) => {
      const own = {
        kind: "identityCenter" as const,
        permissionSet: set,
        userName: `${name}@acme.example`,
        ...(id ? { userId: id } : {}),
      };
      return {
        own,
        others: [
          { ...own, userName: `x${name}@acme.example` },
          { ...own, userName: `${name}@acme.example.org` },
          { ...own, permissionSet: `${set}x` },
          { ...own, account: "444455556666" },
          ...(id ? [{ ...own, userId: `${id}0` }] : []),
        ],
      };
    }),
    word.map((name) => {
      const own = { kind: "saml" as const, provider: `${iam}:saml-provider/acme`, subject: name };
      return {
        own,
        others: [
          { ...own, subject: `${name}x` },
          { ...own, provider: `${iam}:saml-provider/other` },
        ],
      };
    }),
    word.map((name) => {
      const own = {
        kind: "oidc" as const,
        issuer: "token.actions.githubusercontent.com",
        audience: "sts.amazonaws.com",
        subject: `repo:acme/${name}:environment:production`,
        claims: new Map([["repository_id", "123456"]]),
      };
      return {
        own,
        others: [
          { ...own, subject: `repo:acme/${name}:environment:production2` },
          { ...own, audience: "other" },
          { ...own, issuer: "gitlab.com" },
          { ...own, claims: new Map([["repository_id", "1234567"]]) },
        ],
      };
    }),
    word.map((name) => {
      const own = { kind: "rolesAnywhere" as const, spiffe: `spiffe://acme.example/${name}`, trustAnchor: anchor };
      return {
        own,
        others: [
          { ...own, spiffe: `spiffe://acme.example/${name}/x` },
          { ...own, trustAnchor: anchor.replace("2d1e0c5a", "2d1e0c5b") },
        ],
      };
    }),
  );
}

/** Permissions of a role, and an act within and one beyond what the grant asks of them. */
function permissions(
  p: AwsPartition,
): fc.Arbitrary<{ aws: Partial<Role["aws"] & object>; parts: Partial<Grant>; inside: Act; outside: Act }> {
  const instance = `arn:${p}:ec2:eu-central-1:${account}:instance/i-0123456789abcdef0`;
  const object = `arn:${p}:s3:::orders/2026/11`;
  const operate = allowing(["ec2:StartInstances", "ec2:StopInstances"], [`arn:${p}:ec2:*:*:instance/*`]);
  const read = allowing(["s3:Get*"], [`arn:${p}:s3:::orders/*`]);
  const start = { action: "ec2:StartInstances", resource: instance };
  const get = { action: "s3:GetObject", resource: object };
  const put = { action: "s3:PutObject", resource: object };
  const task = { name: "start", agents: [], statements: [allowing(["ec2:StartInstances"], [instance])] };
  return fc.constantFrom(
    { aws: { statements: [operate, read] }, parts: {}, inside: start, outside: put },
    {
      aws: { statements: [allowing(["*"])] },
      parts: {},
      inside: put,
      outside: { action: "iam:CreateUser", resource: `arn:${p}:iam::${account}:user/x` },
    },
    { aws: { statements: [operate, read] }, parts: { actions: ["s3:GetObject"] }, inside: get, outside: start },
    { aws: { statements: [operate, read] }, parts: { task }, inside: start, outside: get },
    {
      aws: { managedPolicies: [`arn:${p}:iam::aws:policy/AmazonS3FullAccess`] },
      parts: { actions: ["s3:Get*"] },
      inside: get,
      outside: put,
    },
  );
}

/** A random estate of a few grants, and one of them. */
export function samples(): fc.Arbitrary<Sample> {
  return fc.constantFrom<AwsPartition[]>("aws", "aws-us-gov", "aws-cn").chain((partition) =>
    fc
      .record({
        who: bindings(partition),
        what: permissions(partition),
        start: fc.integer({ min: Date.UTC(2026, 0) / 1000, max: Date.UTC(2036, 0) / 1000 }),
        ttl: fc.integer({ min: 1, max: 7 * 86400 }),
        extension: fc.option(fc.integer({ min: 1, max: 86400 }), { nil: undefined }),
        revoked: fc.option(fc.double({ min: 0, max: 1.2, noNaN: true }), { nil: undefined }),
        neighbours: fc.uniqueArray(word, { maxLength: 3 }),
      })
      .map(({ who, what, start, ttl, extension, revoked, neighbours }) => {
        const place = target({ partition });
        if (place.cloud.kind !== "aws") throw new Error("not AWS");
        const role = awsRole("reader", { targets: [place], ...what.aws });
        const identity: Identity = { kind: "person", name: "dana", aws: who.own };
        const cut = revoked === undefined ? undefined : start + 1 + Math.floor(revoked * ttl);
        const lease = grant("mine", role, {
          identity,
          start,
          ttl,
          ...what.parts,
          ...(extension ? { extensions: [{ by: extension, at: start }] } : {}),
          ...(cut ? { revoked: cut } : {}),
        });
        const others = neighbours.map((name) => grant(`of-${name}`, role, { identity, start: start + 600, ttl: 3600 }));
        const of = estate({
          targets: [place],
          roles: [role],
          grants: [lease, ...others],
          policy: { governance: team("security") },
        });
        const end = Math.min(start + ttl + (extension ?? 0), cut ?? Number.POSITIVE_INFINITY);
        const { cloud } = place;
        return {
          estate: of,
          target: { ...place, cloud },
          grant: lease,
          start,
          end,
          binding: who.own,
          others: who.others,
          inside: what.inside,
          outside: what.outside,
        };
      }),
  );
}
