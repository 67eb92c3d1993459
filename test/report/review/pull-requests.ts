import type { ClaimsOf } from "../../../src/review/approval/claims";
import { claimsOfToken } from "../../../src/review/approval/claims";
import { gitLabAnswers } from "../../review/pull/gitlab-answers";
import { acmePull, type Edits } from "./acme-pull";

/** A pull request: what it edits in the example's estate, who wrote it and who looked at it. */
export interface PullRequest {
  readonly name: string;
  /** What is otherwise in the base than in the example. */
  readonly before?: (edits: Edits) => void;
  readonly edit: (edits: Edits) => void;
  /** The hosting service's answers. */
  readonly pull: string;
  /** What the CI's verified ID token says. */
  readonly claims?: ClaimsOf;
  /** The titles of its sections, in their order. */
  readonly sections: readonly string[];
}

const leases = "Leases";
const first = "Look at this first";
const rules = "What changes in the rules";
const asked = "Who has to approve, and who did";

const restart = `grants:
  dana-restart-2026-11-24:
    role: instance-operator
    identity: dana
    start: 2026-11-24T09:00:00Z
    ttl: 90m
    ticket: INC-4720
    justification: Restart of the order workers after the certificate change
`;

export const pullRequests: readonly PullRequest[] = [
  {
    name: "lease-approved",
    edit: (edits) => edits.add("grants/dana.yaml", restart),
    pull: acmePull("dana", ["frank approves"]),
    sections: [leases, asked],
  },
  {
    name: "lease-waiting",
    edit: (edits) => edits.add("grants/dana.yaml", restart.replace("2026-11-24T09:00", "2026-11-23T15:30")),
    pull: acmePull("dana", ["gail approves a", "erin approves", "dana comments"], ["dana", "dana"]),
    sections: [first, leases, asked],
  },
  {
    name: "agent-automatic",
    edit: (edits) =>
      edits.add(
        "grants/agent.yaml",
        `grants:
  repair-agent-restart-2026-11-24:
    role: instance-operator
    identity: repair-agent
    task: restart-orders
    start: 2026-11-24T12:00:00Z
    ttl: 20m
    ticket: CHG-2302
    justification: Two order workers have no heartbeat
`,
      ),
    pull: acmePull("repair-agent"),
    sections: [leases, asked],
  },
  {
    name: "pipeline-automatic",
    before: (edits) =>
      edits.replace(
        "roles/orders.yaml",
        `auto: { for: [orders-deploy], when: 'request.ttl <= duration("30m") && request.ticket.startsWith("CHG-")' }`,
        `auto: { for: [orders-deploy], when: 'request.ttl <= duration("30m") && request.claims.ref == "refs/heads/main"' }`,
      ),
    edit: (edits) =>
      edits.add(
        "grants/release.yaml",
        `grants:
  orders-deploy-release-2311:
    role: orders-release
    identity: orders-deploy
    ttl: 30m
    ticket: CHG-2311
`,
      ),
    pull: acmePull("orders-pipeline"),
    claims: claimsOfToken({
      issuer: "https://token.actions.githubusercontent.com",
      subject: "repo:acme/orders:environment:production",
      claims: { repository_id: "123456", ref: "refs/heads/main", environment: "production" },
    }),
    sections: [leases, asked],
  },
  {
    name: "role-widened",
    edit: (edits) => {
      edits.replace("roles/ledger.yaml", "maxTtl: 45m", "maxTtl: 90m");
      edits.replace("roles/ledger.yaml", "eligible: [erin, gail]", "eligible: [erin, gail, ivan]");
      edits.replace("roles/ledger.yaml", '"^CHG-[0-9]+$", mfa: true', '"^(CHG|INC)-[0-9]+$", mfa: true');
    },
    pull: acmePull("gail", ["lena rejects", "kim approves"]),
    sections: [rules, asked],
  },
  {
    name: "guardrails-loosened",
    edit: (edits) => {
      edits.replace("roles/orders.yaml", "allow: [iam:PassRole]", "allow: [iam:PassRole, iam:CreateServiceLinkedRole]");
      edits.replace(
        "roles/orders.yaml",
        'resources: ["*"]',
        'resources: ["*"]\n        - { actions: [iam:CreateServiceLinkedRole], resources: ["*"] }',
      );
      edits.replace("roles/orders.yaml", "      ownedResourcesOnly: true\n", "");
      edits.replace("roles/ledger.yaml", ", mfa: true", "");
    },
    pull: acmePull("gail", ["kim approves"]),
    sections: [first, rules, asked],
  },
  {
    name: "waiver-on-gitlab",
    before: (edits) =>
      ["dana", "erin", "frank", "gail", "hana"].forEach((name, position) => {
        const account = `github: { login: ${name}-acme, id: ${583_231 + position} }`;
        edits.replace("identities.yaml", account, `gitlab: { username: ${name}, id: ${101 + position} }`);
      }),
    edit: (edits) =>
      edits.add(
        "waiver.yaml",
        `waivers:
  vendor-key:
    rule: static-credential
    resource: "aws_iam_access_key.vendor"
    owner: payments
    acceptedBy: hana
    reason: The card processor cannot federate before the new year
    expires: 2027-01-20T00:00:00Z
`,
      ),
    pull: JSON.stringify(gitLabAnswers({ author: "dana", approvals: ["erin"], mails: ["dana@acme.example"] })),
    sections: [first, asked],
  },
  {
    name: "own-approvers-edited",
    edit: (edits) => {
      edits.replace(
        "teams.yaml",
        "team: platform, members: [frank, gail]",
        "team: platform, members: [frank, gail, erin]",
      );
      edits.replace("teams.yaml", "members: [frank, gail]\n", "members: [frank, gail, erin]\n");
      edits.add("grants/dana.yaml", restart);
    },
    pull: acmePull("dana", ["erin approves"]),
    sections: [leases, rules, asked],
  },
  {
    name: "owner-leaves-role-moves",
    edit: (edits) => {
      edits.replace("identities.yaml", / {2}erin:\n(?: {4}.*\n)+/, "");
      edits.replace("identities.yaml", "members: [dana, erin]", "members: [dana]");
      edits.replace("teams.yaml", "members: [dana, erin]\n", "members: [dana]\n");
      edits.replace("teams.yaml", "team: payments, members: [dana, erin]", "team: payments, members: [dana]");
      edits.replace("roles/ledger.yaml", "eligible: [erin, gail]", "eligible: [gail]");
      edits.replace(
        "roles/orders.yaml",
        "owners: { entitlement: payments, platform: platform }",
        "owners: { entitlement: platform, platform: platform }",
      );
      edits.removeGrant("grants/ledger.yaml", "erin-secrets-2026-11-25");
      edits.removeGrant("grants/orders.yaml", "erin-read-2026-11-22");
      edits.replace("grants/ledger.yaml", /.*by: erin,.*\n/, "");
    },
    pull: acmePull("frank", ["dana approves"]),
    sections: [leases, rules, asked],
  },
  {
    name: "pruned-and-revoked",
    edit: (edits) => {
      edits.removeGrant("grants/orders.yaml", "dana-read-2026-11-19");
      edits.removeGrant("grants/orders.yaml", "erin-read-2026-11-22");
      edits.removeGrant("grants/ledger.yaml", "gail-admin-2026-11-20");
      edits.replace(
        "grants/ledger.yaml",
        "    justification: Takes over the month-end differences from Kim\n",
        "    justification: Takes over the month-end differences from Kim\n    revoked: 2026-11-23T16:30:00Z\n",
      );
    },
    pull: acmePull("prune-job"),
    sections: [leases],
  },
  {
    name: "break-glass-person-added",
    edit: (edits) => edits.replace("break-glass.yaml", "people: [hana, ivan]", "people: [hana, ivan, gail]"),
    pull: acmePull("gail", ["hana approves"]),
    sections: [rules, asked],
  },
  {
    name: "three-hundred-leases",
    edit: (edits) =>
      edits.add("grants/many.yaml", `grants:\n${Array.from({ length: 300 }, (_, n) => batch(n)).join("")}`),
    pull: acmePull("erin", ["gail approves"]),
    sections: [leases, asked],
  },
];

/** A lease of a settlement run; only requested, so that each is of its own day. */
function batch(n: number): string {
  return `  ledger-batch-${String(n).padStart(3, "0")}:
    role: instance-operator
    identity: ledger-batch
    ttl: 30m
    ticket: CHG-${5_000 + n}
    justification: The settlement run restarts the order workers it has drained
`;
}
