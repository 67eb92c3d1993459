import type { Section } from "../src/estate/schema";
import type { TerraformRoot } from "../src/terraform/resource";
import type { Complaint } from "./estate-error";
import { App, type Construct, TerraformStack } from "./framework";
import type { TokenTable } from "./tokens";

/** What an estate comes to. */
export interface Compiled {
  /** By the target's name. */
  readonly roots: ReadonlyMap<string, TerraformRoot>;
  readonly tokens: TokenTable;
  /** What is said although it stands in nobody's way. */
  readonly warnings: readonly Complaint[];
}

/** What the constructs of an estate know of it. */
export interface DeclaredEstate {
  readonly name: string;
  /** Grows with every addition. */
  readonly revision: number;
  /** Adds an entry that the construct at a path declares. */
  add(section: Section, name: string, props: object, construct: string): void;
  /** With what tags begin, and the company's own key for owners, as far as they are said. */
  marks(): { readonly prefix: string; readonly ownerTag?: string };
  /** Compiles what has been declared so far. @throws EstateError with all that is wrong */
  compile(): Compiled;
}

/** Stands for the props of an entry that the files declare: its construct adds nothing. */
export const inFiles = Object.freeze({}) as never;

const markOfEstate = Symbol.for("leasehold/JitEstate");
const markOfEntry = Symbol.for("leasehold/declared");

/** Marks a construct as an estate. */
export function markEstate(construct: Construct, declaration: DeclaredEstate): void {
  Object.defineProperty(construct, markOfEstate, { value: declaration });
}

/** The declaration of the estate that a construct is; `undefined` for anything else. */
export function estateOf(construct: object): DeclaredEstate | undefined {
  return (construct as { readonly [markOfEstate]?: DeclaredEstate })[markOfEstate];
}

/** @throws Error if no `JitEstate` stands above the construct */
export function estateAbove(construct: Construct): DeclaredEstate {
  for (const scope of construct.node.scopes.toReversed()) {
    const found = estateOf(scope);
    if (found) return found;
  }
  throw new Error(
    `"${construct.node.path}" must stand below a JitEstate: pass the estate, or a construct within it, as its scope.`,
  );
}

/** @throws Error unless the scope is the app or stands below it, and in no stack */
export function assertAboveStacks(scope: Construct): void {
  const { root } = scope.node;
  if (!App.isApp(root)) throw new Error(`A JitEstate must stand below an App, and "${scope.node.path}" does not.`);
  const stack = scope.node.scopes.find((each) => TerraformStack.isStack(each));
  if (!stack) return;
  throw new Error(
    `A JitEstate must not stand within a stack ("${stack.node.path}"): each of its targets is a stack of its own. Pass the App as its scope.`,
  );
}

/** Which entry of which estate a construct declares. */
export interface Declaration {
  readonly estate: DeclaredEstate;
  readonly section: Section;
  readonly name: string;
}

export function markDeclared(construct: Construct, declaration: Declaration): Declaration {
  Object.defineProperty(construct, markOfEntry, { value: declaration });
  return declaration;
}

/** What a construct declares; `undefined` for anything else. */
export function declarationOf(value: unknown): Declaration | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  return (value as { readonly [markOfEntry]?: Declaration })[markOfEntry];
}
