import type { AccessFact } from "../../facts/fact";
import type { Privilege } from "../../facts/privilege";
import { accessFact } from "./role-access";
import type { Surroundings } from "./stand-in";
import { text } from "./values";

/** Services through which an account that administers them for the organization reaches every other account. */
const controlling: readonly string[] = [
  "sso.amazonaws.com",
  "iam.amazonaws.com",
  "member.org.stacksets.cloudformation.amazonaws.com",
  "ssm.amazonaws.com",
  "account.amazonaws.com",
];

function privilegeOf(service: string | undefined): Privilege | undefined {
  if (service === undefined || !/^[a-z0-9.-]+\.(?:amazonaws\.com|amazon\.com|aws\.internal)$/.test(service))
    return undefined;
  return controlling.includes(service) ? "administrative" : "write";
}

/** Accounts that administer a service for the whole organization. */
export function delegatedAdministrators(around: Surroundings): readonly AccessFact[] {
  return around.landscape.instances.flatMap((instance): readonly AccessFact[] => {
    if (instance.mode !== "managed" || instance.type !== "aws_organizations_delegated_administrator") return [];
    const service = text(instance, "service_principal");
    const account = text(instance, "account_id");
    const name = account === undefined ? `the account of ${instance.address}` : `account ${account}`;
    const privilege = privilegeOf(service);
    const because = `administers ${service ?? "a service that is known only after apply"} for the organization`;
    const bound =
      privilege === undefined
        ? ({ kind: "indeterminate", because: "the service is known only after apply" } as const)
        : ({ kind: "standing", because: "it has no end" } as const);
    return [
      accessFact(
        {
          ...(privilege === undefined ? {} : { privilege }),
          because: [because],
          permissions: [],
          bound,
          persistence: [],
        },
        { instance, policy: { statements: [], doubts: [], addresses: [] }, through: [] },
        { kind: "unknown", name, key: `delegated-administrator:${account ?? instance.address}` },
        { cloud: "aws", text: "the organization" },
      ),
    ];
  });
}
