import { type TrailQuestion, type TrailUses, usesOf } from "../../../src/drift/trail/uses";
import { Declared } from "../../../src/expect/declared";
import { at, estateWith } from "../../helpers/estate";
import { eventsOfRecords, type Plain, record } from "./logs";

export const estate = estateWith(`
identities:
  erin: { aws: { user: null, identityCenter: { permissionSet: Engineer, userName: erin@acme.example, userId: 9067c6dd-20a1-70d0-8d6d-3c1b4f5d0a11 } } }
  ci:
    kind: workload
    aws: { oidc: { issuer: token.actions.githubusercontent.com, audience: sts.amazonaws.com, subject: "repo:acme/orders:environment:production" } }
  kim: { kind: person, aws: { saml: { provider: "arn:aws:iam::111122223333:saml-provider/corp", subject: kim } } }
  batch:
    kind: workload
    aws: { rolesAnywhere: { spiffe: "spiffe://acme/batch", trustAnchor: "arn:aws:rolesanywhere:eu-central-1:111122223333:trust-anchor/2d1e0c5a-7b1c-4c1e-9a43-0c6d1f6f5b11" } }
roles:
  operator: { eligible: [dana, erin, ci, kim, batch, deploy, bot] }
grants:
  first: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h }
  centre: { role: operator, identity: erin, start: 2026-11-23T09:00:00Z, ttl: 1h }
  pipeline: { role: operator, identity: ci, start: 2026-11-23T09:00:00Z, ttl: 1h }
  corp: { role: operator, identity: kim, start: 2026-11-23T09:00:00Z, ttl: 1h }
  job: { role: operator, identity: batch, start: 2026-11-23T09:00:00Z, ttl: 1h }
  release: { role: operator, identity: deploy, start: 2026-11-23T09:00:00Z, ttl: 1h }
  viewing: { role: viewer, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h }
  viewing-again: { role: viewer, identity: dana, start: 2026-11-23T12:00:00Z, ttl: 1h }
`);
export const declared = new Declared(estate);
export const inside = "2026-11-23T09:30:00Z";
export const after = "2026-11-23T10:00:00Z";

export async function judged(records: readonly Plain[], question: Partial<TrailQuestion> = {}): Promise<TrailUses> {
  const events = await eventsOfRecords(record("2026-11-01T00:00:00Z"), record("2026-11-24T00:00:00Z"), ...records);
  return usesOf(declared.leasesIn(undefined), events, { estate, now: at("2026-11-24T01:00:00Z"), ...question });
}
export const lease = ({ leases }: TrailUses, name: string) => {
  const found = leases.find((one) => one.lease.grant.name === name);
  if (!found) throw new Error(name);
  return found;
};
/** Each finding about a lease or role as `error used-by-another`. */
export const said = ({ verdicts }: TrailUses) => verdicts.map(({ severity, kind }) => `${severity} ${kind}`);
