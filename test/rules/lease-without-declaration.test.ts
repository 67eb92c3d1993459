import type { Declared } from "../../src/expect/declared";
import type { Fact } from "../../src/facts/fact";
import { access, leased, principal } from "./facts";
import { promised, specify } from "./judging";

const grants = `
grants:
  g1: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 2h }
  g2: { role: viewer, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 2h }
  g3: { role: operator, identity: bot, task: restart, start: 2026-11-23T09:00:00Z, ttl: 1h }`;
const g1 = `
grants:
  g1: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 2h }`;
const address = "error aws_iam_role_policy_attachment.g1_operator";

/** The leases of an estate with each access, and each trust, changed. */
const changed = (of: { readonly access?: object; readonly trust?: object }) => (declared: Declared) =>
  promised(declared).map((fact): Fact => {
    if (fact.kind === "access") return { ...fact, ...of.access };
    return fact.kind === "trust" ? { ...fact, ...of.trust } : fact;
  });

specify("lease-without-declaration", [
  {
    name: "the leases that it declares, of both clouds and an agent's task",
    estate: grants,
    after: promised,
    found: [],
  },
  {
    name: "what their policies give in part",
    estate: g1,
    after: changed({
      access: {
        permissions: [
          {
            actions: ["ec2:StartInstances"],
            except: false,
            resources: ["arn:aws:ec2:eu-central-1:111122223333:instance/i-1"],
          },
        ],
      },
    }),
    found: [],
  },
  {
    name: "an action more",
    estate: g1,
    after: changed({
      access: {
        permissions: [
          { actions: ["ec2:TerminateInstances"], except: false, resources: ["arn:aws:ec2:*:*:instance/*"] },
        ],
      },
    }),
    found: [address],
    saying: ["no grant of the estate gives this holder this much there"],
  },
  {
    name: "a resource more",
    estate: g1,
    after: changed({ access: { permissions: [{ actions: ["ec2:StartInstances"], except: false, resources: ["*"] }] } }),
    found: [address],
  },
  {
    name: "everything but some actions",
    estate: g1,
    after: changed({
      access: {
        permissions: [{ actions: ["ec2:StartInstances"], except: true, resources: ["arn:aws:ec2:*:*:instance/*"] }],
      },
    }),
    found: [address],
  },
  {
    name: "what permits nothing that is known",
    estate: g1,
    after: changed({ access: { permissions: [] } }),
    found: [address],
  },
  {
    name: "another account",
    estate: g1,
    after: changed({ access: { scope: { cloud: "aws", container: "444455556666", text: "account 444455556666" } } }),
    found: [address],
  },
  {
    name: "another holder",
    estate: g1,
    after: changed({ trust: { pins: '[[["AWS",["arn:aws:iam::111122223333:user/erin"]]],[]]' } }),
    found: [address],
  },
  {
    name: "a holder beside the declared one",
    estate: g1,
    after: (declared) => {
      const facts = promised(declared);
      return [
        ...facts,
        ...facts.flatMap((fact) =>
          fact.kind === "trust" ? [{ ...fact, principal: principal("ci"), pins: "another" }] : [],
        ),
      ];
    },
    found: [address],
  },
  {
    name: "one that begins before the grant does",
    estate: g1,
    after: changed({ access: { bound: leased("2026-11-23T11:00:00Z", "2026-11-23T08:59:59Z") } }),
    found: [address],
    saying: ['grant "g1" begins only at 2026-11-23T09:00:00Z'],
  },
  {
    name: "one that begins later",
    estate: g1,
    after: changed({ access: { bound: leased("2026-11-23T11:00:00Z", "2026-11-23T09:30:00Z") } }),
    found: [],
  },
  {
    name: "a lease by hand",
    estate: g1,
    after: [access({ bound: leased("2026-11-23T12:00:00Z") })],
    found: ["error aws_iam_role_policy.deploy"],
    saying: [
      "aws_iam_role.person (a person) holds administrative access on account 111122223333 until 2026-11-23T12:00:00Z",
    ],
  },
  { name: "what stands is another rule's", estate: g1, after: [access()], found: [] },
  {
    name: "without an estate nothing is declared",
    after: [access({ bound: leased("2026-11-23T12:00:00Z") })],
    found: [],
  },
]);
