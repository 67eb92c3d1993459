import type { Section } from "../src/estate/schema";
import { Construct, type IConstruct } from "./framework";
import { type Declaration, estateAbove, inFiles, markDeclared } from "./marks";

/** A construct that declares one entry of an estate. */
export interface IDeclared extends IConstruct {
  /** The name within the estate, by which YAML refers to it. */
  readonly declaredName: string;
  /** The top-level key of YAML under which it would stand; what keeps a team from being taken for an identity. */
  readonly section: Section;
}

/** A reference: the construct, or its name (for what is declared in YAML, or further down). */
export type Reference<T extends IDeclared> = T | string;

/** What every construct of an estate takes besides the keys that YAML has. */
export interface DeclaredProps {
  /**
   * The name within the estate: part of tags, addresses and paths in the cloud, `^[a-z][a-z0-9-]{0,62}$`.
   * @default the construct's id
   */
  readonly name?: string;
}

/** Enters a construct into the declaration of the estate above it, and returns its name there. */
export function declare(
  construct: Construct,
  section: Section,
  props: DeclaredProps,
  further: object = {},
): Declaration {
  const estate = estateAbove(construct);
  const { name = construct.node.id, ...rest } = props;
  estate.add(section, name, props === inFiles ? inFiles : { ...rest, ...further }, construct.node.path);
  return markDeclared(construct, { estate, section, name });
}

/** A construct that stands for one entry of the estate and makes nothing by itself. */
export abstract class Declared<S extends Section> extends Construct implements IDeclared {
  readonly declaredName: string;

  protected constructor(
    scope: Construct,
    id: string,
    readonly section: S,
    props: DeclaredProps,
    further?: object,
  ) {
    super(scope, id);
    this.declaredName = declare(this, section, props, further).name;
  }
}
