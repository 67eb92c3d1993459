import path from "node:path";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { declarationSchema, sections } from "../../src/estate/schema";

/** Which props say what YAML says in each section. */
const props = {
  policy: "PolicyProps",
  teams: "TeamProps",
  identities: "IdentityProps",
  tasks: "TaskProps",
  targets: "TargetProps",
  approvalGroups: "ApprovalGroupProps",
  roles: "JitRoleProps",
  grants: "GrantProps",
  waivers: "WaiverProps",
  breakGlass: "BreakGlassRoleProps",
} as const;

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
}

/** Every key that YAML knows, at any depth: `aws.statements[].actions`. Maps whose keys people choose end the way. */
function keysOfSchema(schema: Schema, way = ""): string[] {
  const further = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].flatMap((each) => keysOfSchema(each, way));
  const items = schema.items ? keysOfSchema(schema.items, `${way}[]`) : [];
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => {
    const here = way === "" ? key : `${way}.${key}`;
    return [here, ...keysOfSchema(inner, here)];
  });
  return [...new Set([...own, ...further, ...items])];
}

let program: ts.Program;
let interfaces: Map<string, ts.Type>;

beforeAll(() => {
  const entry = path.join(__dirname, "../../constructs/index.ts");
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  };
  program = ts.createProgram([entry], options);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const module = source && checker.getSymbolAtLocation(source);
  interfaces = new Map(
    (module ? checker.getExportsOfModule(module) : []).map((symbol) => {
      const real = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      return [symbol.name, checker.getDeclaredTypeOfSymbol(real)];
    }),
  );
}, 60_000);

/** Every key of the props, at any depth; a reference ends the way, as a construct stands there. */
function keysOfProps(type: ts.Type, way = ""): string[] {
  const checker = program.getTypeChecker();
  if (type.isUnion()) return [...new Set(type.types.flatMap((each) => keysOfProps(each, way)))];
  if (checker.isArrayType(type)) {
    const [item] = checker.getTypeArguments(type as ts.TypeReference);
    return item ? keysOfProps(item, `${way}[]`) : [];
  }
  if (!(type.flags & ts.TypeFlags.Object) || type.getProperty("node") || checker.getIndexInfosOfType(type).length > 0)
    return [];
  return type.getProperties().flatMap((property) => {
    const here = way === "" ? property.name : `${way}.${property.name}`;
    return [here, ...keysOfProps(checker.getTypeOfSymbol(property), here)];
  });
}

describe("YAML and constructs can say the same", () => {
  it.each(["policy", ...sections] as const)("in %s", (section) => {
    const schema = z.toJSONSchema(declarationSchema({ tokens: false })[section], {
      io: "input",
      unrepresentable: "any",
    });
    const yaml = keysOfSchema(schema as Schema).sort();
    const type = interfaces.get(props[section]);
    if (!type) throw new Error(`${props[section]} is not exported`);
    // The name is the key in YAML.
    const code = keysOfProps(type)
      .filter((key) => key !== "name" || section === "policy")
      .sort();
    expect(yaml.length).toBeGreaterThan(1);
    expect(code).toEqual(yaml);
  });

  it("has a sentence for each prop, and says the default of each that may be left out", () => {
    const silent: string[] = [];
    const checker = program.getTypeChecker();
    for (const [name, type] of interfaces) {
      if (!name.endsWith("Props")) continue;
      for (const property of type.getProperties()) {
        const optional = (property.flags & ts.SymbolFlags.Optional) !== 0;
        const text = ts.displayPartsToString(property.getDocumentationComment(checker));
        const tagged = property.getJsDocTags(checker).some(({ name: tag }) => tag === "default");
        if (text === "" || optional !== tagged) silent.push(`${name}.${property.name}`);
      }
    }
    expect(silent).toEqual([]);
  });
});

describe("the types", () => {
  it("keep a team from being taken for an identity", () => {
    const checker = program.getTypeChecker();
    const type = (name: string): ts.Type => {
      const found = interfaces.get(name);
      if (!found) throw new Error(`${name} is not exported`);
      return found;
    };
    const kinds = [
      "Team",
      "Identity",
      "Task",
      "Target",
      "ApprovalGroup",
      "JitRole",
      "Grant",
      "Waiver",
      "BreakGlassRole",
    ];
    const taken = kinds.flatMap((one) =>
      kinds
        .filter((other) => other !== one && checker.isTypeAssignableTo(type(one), type(other)))
        .map((other) => `${one} as ${other}`),
    );
    expect(taken).toEqual([]);
  });
});
