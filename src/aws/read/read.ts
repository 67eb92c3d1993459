import type { AccessFact, Fact } from "../../facts/fact";
import type { Principal } from "../../facts/principal";
import type { Landscape } from "../../terraform/instance";
import type { Statement } from "../policy/document";
import { accessOfSubjects } from "./access";
import { delegatedAdministrators } from "./delegated-administrators";
import { policyGrants } from "./grants";
import { identityCenterAccess } from "./identity-center";
import { kubernetesAccess } from "./kubernetes";
import { mirroredPolicies } from "./mirrors";
import { policiesByArn } from "./policy-by-arn";
import { principalsOf } from "./principals";
import { readResourceSide } from "./resource-side";
import { grouped } from "./role-access";
import { type Subject, subjectsOf } from "./subjects";
import { trustFacts } from "./trust-facts";

/**
 * What is true of access to AWS in a landscape: who may do what, where and how long, who may become whom, and what else
 * takes part. A pure function; what cannot be told is said to be so, never left out.
 */
export function readAws(landscape: Landscape): Fact[] {
  const principals = principalsOf(landscape);
  const around = { landscape, principals };
  const policies = policiesByArn(around);
  const grants = policyGrants(around, policies);
  const subjects = subjectsOf([...grants, ...mirroredPolicies(grants, around, policies)], around, policies);
  const access: readonly AccessFact[] = [
    ...accessOfSubjects(subjects, around),
    ...grouped([
      ...identityCenterAccess(around, policies),
      ...kubernetesAccess(around),
      ...delegatedAdministrators(around),
    ]),
  ];
  const resourceSide = readResourceSide(landscape, principals, { facts: access, denies: deniesOf(subjects) });
  return [...access, ...trustFacts([...access, ...resourceSide.filter(isAccess)], around), ...resourceSide];
}

const isAccess = (fact: Fact): fact is AccessFact => fact.kind === "access";

/** What a principal's own policies and its boundary deny it. */
function deniesOf(subjects: readonly Subject[]): (principal: Principal) => readonly Statement[] {
  const byKey = new Map(subjects.map((subject) => [subject.principal.key, subject]));
  return ({ key }) => {
    const subject = byKey.get(key);
    const all = [...(subject?.policies.map(({ policy }) => policy) ?? []), subject?.boundary];
    return all.flatMap((policy) => policy?.statements.filter(({ Effect }) => Effect === "Deny") ?? []);
  };
}
