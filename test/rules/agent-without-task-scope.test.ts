import { access, principal } from "./facts";
import { promised, specify } from "./judging";

const agent = principal("agent", "arn:aws:iam::111122223333:role/bot");
const withTask = `
grants:
  g1: { role: operator, identity: bot, task: restart, start: 2026-11-23T09:00:00Z, ttl: 1h }`;
const address = "error aws_iam_role_policy_attachment.g1_own";

specify("agent-without-task-scope", [
  { name: "a lease of its task", estate: withTask, after: promised, found: [] },
  {
    name: "standing access",
    estate: withTask,
    after: [access({ principal: agent, privilege: "data" })],
    found: ["error aws_iam_role_policy.deploy"],
    saying: ['Agent "bot" holds access to data on account 111122223333, which is no grant of one of its tasks.'],
  },
  {
    name: "a lease of more than its task",
    estate: withTask,
    after: (declared) =>
      promised(declared).map((fact) =>
        fact.kind === "access"
          ? {
              ...fact,
              permissions: [
                { actions: ["ec2:StartInstances"], except: false, resources: ["arn:aws:ec2:*:*:instance/*"] },
              ],
            }
          : fact,
      ),
    found: [address],
  },
  { name: "what only reads", estate: withTask, after: [access({ principal: agent, privilege: "read" })], found: [] },
  {
    name: "a person's lease",
    estate: "grants: { g1: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h } }",
    after: promised,
    found: [],
  },
  { name: "without an estate", after: [access({ principal: agent })], found: [] },
]);
