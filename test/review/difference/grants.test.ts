import { specify } from "./specify";

specify("what is told of a grant", [
  {
    name: "a lease",
    after: "grants: { a: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 90m, ticket: INC-1 } }",
    effects: [
      "grants.a gains access: dana may use operator in prod (write access) from 2026-11-23T09:00:00Z until 2026-11-23T10:30:00Z",
    ],
  },
  {
    name: "a request",
    after: "grants: { a: { role: operator, identity: deploy, ttl: 90m } }",
    effects: [
      "grants.a gains access: deploy (a workload) may use operator in prod (write access) for 1 h 30 min from when it is activated",
    ],
  },
  {
    name: "a request that is activated",
    before: "grants: { a: { role: operator, identity: dana, ttl: 90m } }",
    after: "grants: { a: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 90m } }",
    effects: [
      "grants.a gains access: dana may use operator in prod (write access) from 2026-11-23T09:00:00Z until 2026-11-23T10:30:00Z",
    ],
  },
  {
    name: "a lease that had ended before",
    after: "grants: { a: { role: operator, identity: dana, start: 2026-11-22T09:00:00Z, ttl: 90m } }",
    effects: ["grants.a restates access: the lease of operator to dana had ended by 2026-11-22T10:30:00Z"],
  },
  {
    name: "an extension",
    before: "grants: { a: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 90m } }",
    after:
      "grants: { a: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 90m, extensions: [ { by: 1h, at: 2026-11-23T10:00:00Z } ] } }",
    effects: [
      "grants.a widens access: dana may use operator until 2026-11-23T11:30:00Z instead of 2026-11-23T10:30:00Z",
    ],
  },
  {
    name: "a revocation",
    before: "grants: { a: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 90m } }",
    after:
      "grants: { a: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 90m, revoked: 2026-11-23T09:30:00Z } }",
    effects: [
      "grants.a loses access: revoked: dana may use operator until 2026-11-23T09:30:00Z instead of 2026-11-23T10:30:00Z",
    ],
  },
  {
    name: "a revocation before it began",
    before: "grants: { a: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 90m } }",
    after:
      "grants: { a: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 90m, revoked: 2026-11-23T08:30:00Z } }",
    effects: ["grants.a loses access: dana may no longer use operator, which would have ended at 2026-11-23T10:30:00Z"],
  },
  {
    name: "a completion",
    before: "grants: { a: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 90m } }",
    after:
      "grants: { a: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 90m, completed: 2026-11-23T09:45:00Z } }",
    effects: [
      "grants.a loses access: completed: dana may use operator until 2026-11-23T09:45:00Z instead of 2026-11-23T10:30:00Z",
    ],
  },
  {
    name: "a revocation that is taken back",
    before:
      "grants: { a: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 90m, revoked: 2026-11-23T09:30:00Z } }",
    after: "grants: { a: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 90m } }",
    effects: [
      "grants.a widens access: dana may use operator until 2026-11-23T10:30:00Z instead of 2026-11-23T09:30:00Z",
    ],
  },
  {
    name: "a lease that is taken away",
    before: "grants: { a: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 90m } }",
    effects: ["grants.a loses access: dana may no longer use operator, which would have ended at 2026-11-23T10:30:00Z"],
  },
  {
    name: "a lease that is pruned past its end",
    before: "grants: { a: { role: operator, identity: dana, start: 2026-11-21T09:00:00Z, ttl: 90m } }",
    effects: ["grants.a restates access: the lease of operator to dana had ended by 2026-11-21T10:30:00Z"],
  },
  {
    name: "a request that is withdrawn",
    before: "grants: { a: { role: operator, identity: dana, ttl: 90m } }",
    effects: ["grants.a loses access: the request of dana for operator is withdrawn"],
  },
  {
    name: "a longer request",
    before: "grants: { a: { role: operator, identity: dana, ttl: 90m } }",
    after: "grants: { a: { role: operator, identity: dana, ttl: 2h } }",
    effects: ["grants.a widens access: dana asks for operator for 2 h instead of 1 h 30 min"],
  },
  {
    name: "a lease moved to another day",
    before: "grants: { a: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 90m } }",
    after: "grants: { a: { role: operator, identity: dana, start: 2026-11-24T09:00:00Z, ttl: 90m } }",
    effects: [
      "grants.a widens access: dana may use operator until 2026-11-24T10:30:00Z instead of 2026-11-23T10:30:00Z",
      "grants.a loses access: dana may use operator from 2026-11-24T09:00:00Z instead of 2026-11-23T09:00:00Z",
    ],
  },
  {
    name: "a lease of somebody else",
    before: "grants: { a: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 90m } }",
    after: "grants: { a: { role: operator, identity: deploy, start: 2026-11-23T09:00:00Z, ttl: 90m } }",
    effects: [
      "grants.a gains access: deploy (a workload) may use operator in prod (write access) from 2026-11-23T09:00:00Z until 2026-11-23T10:30:00Z",
      "grants.a loses access: dana may no longer use operator, which would have ended at 2026-11-23T10:30:00Z",
    ],
  },
  {
    name: "no longer fewer actions than the role's",
    before:
      "grants: { a: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 90m, actions: [ec2:StartInstances] } }",
    after: "grants: { a: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 90m } }",
    effects: ["grants.a widens privilege: dana may also do ec2:RebootInstances"],
  },
  {
    name: "fewer targets than the role's",
    before: `
roles: { operator: { aws: { targets: [prod, stage] } } }
grants: { a: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 90m } }`,
    after: `
roles: { operator: { aws: { targets: [prod, stage] } } }
grants: { a: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 90m, targets: [stage] } }`,
    effects: ["grants.a loses scope: dana may no longer use operator in prod"],
  },
  {
    name: "an agent's lease of a task",
    after: "grants: { a: { role: operator, identity: bot, task: restart, start: 2026-11-23T09:00:00Z, ttl: 20m } }",
    effects: [
      "grants.a gains access: bot (an AI agent) may use operator for task restart in prod (write access) from 2026-11-23T09:00:00Z until 2026-11-23T09:20:00Z",
    ],
  },
  {
    name: "no task any more, and all of the role",
    before: "grants: { a: { role: operator, identity: bot, task: restart, start: 2026-11-23T09:00:00Z, ttl: 20m } }",
    after: "grants: { a: { role: operator, identity: bot, start: 2026-11-23T09:00:00Z, ttl: 20m } }",
    effects: [
      "grants.a widens privilege: bot (an AI agent) may also do ec2:StartInstances",
      "grants.a restates privilege: the lease is for no task instead of task restart",
    ],
  },
  {
    name: "an approval that is written down, and another ticket",
    before: "grants: { a: { role: operator, identity: dana, ttl: 90m, ticket: INC-1 } }",
    after:
      "grants: { a: { role: operator, identity: dana, ttl: 90m, ticket: INC-2, approvals: [ { by: frank, step: 1 } ] } }",
    effects: [
      "grants.a restates approval: it records an approval by frank",
      "grants.a restates requirements: the ticket is INC-2 instead of INC-1",
    ],
  },
  {
    name: "a duration that is written otherwise",
    before: "grants: { a: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 90m } }",
    after: 'grants: { a: { role: operator, identity: dana, start: "2026-11-23T10:00:00+01:00", ttl: PT1H30M } }',
    effects: [],
  },
]);
