import type { AccessFact } from "../../facts/fact";
import { argument } from "../../terraform/argument";
import { accessOf } from "../policy/access";
import { matchesPattern } from "../policy/actions";
import { asList, type Statement } from "../policy/document";
import { AssumableRoles, chainedAccess, nothing } from "./chains";
import {
  accessFact,
  type Circle,
  circlesOf,
  entriesFor,
  grouped,
  longestSession,
  rank,
  scopeOf,
  settingOf,
  sourcesOf,
} from "./role-access";
import type { Surroundings } from "./stand-in";
import type { HeldPolicy, Subject } from "./subjects";
import { expressionOf } from "./values";

/** What every role, user and group member may do, by themselves and through roles that they may assume. */
export function accessOfSubjects(subjects: readonly Subject[], around: Surroundings): readonly AccessFact[] {
  const found = subjects.map((subject) => ({ subject, shares: sharesOf(subject, around) }));
  const roles = new AssumableRoles(
    found.map(({ subject, shares }) => ({ subject, gravest: gravestOf(shares.flatMap(({ own }) => own)) })),
  );
  return found.flatMap(({ subject, shares }) => {
    const facts = shares.flatMap(({ circle, own }) => [...own, ...chainedAccess(subject, circle, own, roles, around)]);
    return grouped(withoutDoubles(facts));
  });
}

interface Share {
  readonly circle: Circle;
  readonly own: readonly AccessFact[];
}

/** What a subject holds by itself, by who may use it. */
function sharesOf(subject: Subject, around: Surroundings): readonly Share[] {
  if (subject.policies.length === 0) return [];
  return circlesOf(subject, around).map((circle) => {
    const own = ownFacts(subject, circle, around);
    return { circle, own: [...own, ...combined(subject, circle, own, around)] };
  });
}

function gravestOf(facts: readonly AccessFact[]): number {
  return Math.min(nothing, ...facts.map(({ privilege }) => rank(privilege)));
}

/** What each of the subject's policies gives to the circle. */
function ownFacts(subject: Subject, circle: Circle, around: Surroundings): readonly AccessFact[] {
  const principal = { ...subject.principal, kind: circle.kind };
  const passers = holdersOf("iam:PassRole", subject);
  const makers = passers.length === 0 ? [] : computeMakers(subject);
  return entriesFor(subject, circle).map((entry) => {
    const others = entry.privilege === "escalation" && passers.includes(entry.id) ? makers : [];
    return accessFact(
      entry,
      entry.id,
      principal,
      scopeOf(entry.permissions, accountOf(subject, entry.id, around)),
      [...others.map(({ instance }) => instance.address), ...holderAddress(subject)],
      maximumOf(subject),
    );
  });
}

function accountOf(subject: Subject, held: HeldPolicy, around: Surroundings): string | undefined {
  return subject.holder?.account ?? around.principals.accounts.of(held.instance.provider);
}

function holderAddress({ holder }: Subject): readonly string[] {
  return holder === undefined ? [] : [holder.instance.address];
}

/** The longest session that a role declares, where it is longer than the default. */
function maximumOf({ holder, kind, nameless }: Subject): number | undefined {
  if (kind === "role" && nameless === true) return longestSession;
  if (kind !== "role" || holder === undefined) return undefined;
  const { instance } = holder;
  const found = argument(instance, "max_session_duration");
  if (found.kind === "unknown") return longestSession;
  const written = expressionOf(instance.configured, "max_session_duration")?.constant;
  const seconds = [found.kind === "known" ? found.value : null, written]
    .filter((each) => each !== null && each !== undefined)
    .map(Number)
    .map((each) => (Number.isFinite(each) ? each : longestSession));
  const maximum = Math.max(0, ...seconds);
  return maximum > 3600 ? maximum : undefined;
}

/** What starts code under a role that is passed to it. */
const computeActions: readonly string[] = [
  "ec2:RunInstances",
  "ec2:RequestSpotInstances",
  "autoscaling:CreateAutoScalingGroup",
  "lambda:CreateFunction",
  "lambda:UpdateFunctionConfiguration",
  "ecs:RunTask",
  "ecs:StartTask",
  "ecs:CreateService",
  "ecs:RegisterTaskDefinition",
  "batch:SubmitJob",
  "glue:CreateJob",
  "glue:CreateDevEndpoint",
  "glue:UpdateJob",
  "cloudformation:CreateStack",
  "cloudformation:UpdateStack",
  "codebuild:CreateProject",
  "codepipeline:CreatePipeline",
  "datapipeline:CreatePipeline",
  "sagemaker:CreateNotebookInstance",
  "sagemaker:CreateTrainingJob",
  "sagemaker:CreateProcessingJob",
  "states:CreateStateMachine",
  "ssm:StartAutomationExecution",
  "apprunner:CreateService",
  "eks:CreatePodIdentityAssociation",
  "emr-serverless:StartJobRun",
  "elasticmapreduce:RunJobFlow",
];

function holdersOf(action: string, { policies }: Subject): readonly HeldPolicy[] {
  return policies.filter(({ policy }) => allowsSome([action], policy.statements));
}

function computeMakers({ policies }: Subject): readonly HeldPolicy[] {
  return policies.filter(({ policy }) => allowsSome(computeActions, policy.statements));
}

function allowsSome(actions: readonly string[], statements: readonly Statement[]): boolean {
  return statements.some(({ Effect, Action, NotAction }) => {
    if (Effect === "Deny") return false;
    const named = asList(NotAction ?? Action);
    return actions.some(
      (action) => named.some((pattern) => matchesPattern(pattern, action)) === (NotAction === undefined),
    );
  });
}

/** What policies amount to only together, such as one half of IAM in each; at the address of the gravest of them. */
function combined(
  subject: Subject,
  circle: Circle,
  own: readonly AccessFact[],
  around: Surroundings,
): readonly AccessFact[] {
  const sources = sourcesOf(subject);
  const giving = sources.filter(({ statements }) => statements.some(({ Effect }) => Effect === "Allow"));
  if (giving.length < 2 || own.some(({ privilege }) => privilege === "administrative")) return [];
  const [first] = [...own].sort((a, b) => rank(a.privilege) - rank(b.privilege));
  const held = giving.find(({ id }) => id.instance.address === first?.from.address)?.id;
  if (first === undefined || held === undefined) return [];
  const statements = sources.flatMap((source) => source.statements);
  return accessOf({ sources: [{ id: held, statements, doubts: [] }], ...settingOf(subject, circle) })
    .filter((entry) => entry.privilege !== undefined && rank(entry.privilege) < rank(first.privilege ?? "read"))
    .map((entry) =>
      accessFact(
        entry,
        held,
        { ...subject.principal, kind: circle.kind },
        scopeOf(entry.permissions, accountOf(subject, held, around)),
        [...giving.map(({ id }) => id.instance.address), ...holderAddress(subject)],
        maximumOf(subject),
      ),
    );
}

/** What a service holds is not said again where people hold the same of the same resource, as long. */
function withoutDoubles(facts: readonly AccessFact[]): readonly AccessFact[] {
  const said = new Set(facts.filter(({ principal }) => principal.kind !== "service").map(place));
  return facts.filter((fact) => fact.principal.kind !== "service" || !said.has(place(fact)));
}

const place = ({ from, principal, bound }: AccessFact): string =>
  [from.address, principal.key, bound.kind, bound.kind === "leased" ? bound.until : ""].join("\n");
