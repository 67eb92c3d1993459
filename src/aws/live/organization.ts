import { type Instances, present } from "./instances";
import type { OrganizationAnswer } from "./organization-answers";

/** The organization's policies, what they are attached to, and accounts that administer services for all of it. */
export function addOrganization({ Policies, DelegatedAdministrators }: OrganizationAnswer, to: Instances): void {
  for (const { PolicySummary, Content, Targets } of Policies) {
    const { Id: id, Name: name, Arn: arn, Type: type } = PolicySummary;
    const address = arn ?? `organization policy ${id}`;
    to.add("aws_organizations_policy", address, name ?? id, present({ id, arn, name, type, content: Content }));
    for (const { TargetId, Name } of Targets) {
      const on = Name === undefined || Name === "" ? TargetId : `${Name} (${TargetId})`;
      const attached = { policy_id: id, target_id: TargetId };
      to.add("aws_organizations_policy_attachment", `${address} on ${on}`, name ?? id, attached);
    }
  }
  for (const { Id: account, DelegatedServices } of DelegatedAdministrators) {
    const address = `delegated administrator ${account}`;
    if (DelegatedServices === undefined) {
      const unknown = { service_principal: true };
      to.add("aws_organizations_delegated_administrator", address, account, { account_id: account }, { unknown });
    }
    for (const { ServicePrincipal: service } of DelegatedServices ?? []) {
      const values = { account_id: account, service_principal: service };
      to.add("aws_organizations_delegated_administrator", `${address} of ${service}`, account, values);
    }
  }
}
