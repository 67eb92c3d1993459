import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { RequirementOutcome, StepOutcome } from "../../../src/review/requirement";
import { outcomeOf, step } from "./sample";

const example = join(__dirname, "../../../examples/acme/access");

/** The files of the example's estate, by their path. */
export function exampleFiles(): Map<string, string> {
  const paths = readdirSync(example, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".yaml"));
  return new Map(paths.sort().map((path) => [path, readFileSync(join(example, path), "utf8")]));
}

/** A pull request: what it edits in the example's estate, and how its approvals stand. */
export interface PullRequest {
  readonly name: string;
  readonly edit: (edits: Edits) => void;
  readonly requirements: readonly RequirementOutcome[];
}

/** Edits of files that fail where they would change nothing. */
export class Edits {
  constructor(readonly files: Map<string, string>) {}

  replace(path: string, was: string, is: string): void {
    const text = this.files.get(path);
    if (!text?.includes(was)) throw new Error(`${path} does not hold ${JSON.stringify(was)}`);
    this.files.set(path, text.replace(was, is));
  }

  add(path: string, text: string): void {
    if (this.files.has(path)) throw new Error(`${path} is there already`);
    this.files.set(path, `version: 1\n${text}`);
  }
}

const reviewOf = (login: string) => ({ by: { service: "github", login, bot: false }, state: "approved" }) as const;

function from(
  name: string,
  approvers: readonly string[],
  given: readonly string[],
  kind: "group" | "team" = "group",
): StepOutcome {
  return step({
    step: { from: { kind, name }, count: 1, approvers },
    given: given.map((identity) => ({ identity, review: reviewOf(`${identity}-acme`) })),
    missing: 1 - given.length,
  });
}

const platform = (...given: string[]) => from("platform-approvers", ["frank", "gail"], given);
const governance = (...given: string[]) => from("security", ["hana", "ivan"], given, "team");
const team = (name: string, members: readonly string[], ...given: string[]) => from(name, members, given, "team");

function asked(part: Parameters<typeof outcomeFor>[0], name: string, because: string, ...steps: StepOutcome[]) {
  return outcomeFor(part, name, because, steps);
}

function outcomeFor(
  part: RequirementOutcome["requirement"]["subject"]["part"],
  name: string,
  because: string,
  steps: readonly StepOutcome[],
): RequirementOutcome {
  const outcome = outcomeOf(name, { steps });
  return { ...outcome, requirement: { ...outcome.requirement, subject: { part, name }, because } };
}

const restart = `grants:
  dana-restart-2026-11-24:
    role: instance-operator
    identity: dana
    start: 2026-11-24T09:00:00Z
    ttl: 90m
    ticket: INC-4720
    justification: Restart of the order workers after the certificate change
`;

const ownApproval = "its role's approval at the base";
const ofOwner = "its owner at the base";
const ofGovernance = "an exception needs governance";

export const pullRequests: readonly PullRequest[] = [
  {
    name: "grant-approved",
    edit: (edits) => edits.add("grants/dana.yaml", restart),
    requirements: [asked("grants", "dana-restart-2026-11-24", ownApproval, platform("frank"))],
  },
  {
    name: "grant-unmet",
    edit: (edits) => edits.add("grants/dana.yaml", restart),
    requirements: [
      asked("grants", "dana-restart-2026-11-24", ownApproval, {
        ...platform(),
        refused: [
          { who: "@dana-acme", why: "is a requester: dana is to hold it" },
          { who: "@gail-acme", why: "approved another commit than the one to be merged" },
        ],
      }),
    ],
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
    requirements: [
      {
        ...asked("grants", "repair-agent-restart-2026-11-24", ownApproval, platform()),
        met: true,
        automatic: {
          decision: "approved",
          because: "the role's condition holds",
          expressionSha256: "5d41402abc4b2a76b9719d911017c592".repeat(2),
          inputs: { identity: "repair-agent", ticket: "CHG-2302" },
        },
      },
    ],
  },
  {
    name: "maximum-raised",
    edit: (edits) => edits.replace("roles/ledger.yaml", "maxTtl: 45m", "maxTtl: 90m"),
    requirements: [asked("roles", "ledger-secrets", ofOwner, team("ledger", ["kim", "lena"], "kim"))],
  },
  {
    name: "approval-weakened",
    edit: (edits) =>
      edits.replace(
        "roles/ledger.yaml",
        '        - { group: security-approvers, count: 1 }\n    require: { ticket: "^INC-[0-9]+$", justification: 40 }',
        '    require: { ticket: "^INC-[0-9]+$", justification: 40 }',
      ),
    requirements: [asked("roles", "ledger-admin", ofOwner, team("ledger", ["kim", "lena"]))],
  },
  {
    name: "waiver-added",
    edit: (edits) =>
      edits.add(
        "waiver.yaml",
        `waivers:
  vendor-key:
    rule: static-credential
    resource: "aws_iam_access_key.vendor"
    owner: ledger
    acceptedBy: hana
    reason: The card processor cannot federate before the new year
    expires: 2027-01-20T00:00:00Z
`,
      ),
    requirements: [asked("waivers", "vendor-key", ofGovernance, governance())],
  },
  {
    name: "break-glass-person-added",
    edit: (edits) => edits.replace("break-glass.yaml", "people: [hana, ivan]", "people: [hana, ivan, gail]"),
    requirements: [asked("breakGlass", "prod-emergency", "a break-glass role needs governance", governance("hana"))],
  },
  {
    name: "role-moved",
    edit: (edits) =>
      edits.replace(
        "roles/orders.yaml",
        "owners: { entitlement: payments, platform: platform }",
        "owners: { entitlement: platform, platform: platform }",
      ),
    requirements: [asked("roles", "orders-release", ofOwner, team("payments", ["dana", "erin"], "erin"))],
  },
  {
    name: "offboarding",
    edit: (edits) => {
      const text = edits.files.get("identities.yaml") ?? "";
      edits.files.set("identities.yaml", text.replace(/ {2}erin:\n(?: {4}.*\n)+/, ""));
      edits.replace("identities.yaml", "members: [dana, erin]", "members: [dana]");
      edits.replace("teams.yaml", "members: [dana, erin]\n", "members: [dana]\n");
      edits.replace("teams.yaml", "team: payments, members: [dana, erin]", "team: payments, members: [dana]");
      edits.replace("roles/ledger.yaml", "eligible: [erin, gail]", "eligible: [gail]");
      for (const [path, grants] of edits.files) {
        if (!path.startsWith("grants/")) continue;
        edits.files.set(
          path,
          grants.replace(/ {2}erin-[^\n]*\n(?: {4}.*\n)+/g, "").replace(/ {6}- \{ by: erin,.*\n/g, ""),
        );
      }
    },
    requirements: [
      asked("identities", "erin", ofOwner, team("payments", ["dana"], "dana")),
      asked("identities", "payments-engineers", ofOwner, team("payments", ["dana"], "dana")),
      asked("teams", "payments", ofOwner, team("payments", ["dana"], "dana")),
      asked("approvalGroups", "payment-approvers", ofOwner, team("payments", ["dana"], "dana")),
      asked("roles", "ledger-secrets", ofOwner, team("ledger", ["kim", "lena"])),
    ],
  },
  {
    name: "three-thousand-grants",
    edit: (edits) =>
      edits.add("grants/many.yaml", `grants:\n${Array.from({ length: 3_000 }, (_, n) => batch(n)).join("")}`),
    requirements: Array.from({ length: 3_000 }, (_, n) =>
      asked("grants", batchName(n), ownApproval, platform(...(n < 1_000 ? ["frank"] : []))),
    ),
  },
];

function batchName(n: number): string {
  return `ledger-batch-${String(n).padStart(4, "0")}`;
}

function batch(n: number): string {
  const day = new Date(Date.UTC(2026, 10, 24 + Math.floor(n / 12), 7 + (n % 12)));
  return `  ${batchName(n)}:
    role: instance-operator
    identity: ledger-batch
    start: ${day.toISOString().slice(0, 19)}Z
    ttl: 30m
    ticket: CHG-${5_000 + n}
    justification: The settlement run restarts the order workers it has drained
`;
}
