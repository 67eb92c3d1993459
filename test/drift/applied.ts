import { drift } from "../../src/drift/drift";
import type { Found } from "../../src/drift/found";
import { Declared } from "../../src/expect/declared";
import type { Json } from "../../src/terraform/json";
import { at, estateWith } from "../helpers/estate";
import { foundOf, Touched } from "./landscape";

const boundary = "arn:aws:iam::111122223333:policy/limits";
const estate = estateWith(`
targets: { prod: { aws: { permissionsBoundary: "${boundary}" } } }
grants:
  first: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h }
  pipeline: { role: operator, identity: deploy, start: 2026-11-23T09:00:00Z, ttl: 1h }
  repair: { role: operator, identity: bot, task: restart, start: 2026-11-23T09:00:00Z, ttl: 30m }
  later: { role: operator, identity: dana, start: 2026-11-24T09:00:00Z, ttl: 2h }
  viewing: { role: viewer, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h }`);
const declared = [new Declared(estate)];
export const inside = at("2026-11-23T09:10:00Z");
export const after = at("2026-11-23T12:00:00Z");
export const administrator = "arn:aws:iam::aws:policy/AdministratorAccess";

const found = (change: (account: Touched, project: Touched) => unknown = () => undefined): readonly Found[] => {
  const places = foundOf(estate).map((one) => new Touched(one));
  const of = (container: string) => {
    const one = places.find(({ found: { container: own } }) => own === container);
    if (!one) throw new Error(container);
    return one;
  };
  change(of("111122223333"), of("acme-prod"));
  return places.map((one) => one.now);
};
const judged = (change: Parameters<typeof found>[0], now = inside) => drift({ declared, found: found(change), now });
export const said = (change: Parameters<typeof found>[0], now = inside): readonly string[] =>
  judged(change, now).findings.map(
    ({ severity, rule, principal = "" }) => `${severity} ${rule} ${principal.split(/[/]/).at(-1)}`,
  );

export const role = "aws_iam_role.first";
export const guard = "aws_iam_role_policy.first";
export const attachment = "aws_iam_role_policy_attachment.first_operator";
export const binding = "google_project_iam_member.viewing_cloudsql_viewer";
export const lease = "leasehold-acme-first";
export const dana = "user:dana@acme.example";
export const document = (...statements: readonly Json[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
export const condition = (values: Record<string, Json>, change: (text: string) => string, name = "expression") => ({
  ...values,
  condition: {
    ...(values.condition as object),
    [name]: change(String((values.condition as Record<string, Json>)[name])),
  },
});
export const edited = (text: string, change: (statements: { [key: string]: Json }[]) => Json): string => {
  const { Statement, ...rest } = JSON.parse(text);
  return JSON.stringify({ ...rest, Statement: change(Statement) });
};
export type Change = NonNullable<Parameters<typeof found>[0]>;
