import { fitting } from "../src/aws/emit/names";
import { tagLimits } from "../src/aws/emit/tags";
import { labelKey, labelValue } from "../src/gcp/emit/labels";
import { literal } from "../src/terraform/literal";
import type { Reference } from "./declared";
import { Aspects, Construct, Fn, type IConstruct, TerraformResource, TerraformStack, Token } from "./framework";
import type { JitEstate } from "./jit-estate";
import { type DeclaredEstate, declarationOf, estateOf } from "./marks";
import { isMadeHere } from "./resources";
import type { Team } from "./team";

/** Who answers for what a scope creates. */
export interface OwnershipProps {
  /** The team that answers for it. */
  readonly owner: Reference<Team>;
  /**
   * The team that runs it.
   * @default not said
   */
  readonly platformOwner?: Reference<Team>;
  /**
   * The team that answers for its purpose.
   * @default not said
   */
  readonly businessOwner?: Reference<Team>;
  /**
   * The estate whose `ownerTag` and `prefix` are used.
   * @default that of the teams, or the one above the scope, or the only one of the app
   */
  readonly estate?: JitEstate;
  /**
   * Whether tags of these keys that a resource already has are replaced.
   * @default false
   */
  readonly overwrite?: boolean;
}

type Taggable = { [key in "tags" | "labels"]: unknown } & { readonly [key in "tagsInput" | "labelsInput"]: unknown };

/**
 * Says on everything that a scope creates who answers for it: AWS tags `<ownerTag>`, `<prefix>:estate`, `<prefix>:owner`, …
 * and Google labels likewise (`<prefix>_owner`), on each resource that takes them. What the estate itself makes has its own.
 *
 * The framework visits a stack and what is in it, never what is above. On an app or a construct above stacks this
 * therefore goes to each stack that is there when it is made, and to later ones when targets of an estate are
 * synthesized; a stack that was missed fails the synthesis.
 */
export class Ownership extends Construct {
  private readonly reached = new Set<IConstruct>();

  constructor(
    private readonly owned: Construct,
    id: string,
    private readonly props: OwnershipProps,
  ) {
    super(owned, id);
    if (owned.node.scopes.some((each) => TerraformStack.isStack(each))) {
      this.apply(owned);
      return;
    }
    this.reachStacks();
    const { root } = this.node;
    spread.set(root, [...(spread.get(root) ?? []), this]);
    root.node.addValidation({ validate: () => this.missed() });
  }

  /** Gives every `Ownership` above stacks the stacks that have been made since. */
  static reachAll(app: IConstruct): void {
    for (const each of spread.get(app) ?? []) each.reachStacks();
  }

  private stacks(): IConstruct[] {
    return this.owned.node.findAll().filter((each) => TerraformStack.isStack(each));
  }

  private reachStacks(): void {
    for (const stack of this.stacks()) {
      if (this.reached.has(stack)) continue;
      this.reached.add(stack);
      this.apply(stack);
    }
  }

  private missed(): string[] {
    return this.stacks()
      .filter((stack) => !this.reached.has(stack))
      .map(
        (stack) =>
          `"${this.node.path}" came before the stack "${stack.node.path}" and does not reach it. Make it after the stacks, or one in each.`,
      );
  }

  private apply(scope: IConstruct): void {
    Aspects.of(scope).add({ visit: (node) => this.mark(node) });
  }

  private mark(node: IConstruct): void {
    if (!TerraformResource.isTerraformResource(node) || isMadeHere(node)) return;
    const type = node.terraformResourceType;
    // Google's `tags` are network tags, and mean something else.
    const key = type.startsWith("aws_") ? "tags" : type.startsWith("google_") ? "labels" : undefined;
    if (!key || !(`${key}Input` in node)) return;
    const resource = node as unknown as Taggable;
    resource[key] = this.merged(key, resource[`${key}Input`]);
  }

  private merged(key: "tags" | "labels", present: unknown): unknown {
    const own = this.values(key);
    if (present === undefined || present === null) return own;
    // What only Terraform will know can only be merged by Terraform.
    if (Token.isUnresolved(present))
      return Token.asStringMap(Fn.merge(this.props.overwrite ? [present, own] : [own, present]));
    const result: Record<string, unknown> = { ...(present as Record<string, unknown>) };
    // The keys of some of AWS's tags are not case-sensitive.
    const keys = new Map(Object.keys(result).map((name) => [name.toLowerCase(), name]));
    for (const [name, value] of Object.entries(own)) {
      const before = keys.get(name.toLowerCase());
      if (before === undefined || this.props.overwrite) result[before ?? name] = value;
    }
    return result;
  }

  private values(key: "tags" | "labels"): { readonly [key: string]: string } {
    const estate = this.estate();
    const { prefix, ownerTag } = estate.marks();
    const entries: (readonly [string, string | undefined])[] = [
      ["estate", estate.name],
      ["owner", nameOf(this.props.owner)],
      ["platform-owner", nameOf(this.props.platformOwner)],
      ["business-owner", nameOf(this.props.businessOwner)],
    ];
    const tags = key === "tags";
    const result: Record<string, string> = {};
    const set = (name: string, value: string): void => {
      result[tags ? literal(name) : labelKey(name)] = tags
        ? literal(fitting(value, tagLimits.value))
        : labelValue(value);
    };
    for (const [name, value] of entries) {
      if (value !== undefined) set(`${prefix}${tags ? ":" : "_"}${name}`, value);
    }
    if (ownerTag !== undefined) set(ownerTag, nameOf(this.props.owner));
    return result;
  }

  private estate(): DeclaredEstate {
    const { estate, owner, platformOwner, businessOwner } = this.props;
    const given = estate && estateOf(estate);
    if (given) return given;
    for (const team of [owner, platformOwner, businessOwner]) {
      const declared = declarationOf(team);
      if (declared) return declared.estate;
    }
    for (const scope of this.node.scopes.toReversed()) {
      const above = estateOf(scope);
      if (above) return above;
    }
    const all = this.node.root.node.findAll().flatMap((each) => estateOf(each) ?? []);
    const [only, ...others] = all;
    if (only && others.length === 0) return only;
    throw new Error(
      `"${this.node.path}" must be told its estate, since the app has ${all.length === 0 ? "none" : "several"}: give \`estate\`, or the owner as a construct.`,
    );
  }
}

/** Those that stand above stacks, by app. */
const spread = new WeakMap<IConstruct, Ownership[]>();

function nameOf(team: Reference<Team>): string;
function nameOf(team: Reference<Team> | undefined): string | undefined;
function nameOf(team: Reference<Team> | undefined): string | undefined {
  return typeof team === "string" ? team : team?.declaredName;
}
