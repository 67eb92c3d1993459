import { Environment } from "@marcbachmann/cel-js";

/** One request, besides its time: what a condition may also ask for. */
export interface Context {
  readonly flags: readonly [boolean, boolean, boolean];
  readonly name: string;
}

class Api {}
class Resource {
  constructor(
    readonly name: string,
    readonly type: string,
  ) {}
}

const environment = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false })
  .registerType("Api", Api)
  .registerType("Resource", { ctor: Resource, fields: { name: "string", type: "string" } })
  .registerVariable("api", "Api")
  .registerVariable("resource", "Resource")
  .registerFunction("Api.getAttribute(string, list): list<string>", () => [])
  .registerFunction("list.hasOnly(list): bool", (list: string[], allowed: string[]) =>
    list.every((one) => allowed.includes(one)),
  )
  .registerFunction("Resource.matchTag(string, string): bool", (resource: Resource) => resource.name.length % 2 === 0)
  .registerFunction("int(google.protobuf.Timestamp): int", (time: Date) => BigInt(Math.floor(time.getTime() / 1000)))
  .registerFunction("date(string): google.protobuf.Timestamp", (day: string) => new Date(`${day}T00:00:00Z`));

/** A condition as a CEL library evaluates it, which shares nothing but the grammar with the analysis. Errors allow nothing. */
export function evaluator(expression: string): (milliseconds: number, context: Context) => boolean {
  const evaluate = environment.parse(expression);
  return (milliseconds, { flags, name }) => {
    try {
      return (
        evaluate({
          request: { time: new Date(milliseconds), path: name, host: name },
          resource: new Resource(name, name.length > 3 ? "storage.googleapis.com/Bucket" : "x"),
          api: new Api(),
          a: flags[0],
          b: flags[1],
          c: flags[2],
        }) === true
      );
    } catch {
      return false;
    }
  };
}

export const contexts: readonly Context[] = [0, 1, 2, 3, 4, 5, 6, 7].map((n) => ({
  flags: [(n & 1) > 0, (n & 2) > 0, (n & 4) > 0],
  name: "projects/acme".slice(0, 3 + n),
}));
