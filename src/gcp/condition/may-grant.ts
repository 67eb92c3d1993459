import type { ASTNode } from "@marcbachmann/cel-js";
import { literalText, parseCel } from "./parse";

/** Only these roles may be granted and revoked; undefined: any. */
type Limit = ReadonlySet<string> | undefined;

/** What is sure of the roles where an expression holds, and where it fails. */
interface Limits {
  readonly holds: Limit;
  readonly fails: Limit;
}

const none: Limits = { holds: undefined, fails: undefined };
const nobody: Limit = new Set();

function both(a: Limit, b: Limit): Limit {
  if (!a || !b) return a ?? b;
  return new Set([...a].filter((role) => b.has(role)));
}

function oneOf(a: Limit, b: Limit): Limit {
  return a && b ? new Set([...a, ...b]) : undefined;
}

/**
 * The roles to which a condition limits who sets policies, by `modifiedGrantsByRole` (Google's page on limiting the granting of
 * roles); undefined where in some case it does not limit them.
 */
export function grantableRoles(expression: string): readonly string[] | undefined {
  const parsed = parseCel(expression);
  if ("fault" in parsed) return undefined;
  const { holds } = limitsOf(parsed.node, 0);
  return holds && [...holds].sort();
}

function limitsOf(node: ASTNode, depth: number): Limits {
  if (depth > 500) return none;
  const of = (child: ASTNode): Limits => limitsOf(child, depth + 1);
  switch (node.op) {
    case "value":
      if (node.args === true) return { holds: undefined, fails: nobody };
      return node.args === false ? { holds: nobody, fails: undefined } : none;
    case "&&": {
      const [a, b] = [of(node.args[0]), of(node.args[1])];
      return { holds: both(a.holds, b.holds), fails: oneOf(a.fails, b.fails) };
    }
    case "||": {
      const [a, b] = [of(node.args[0]), of(node.args[1])];
      return { holds: oneOf(a.holds, b.holds), fails: both(a.fails, b.fails) };
    }
    case "!_": {
      const { holds, fails } = of(node.args);
      return { holds: fails, fails: holds };
    }
    case "?:": {
      const [condition, a, b] = [of(node.args[0]), of(node.args[1]), of(node.args[2])];
      return {
        holds: oneOf(both(condition.holds, a.holds), both(condition.fails, b.holds)),
        fails: oneOf(both(condition.holds, a.fails), both(condition.fails, b.fails)),
      };
    }
    case "rcall":
      return { holds: allowedBy(node.args[0], node.args[1], node.args[2]), fails: undefined };
    default:
      return none;
  }
}

/** `api.getAttribute("iam.googleapis.com/modifiedGrantsByRole", []).hasOnly(["roles/…"])` */
function allowedBy(name: string, receiver: ASTNode, args: readonly ASTNode[]): Limit {
  if (name !== "hasOnly" || args.length !== 1 || receiver.op !== "rcall") return undefined;
  const [get, api, [attribute]] = receiver.args;
  const isAttribute = literalText(attribute) === "iam.googleapis.com/modifiedGrantsByRole";
  if (get !== "getAttribute" || api.op !== "id" || api.args !== "api" || !isAttribute) return undefined;
  const [list] = args;
  if (list?.op !== "list") return undefined;
  const roles = list.args.map(literalText);
  return roles.every((role) => role !== undefined) ? new Set(roles) : undefined;
}
