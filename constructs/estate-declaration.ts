import type { DeclarationPath, Diagnostic } from "../src/diagnostics/diagnostic";
import type { Declaration as PlainDeclaration } from "../src/estate/declaration";
import type { FoundDeclaration } from "../src/estate/read";
import { type Section, sections } from "../src/estate/schema";
import { compileDeclaration, standsInTheWay } from "./compile";
import { type Complaint, EstateError } from "./estate-error";
import { type Construct, type IConstruct, TerraformStack } from "./framework";
import { type Compiled, type DeclaredEstate, estateOf, inFiles } from "./marks";
import { type Problem, plain } from "./plain";
import { TokenTable } from "./tokens";
import { tokensInYaml } from "./tokens-in-yaml";

interface Entry {
  readonly props: object;
  /** The path of the construct that declares it. */
  readonly construct: string;
}

type PolicyMarks = { readonly prefix?: unknown; readonly ownerTag?: unknown };

/** All that the constructs below one `JitEstate` declare, and what YAML files add to it. */
export class EstateDeclaration implements DeclaredEstate {
  private readonly entries = new Map<Section, Map<string, Entry>>(sections.map((section) => [section, new Map()]));
  private readonly tokens = new TokenTable();
  private readonly twice: Complaint[] = [];
  private compiled: (Compiled & { readonly revision: number }) | undefined;
  /** Grows with every addition. */
  revision = 0;

  constructor(
    private readonly construct: Construct,
    readonly name: string,
    private readonly policy: object,
    private readonly files: FoundDeclaration | undefined,
  ) {}

  /** Adds an entry; two of one name are reported at synthesis, like everything else. */
  add(section: Section, name: string, props: object, construct: string): void {
    this.revision++;
    if (props === inFiles) return;
    const inSection = this.entries.get(section);
    const before = inSection?.get(name)?.construct;
    if (before === undefined) inSection?.set(name, { props, construct });
    else this.complain([section, name], `"${name}" is declared twice: here, and by "${before}".`, construct);
    if (this.files?.declaration[section]?.has(name)) {
      this.complain([section, name], `"${name}" is declared twice: here, and in the YAML files.`, construct);
    }
  }

  /**
   * Compiles what has been declared so far.
   * @throws EstateError with all that is wrong
   */
  compile(): Compiled {
    if (this.compiled?.revision === this.revision) return this.compiled;
    const { declaration, problems } = this.declaration();
    const complaints: Complaint[] = [
      ...this.twice,
      ...this.sameNames(),
      ...this.sameStacks(),
      ...problems.map((about) => this.complaintOf(about)),
    ];
    if (complaints.length > 0) throw new EstateError(this.name, complaints);
    const { roots, diagnostics } = compileDeclaration(declaration, this.files);
    const errors = diagnostics.filter(standsInTheWay);
    if (errors.length > 0) {
      throw new EstateError(
        this.name,
        errors.map((about) => this.complaintOf(about)),
      );
    }
    this.compiled = {
      revision: this.revision,
      roots: new Map(roots.map((root) => [root.target, root])),
      tokens: this.tokens,
      warnings: diagnostics.filter(({ severity }) => severity === "warning").map((about) => this.complaintOf(about)),
    };
    return this.compiled;
  }

  /** With what tags begin, and the company's own key for owners, as far as they are said. */
  marks(): { readonly prefix: string; readonly ownerTag?: string } {
    const policy = this.files?.declaration.policy ?? this.policy;
    const { prefix, ownerTag } = (typeof policy === "object" && policy !== null ? policy : {}) as PolicyMarks;
    return {
      prefix: typeof prefix === "string" ? prefix : "leasehold",
      ...(typeof ownerTag === "string" ? { ownerTag } : {}),
    };
  }

  /** What `compile` would throw, as text; empty when it would not. */
  faults(): string[] {
    try {
      this.compile();
      return [];
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)];
    }
  }

  /** The plain declaration, and what in the props cannot be part of one. */
  private declaration(): { readonly declaration: PlainDeclaration; readonly problems: readonly Problem[] } {
    const problems: Problem[] = [];
    const scope = this.construct.node.findAll().find((each) => TerraformStack.isStack(each));
    const reading = { estate: this, tokens: this.tokens, scope, problems };
    const maps = sections.map((section) => {
      const map = new Map(this.files?.declaration[section] ?? []);
      for (const [name, value] of map) problems.push(...tokensInYaml(value, [section, name]));
      for (const [name, { props }] of this.entries.get(section) ?? []) {
        map.set(name, plain(props, [section, name], reading));
      }
      return [section, map] as const;
    });
    const { name, policy } = this.files?.declaration ?? {
      name: this.name,
      policy: plain(this.policy, ["policy"], reading),
    };
    return { declaration: { name, policy, ...Object.fromEntries(maps) }, problems };
  }

  /** What a diagnostic is about: a construct, or a place in the files. */
  private complaintOf(about: Diagnostic | Problem): Complaint {
    const [section, name] = about.path;
    const entry = typeof name === "string" ? this.entries.get(section as Section)?.get(name) : undefined;
    if (!entry || !("location" in about)) return { construct: entry?.construct ?? this.construct.node.path, about };
    // For what the files do not hold, they could only name the nearest thing that they do.
    const { location: _, ...rest } = about;
    return { construct: entry.construct, about: rest };
  }

  private complain(path: DeclarationPath, message: string, construct: string): void {
    const fix = "Give one of them another `name`, or leave one out.";
    this.twice.push({ construct, about: { path, message, fix } });
  }

  /** Estates of one name and prefix would give one name in the clouds to two things. */
  private sameNames(): Complaint[] {
    const { prefix } = this.marks();
    const other = this.construct.node.root.node.findAll().find((each) => {
      const estate = estateOf(each);
      return estate !== undefined && estate !== this && estate.name === this.name && estate.marks().prefix === prefix;
    });
    if (!other) return [];
    const message = `The estate "${other.node.path}" has this one's name, "${this.name}", and so its paths and ids in the clouds.`;
    const fix = "Give one of them another `name`, or declare both as one estate.";
    return [{ construct: this.construct.node.path, about: { path: ["name"], message, fix } }];
  }

  /** The framework writes two stacks of one id into one file, whatever their paths. */
  private sameStacks(): Complaint[] {
    const { root } = this.construct.node;
    const ids = new Map<string, IConstruct[]>();
    for (const each of root.node.findAll()) {
      if (TerraformStack.isStack(each)) ids.set(each.node.id, [...(ids.get(each.node.id) ?? []), each]);
    }
    return [...ids.values()].flatMap((stacks) => {
      const ours = stacks.find((each) => each.node.scopes.includes(this.construct));
      const other = stacks.find((each) => each !== ours);
      if (!ours || !other) return [];
      const message = `The stacks "${ours.node.path}" and "${other.node.path}" have one id, and would be written to one file.`;
      const fix = "Give one of them another id; a target keeps its name by `name`.";
      return [{ construct: ours.node.path, about: { path: [], message, fix } }];
    });
  }
}
