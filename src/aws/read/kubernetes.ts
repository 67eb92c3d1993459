import type { AccessFact } from "../../facts/fact";
import type { Privilege } from "../../facts/privilege";
import type { ResourceInstance } from "../../terraform/instance";
import { accessOf } from "../policy/access";
import { type NamedPrincipal, principalsOfRequired } from "./named-principals";
import { accessFact, type Circle, circlesOf } from "./role-access";
import type { Surroundings } from "./stand-in";
import type { HeldPolicy } from "./subjects";
import { blocks, text, texts } from "./values";

interface Given {
  readonly privilege?: Privilege;
  readonly because: string;
}

/**
 * What EKS's access policies amount to in a cluster. An editor reads Secrets and runs pods under any service account.
 *
 * Source: AWS, "Review access policy permissions" (EKS).
 */
const accessPolicies: Readonly<Record<string, Given>> = {
  AmazonEKSClusterAdminPolicy: { privilege: "administrative", because: "can do everything in the cluster" },
  AmazonEKSAdminPolicy: { privilege: "escalation", because: "gives roles and role bindings, and reads Secrets" },
  AmazonEKSEditPolicy: {
    privilege: "credential-exposure",
    because: "reads Secrets, and runs pods as any service account",
  },
  AmazonEKSAdminViewPolicy: { privilege: "credential-exposure", because: "reads Secrets" },
  AmazonEKSViewPolicy: { privilege: "read", because: "reads settings, but no Secrets" },
};

/** Access to the API of EKS clusters by access entries and the policies associated with them. */
export function kubernetesAccess(around: Surroundings): readonly AccessFact[] {
  return around.landscape.instances.flatMap((instance) => {
    if (instance.mode !== "managed") return [];
    if (instance.type === "aws_eks_access_policy_association") return ofAssociation(instance, around);
    if (instance.type === "aws_eks_access_entry") return ofEntry(instance, around);
    return [];
  });
}

function ofAssociation(instance: ResourceInstance, around: Surroundings): readonly AccessFact[] {
  const arn = text(instance, "policy_arn");
  const name = arn?.split(":cluster-access-policy/")[1] ?? "";
  const known = Object.hasOwn(accessPolicies, name) ? accessPolicies[name] : undefined;
  const given = known ?? { because: `what ${arn ?? "its access policy"} gives is not in leasehold's data` };
  const [scope] = blocks(instance.values.access_scope);
  const namespaces = scope?.type === "namespace" ? texts(scope.namespaces) : [];
  // Within some namespaces even an administrator of them is none of the cluster.
  const within: Given =
    given.privilege === "administrative" && namespaces.length > 0 ? { ...given, privilege: "escalation" } : given;
  return facts(instance, within, [name === "" ? "an access policy" : name], namespaces, around);
}

/** Groups of Kubernetes are given what the cluster says, which the plan does not hold. */
function ofEntry(instance: ResourceInstance, around: Surroundings): readonly AccessFact[] {
  const groups = texts(instance.values.kubernetes_groups);
  const type = text(instance, "type") ?? "STANDARD";
  if (groups.length === 0 || type !== "STANDARD") return [];
  const given = { because: `what the cluster gives to the group ${groups.join(", ")} is not in the plan` };
  return facts(instance, given, groups, [], around);
}

function facts(
  instance: ResourceInstance,
  { privilege, because }: Given,
  actions: readonly string[],
  namespaces: readonly string[],
  around: Surroundings,
): readonly AccessFact[] {
  const cluster = text(instance, "cluster_name") ?? "a cluster that is known only after apply";
  const within = namespaces.length === 0 ? "" : `, namespaces ${namespaces.join(", ")}`;
  const account = around.principals.accounts.of(instance.provider);
  const scope = {
    cloud: "aws",
    ...(account === undefined ? {} : { container: account }),
    text: `cluster ${cluster}${within}`,
  } as const;
  const policy = {
    // Kubernetes asks AWS who somebody is, which nothing can deny: only the trust ends it (FACTS 1.17).
    statements: [{ Effect: "Allow", Action: "eks:AccessKubernetesApi", Resource: "*" } as const],
    doubts: [],
    addresses: [],
  };
  const held: HeldPolicy = { instance, policy, through: [] };
  return principalsOfRequired(instance, "principal_arn", around).flatMap((named) =>
    circles(named, around).flatMap((circle) =>
      accessOf({
        sources: [{ id: held, statements: policy.statements, doubts: [] }],
        credential: circle.credential,
        ...(circle.trust === undefined ? {} : { trust: circle.trust }),
        trustDoubts: circle.doubts,
      }).map(({ bound, session, id }) =>
        accessFact(
          {
            ...(privilege === undefined ? {} : { privilege }),
            because: [because],
            permissions: [{ actions, except: false, resources: [scope.text] }],
            bound: privilege === undefined && bound.kind === "standing" ? { kind: "indeterminate", because } : bound,
            ...(session === undefined ? {} : { session }),
            persistence: [],
          },
          id,
          { ...named.principal, kind: circle.kind },
          scope,
          named.holder === undefined ? [] : [named.holder.instance.address],
        ),
      ),
    ),
  );
}

function circles({ principal, holder, doubt }: NamedPrincipal, around: Surroundings): readonly Circle[] {
  const doubts = doubt === undefined ? [] : [doubt];
  if (holder === undefined) return [{ kind: principal.kind, credential: "any", doubts }];
  return circlesOf({ principal, holder, kind: holder.kind, policies: [], doubts }, around);
}
