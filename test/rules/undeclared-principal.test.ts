import { access, from, leased, principal, trust } from "./facts";
import { promised, specify } from "./judging";

const estate = `
targets:
  prod: { aws: { assumeRole: "arn:aws:iam::111122223333:role/deployer" } }
  cloud: { gcp: { impersonate: "deployer@acme-prod.iam.gserviceaccount.com" } }
grants:
  g1: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 2h }`;
const role = principal("ci", "aws_iam_role.deploy");

specify("undeclared-principal", [
  {
    name: "somebody whom nobody declared",
    estate,
    after: [access({ principal: principal("person", "user:contractor@elsewhere.example") })],
    found: ["error aws_iam_role_policy.deploy"],
    saying: [
      "user:contractor@elsewhere.example (a person) holds administrative access on account 111122223333, and is no identity of the estate",
    ],
  },
  {
    name: "their lease too",
    estate,
    after: [access({ principal: principal("person", "user:a@b.example"), bound: leased("2026-11-23T12:00:00Z") })],
    found: ["error aws_iam_role_policy.deploy"],
  },
  {
    name: "somebody of the estate, by a user's ARN",
    estate,
    after: [access({ principal: principal("person", "arn:aws:iam::111122223333:user/dana") })],
    found: [],
  },
  {
    name: "by a member",
    estate,
    after: [access({ principal: principal("person", "user:dana@acme.example") })],
    found: [],
  },
  { name: "by a trust", estate, after: promised, found: [] },
  {
    name: "who may become a role is who is meant",
    estate,
    after: [
      access({ principal: role }),
      trust({ becomes: role, principal: principal("ci", "repo:acme/orders:*"), pins: "unknown pins" }),
    ],
    found: ["error aws_iam_role_policy.deploy"],
    saying: ["repo:acme/orders:* (a pipeline) holds", "as aws_iam_role.deploy, and is no identity"],
  },
  { name: "a service", estate, after: [access({ principal: principal("service") })], found: [] },
  {
    name: "a role that a service becomes",
    estate,
    after: [
      access({ principal: role }),
      trust({ becomes: role, principal: principal("service", "ec2.amazonaws.com") }),
    ],
    found: [],
  },
  {
    name: "the deployers that the estate names",
    estate,
    after: [
      access({ principal: principal("unknown", "arn:aws:iam::111122223333:role/deployer") }),
      access({ principal: principal("unknown", "serviceAccount:deployer@acme-prod.iam.gserviceaccount.com") }),
    ],
    found: [],
  },
  { name: "what only reads", estate, after: [access({ privilege: "read" })], found: [] },
  { name: "what is public by design", estate, after: [access({ privilege: "data", publicByDesign: true })], found: [] },
  {
    name: "of a weight that cannot be told",
    estate,
    after: [access({ privilege: undefined, from: from("a.b") })],
    found: ["error a.b"],
  },
  { name: "without an estate", after: [access()], found: [] },
]);
