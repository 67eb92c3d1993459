import type { ASTNode } from "@marcbachmann/cel-js";
import { literalText, parseCel } from "../condition/parse";

/** Claims that name whose tenant, repository or workload it is. Branches, environments and events are everybody's. */
const tenantClaim =
  /^(sub|subject|repository|repository_id|repository_owner|repository_owner_id|workflow_ref|job_workflow_ref|enterprise|enterprise_id|namespace_id|namespace_path|project_id|project_path|user_id|organization|organization_id|org_id|terraform_organization_(id|name)|terraform_(project|workspace)_id|workspaceuuid|repositoryuuid|tenant|tenant_id|tid|oid|hd|email|groups|account|arn|aws_role|aws_account|san|service_account|kubernetes\.io|project_number)$/i;

/** Whether a tenant is named where an expression holds, and where it fails. */
interface Pinned {
  readonly holds: boolean;
  readonly fails: boolean;
}

const never: Pinned = { holds: false, fails: false };

/**
 * Whether an `attribute_condition` pins who comes through a provider: in every way in which it can hold, an attribute is compared
 * with a literal that names the tenant.
 *
 * @param mapping `attribute_mapping`: what `attribute.…` and `google.…` stand for
 */
export function pinsTenant(expression: string, mapping: Readonly<Record<string, string>>): boolean {
  const parsed = parseCel(expression);
  return "node" in parsed && pinned(parsed.node, mapping, 0).holds;
}

function pinned(node: ASTNode, mapping: Readonly<Record<string, string>>, depth: number): Pinned {
  if (depth > 500) return never;
  const of = (child: ASTNode): Pinned => pinned(child, mapping, depth + 1);
  switch (node.op) {
    case "value":
      return { holds: node.args === false, fails: node.args === true };
    case "!_": {
      const { holds, fails } = of(node.args);
      return { holds: fails, fails: holds };
    }
    case "&&": {
      const [a, b] = [of(node.args[0]), of(node.args[1])];
      return { holds: a.holds || b.holds, fails: a.fails && b.fails };
    }
    case "||": {
      const [a, b] = [of(node.args[0]), of(node.args[1])];
      return { holds: a.holds && b.holds, fails: a.fails || b.fails };
    }
    case "?:": {
      const [condition, a, b] = [of(node.args[0]), of(node.args[1]), of(node.args[2])];
      return { holds: (condition.holds || a.holds) && (condition.fails || b.holds), fails: false };
    }
    case "==":
    case "!=": {
      const [a, b] = node.args;
      const equal = isWhole(literalText(b)) ? isTenant(a, mapping) : isWhole(literalText(a)) && isTenant(b, mapping);
      return node.op === "==" ? { holds: equal, fails: false } : { holds: false, fails: equal };
    }
    case "in": {
      const [one, list] = node.args;
      const listed = list.op === "list" && list.args.every((item) => isWhole(literalText(item)));
      return {
        holds: listed ? isTenant(one, mapping) : isWhole(literalText(one)) && isTenant(list, mapping),
        fails: false,
      };
    }
    case "rcall": {
      const [name, receiver, [prefix]] = node.args;
      return {
        holds: name === "startsWith" && isTenantPrefix(literalText(prefix)) && isTenant(receiver, mapping),
        fails: false,
      };
    }
    default:
      return never;
  }
}

function isWhole(text: string | undefined): boolean {
  return text !== undefined && text !== "" && !text.includes("*");
}

/** A beginning that ends with a whole name: `acme/`, `repo:acme/`, `organization:acme:`, `arn:aws:sts::210987654321:…`. */
function isTenantPrefix(text: string | undefined): boolean {
  if (text === undefined || text.includes("*")) return false;
  return /^(repo|organization|project_path|group|user|project|spiffe):\/{0,2}[^:/]+[:/]/.test(text)
    ? true
    : /^arn:[^:]*:[^:]*:[^:]*:[0-9]{12}:/.test(text) || (/^[^:/]+\//.test(text) && !text.includes(":"));
}

/** Is it a claim that names the tenant: `assertion.repository`, or an attribute that is mapped from one? */
function isTenant(node: ASTNode, mapping: Readonly<Record<string, string>>): boolean {
  const path = pathOf(node);
  const [root, name] = path;
  if (root === undefined || name === undefined) return false;
  if (root === "assertion") return tenantClaim.test(name);
  if (root !== "attribute" && root !== "google") return false;
  const mapped = mapping[`${root}.${name}`];
  const parsed = mapped === undefined ? undefined : parseCel(mapped);
  return (
    parsed !== undefined && "node" in parsed && pathOf(parsed.node)[0] === "assertion" && isTenant(parsed.node, {})
  );
}

/** `assertion.a.b`, `assertion["a"]["b"]` as names; empty for everything else. */
function pathOf(node: ASTNode): readonly string[] {
  switch (node.op) {
    case "id":
      return [node.args];
    case ".": {
      const [of, name] = node.args;
      const before = pathOf(of);
      return before.length === 0 ? [] : [...before, name];
    }
    case "[]": {
      const [of, index] = node.args;
      const before = pathOf(of);
      const name = literalText(index);
      return before.length === 0 || name === undefined ? [] : [...before, name];
    }
    default:
      return [];
  }
}
