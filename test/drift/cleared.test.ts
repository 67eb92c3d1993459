import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { landscapeOfAccount } from "../../src/aws/live/landscape";
import { ClearedRoles } from "../../src/drift/cleared";
import type { Found } from "../../src/drift/found";
import { Grounds } from "../../src/drift/ground";
import { judgeFound } from "../../src/drift/judge-found";
import { Declared } from "../../src/expect/declared";
import { at, estateWith } from "../helpers/estate";
import { SimulatedAccount } from "../snapshot/simulated-account";
import { everything } from "./landscape";

const estate = estateWith(`
grants:
  first: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h }
  pipeline: { role: operator, identity: deploy, start: 2026-11-22T09:00:00Z, ttl: 1h }`);
const grounds = new Grounds([new Declared(estate)]);
const now = at("2026-11-23T09:10:00Z");

const document = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
const allow = (action: string | string[], resource = "*") =>
  document({ Effect: "Allow", Action: action, Resource: resource });
const trusts = (id: string) => [
  document({ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }),
  document({
    Effect: "Allow",
    Principal: { Service: ["ec2.amazonaws.com"], AWS: `arn:aws:iam::${id}:root` },
    Action: "sts:AssumeRole",
  }),
  document({ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${id}:user/dana` }, Action: "sts:AssumeRole" }),
  document({ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${id}:role/r0` }, Action: "sts:AssumeRole" }),
  document({ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" }),
  "[]",
];
const policies = (id: string) => [
  allow("s3:GetObject", "arn:aws:s3:::orders/*"),
  allow("*"),
  allow(["sts:AssumeRole"], `arn:aws:iam::${id}:role/*`),
  allow(["iam:PassRole", "lambda:*"]),
  document({ Effect: "Allow", NotAction: "s3:*", Resource: "*" }),
  document({ Effect: "Deny", Action: "*", Resource: "*" }),
];
const attachable = [
  "arn:aws:iam::aws:policy/AdministratorAccess",
  "arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess",
  "arn:aws:iam::aws:policy/NobodyKnows",
];

const roles = fc.array(
  fc.record({
    path: fc.constantFrom("/", "/", "/aws-service-role/x.amazonaws.com/", "/leasehold/acme/"),
    trust: fc.nat({ max: 5 }),
    inline: fc.option(fc.nat({ max: 5 }), { nil: undefined }),
    attached: fc.option(fc.constantFrom(...attachable), { nil: undefined }),
    boundary: fc.boolean(),
  }),
  { maxLength: 8 },
);
const touched = fc.constantFrom<((account: SimulatedAccount) => unknown) | undefined>(
  undefined,
  (account) => account.roles.get("leasehold-acme-first")?.inline.delete("leasehold-guard"),
  (account) => account.roles.get("leasehold-acme-first")?.attached.add(attachable[0] ?? ""),
  (account) => account.roles.get("leasehold-acme-first")?.tags.set("leasehold:business-owner", "x"),
  (account) => account.roles.get("leasehold-acme-first")?.tags.set("theirs", "x"),
  (account) => reguarded(account, () => guardOf(account, "leasehold-acme-pipeline")),
  (account) => reguarded(account, (guard) => guard.replaceAll("2026-11-23T10:00:00Z", "2026-11-24T10:00:00Z")),
  (account) => reguarded(account, (guard) => guard.replaceAll("2026-11-23T10:00:00Z", "2026-11-23T09:00:00Z")),
  (account) => reguarded(account, (guard) => guard.replace("2026-11-23T09:00:00Z", "2026-11-22T09:00:00Z")),
  (account) => reguarded(account, (guard) => guard.replace(`"kms:CreateGrant"`, `"kms:NoGrant"`)),
);

function guardOf(account: SimulatedAccount, role: string): string {
  return account.roles.get(role)?.inline.get("leasehold-guard") ?? "";
}

/** Guards say the same but for their dates, and what was held to each other once is not held to each other again. */
function reguarded(account: SimulatedAccount, change: (guard: string) => string): void {
  const changed = change(guardOf(account, "leasehold-acme-first"));
  if (changed === guardOf(account, "leasehold-acme-first")) throw new Error("the guard is as it was");
  account.roles.get("leasehold-acme-first")?.inline.set("leasehold-guard", changed);
}

describe("what needs no further look", () => {
  it("is what nothing would be said of: the findings are the same as of a look at everything", () => {
    const cleared = new ClearedRoles(grounds, now);
    fc.assert(
      fc.property(roles, touched, (made, touch) => {
        const [account] = SimulatedAccount.of(estate).filter(({ id }) => id === "111122223333");
        if (!account) throw new Error("no account");
        touch?.(account);
        made.forEach(({ path, trust, inline, attached, boundary }, n) => {
          const role = account.addRole(`r${n}`, path, trusts(account.id)[trust] ?? "");
          if (inline !== undefined) role.inline.set("x", policies(account.id)[inline] ?? "");
          if (attached !== undefined) role.attached.add(attached);
          if (boundary) role.boundary = "arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess";
        });
        const found: Found = {
          source: "snapshot",
          file: "snapshot",
          cloud: "aws",
          container: account.id,
          landscape: landscapeOfAccount(account.answers()),
          covers: new Set(everything),
          unreadable: [],
          notAsked: [],
        };
        const question = { found, grounds, now, roots: new Map<string, string>() };
        const said = (one: ReturnType<typeof judgeFound>) => ({
          judged: one.judged.map(({ finding }) => `${finding.severity} ${finding.rule} ${finding.message}`).sort(),
          seen: [...one.seen].sort(),
          targets: [...one.targets],
          size: one.size,
        });
        expect(said(judgeFound({ ...question, cleared }))).toEqual(said(judgeFound(question)));
      }),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 150) },
    );
  });
});
