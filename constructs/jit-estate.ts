import { type FoundDeclaration, readDirectory } from "../src/estate/read";
import { EstateDeclaration } from "./estate-declaration";
import { EstateError } from "./estate-error";
import { Construct } from "./framework";
import { assertAboveStacks, declarationOf, estateOf, inFiles, markEstate } from "./marks";
import type { PolicyProps } from "./policy";
import { Target } from "./target";

/** What is said of an estate. */
export interface JitEstateProps {
  /**
   * The estate's name: part of every path and id in the clouds.
   * @default the construct's id
   */
  readonly name?: string;
  /** What holds for all of it. */
  readonly policy: PolicyProps;
}

/** The files behind props that `fromDirectory` made. */
const filesBehind = new WeakMap<JitEstateProps, FoundDeclaration>();

/** A name of which a stack can be made; any other is reported at synthesis. */
const stackName = /^[a-z][a-z0-9-]{0,62}$/;

/**
 * All that is declared below it: teams, identities, targets, roles, grants. Each target becomes a stack of the app.
 * An estate that governance refuses does not synthesize.
 */
export class JitEstate extends Construct {
  /**
   * Loads the YAML files below a directory; more may be declared in code below the construct that is returned.
   * @param directory as `leasehold check` takes it; best absolute (`join(__dirname, "access")`)
   * @throws EstateError if the files cannot be read
   */
  static fromDirectory(scope: Construct, id: string, directory: string): JitEstate {
    const loaded = readDirectory(directory);
    const errors = loaded.diagnostics.filter(({ severity }) => severity === "error");
    if (errors.length > 0) {
      const construct = [scope.node.path, id].filter(Boolean).join("/");
      throw new EstateError(
        id,
        errors.map((about) => ({ construct, about })),
      );
    }
    const { name } = loaded.declaration;
    // What holds for the estate stands in the files; this is only the key under which they are found.
    const props: JitEstateProps = { name: typeof name === "string" ? name : id, policy: { governance: "" } };
    filesBehind.set(props, loaded);
    return new JitEstate(scope, id, props);
  }

  /** Is it an estate, of this or of another copy of leasehold? */
  static isJitEstate(value: unknown): value is JitEstate {
    return typeof value === "object" && value !== null && estateOf(value) !== undefined;
  }

  /** The estate's name. */
  readonly declaredName: string;

  constructor(scope: Construct, id: string, props: JitEstateProps) {
    assertAboveStacks(scope);
    super(scope, id);
    this.declaredName = props.name ?? id;
    const files = filesBehind.get(props);
    const estate = new EstateDeclaration(this, this.declaredName, props.policy, files);
    markEstate(this, estate);
    for (const name of files?.declaration.targets?.keys() ?? []) {
      if (stackName.test(name)) new Target(this, name, inFiles);
    }
    // Without a target there is no stack that would say what is wrong.
    this.node.root.node.addValidation({ validate: () => (this.allTargets().length > 0 ? [] : estate.faults()) });
  }

  /**
   * The stack of a target, also of one that is declared in YAML.
   * @throws Error if there is none of that name
   */
  target(name: string): Target {
    const targets = this.allTargets();
    const found = targets.find(({ declaredName }) => declaredName === name);
    if (found) return found;
    const names = targets.map(({ declaredName }) => declaredName).sort();
    throw new Error(
      `The estate "${this.declaredName}" has no target "${name}"${names.length > 0 ? `; it has ${names.join(", ")}` : ""}.`,
    );
  }

  private allTargets(): Target[] {
    return this.node.findAll().filter((each): each is Target => declarationOf(each)?.section === "targets");
  }
}
