import type { ProviderConfiguration, ResourceInstance } from "../../terraform/instance";
import type { Json } from "../../terraform/json";
import { accountInstances, accountsIn, emailsOf } from "./accounts";
import type { GcpAnswers, GcpLandscape } from "./answers";
import { bucketInstances, heldIn, memberInstances } from "./bindings";
import { customRoleInstances } from "./custom-roles";
import { federationInstances } from "./federation";
import { organizationPolicyInstances } from "./organization-policies";
import { othersIn } from "./others";
import { entitlementInstances, grantedBeside } from "./pam";
import { isProject, ProjectNames } from "./projects";
import { Reading } from "./reading";

/**
 * What is there on Google Cloud, in Terraform's terms, so that `readGcp` reads it as it reads a state. Whatever in the answers is
 * not as Google writes it stands in `unreadable`; access of which only a part can be read is there all the same.
 */
export function landscapeOfGcp(answers: GcpAnswers): GcpLandscape {
  const { container } = answers;
  const names = new ProjectNames(answers);
  const readings: Reading[] = [];
  const reading = (part: string): Reading => {
    const one = new Reading(container, part);
    readings.push(one);
    return one;
  };
  const of = <T>(
    files: readonly Json[] | undefined,
    part: string,
    read: (those: readonly Json[], by: Reading) => readonly T[],
  ) => (files === undefined ? [] : read(files, reading(part)));

  const accounts = of(answers.serviceAccountKeys, "service-account-keys", accountsIn);
  const emails = emailsOf(accounts);
  const held = of(answers.iamPolicies, "iam-policies", (files, by) => {
    othersIn(files, container, names, by);
    return heldIn(files, names, emails, by);
  });
  const granted = of(answers.pam, "pam", (files, by) => grantedBeside(held, files, names, emails, by));
  const instances: readonly ResourceInstance[] = [
    ...names.instances(),
    ...bucketInstances(answers.iamPolicies ?? [], names),
    ...memberInstances([...held, ...granted]),
    ...of(answers.customRoles, "custom-roles", (files, by) => customRoleInstances(files, names, by)),
    ...(accounts.length === 0 ? [] : accountInstances(accounts, names, reading("service-account-keys"))),
    ...of(answers.federation, "federation", (files, by) => federationInstances(files, names, by)),
    ...of(answers.pam, "pam", (files, by) => entitlementInstances(files, names, by)),
    ...of(answers.organizationPolicies, "organization-policies", (files, by) =>
      organizationPolicyInstances(files, names, by),
    ),
  ];
  return {
    moment: "after",
    settled: true,
    instances,
    providers: [provider(container)],
    resolve: () => ({ kind: "unknown" }),
    unreadable: readings.flatMap(({ unreadable }) => unreadable),
  };
}

function provider(container: string | undefined): ProviderConfiguration {
  const common = { key: "google", source: "hashicorp/google" };
  if (container === undefined || !isProject(container)) return { ...common, configured: {} };
  return { ...common, configured: { project: { constant: container, references: [] } } };
}
