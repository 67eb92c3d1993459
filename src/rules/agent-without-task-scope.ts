import { ofKind } from "../facts/fact";
import type { Rule } from "./rule";
import { aboutAccess, amount } from "./words";

export const agentWithoutTaskScope: Rule = {
  name: "agent-without-task-scope",
  judges: "state",
  needs: "estate",
  severity: "error",
  title: "An AI agent holds access that is not that of one task.",
  why: "What an agent does is decided by what it reads. It holds one task's permissions at a time, for that task, so that a hijacked one can do no more than it was sent to do.",
  fix: "Grant the agent one declared task of a role for which it is eligible: `task: restart-orders`.",
  examples: [
    {
      bad: `grants:
  repair: { role: instance-operator, identity: repair-agent, ttl: 30m }`,
      good: `grants:
  repair: { role: instance-operator, identity: repair-agent, task: restart-orders, ttl: 30m }`,
    },
  ],
  controls: ["PR.AA-05", "AC-6", "ASI02", "ASI03", "ASI10", "L7", "MANAGE 2.4"],
  *judge({ after, declared }) {
    if (!declared) return;
    for (const fact of ofKind(after, "access")) {
      const agents = declared.identities.behind(fact, after).known.filter(({ kind }) => kind === "agent");
      const [agent] = agents;
      if (agent === undefined || fact.privilege === "read") continue;
      if (fact.bound.kind === "leased" && declared.leaseOf(fact, after)?.grant.task !== undefined) continue;
      yield {
        ...aboutAccess(fact),
        message: `Agent "${agent.name}" holds ${amount(fact.privilege)} on ${fact.scope.text}, which is no grant of one of its tasks.`,
      };
    }
  },
};
