import { Environment } from "@marcbachmann/cel-js";

/** What Google's evaluation of a condition sees of one request. */
export interface Request {
  readonly time: number;
  /** The roles that the request grants or revokes; none where it edits no policy. */
  readonly modifiedGrants?: readonly string[];
  /** The resource's tags by namespaced key. */
  readonly tags?: Readonly<Record<string, string>>;
}

class Api {
  constructor(readonly attributes: ReadonlyMap<string, unknown>) {}
}
class Resource {
  constructor(readonly tags: Readonly<Record<string, string>>) {}
}

const environment = new Environment()
  .registerType("Api", Api)
  .registerType("Resource", Resource)
  .registerVariable("request", "map<string, google.protobuf.Timestamp>")
  .registerVariable("api", "Api")
  .registerVariable("resource", "Resource")
  .registerFunction("Api.getAttribute(string, list): list<string>", (api: Api, name: string, other: unknown) =>
    api.attributes.has(name) ? api.attributes.get(name) : other,
  )
  .registerFunction("list.hasOnly(list): bool", (list: string[], allowed: string[]) =>
    list.every((one) => allowed.includes(one)),
  )
  .registerFunction(
    "Resource.matchTag(string, string): bool",
    (resource: Resource, key: string, value: string) => resource.tags[key] === value,
  );

/** Whether a condition holds for a request, by a CEL library that shares nothing with what wrote the condition. */
export function holdsFor(expression: string, request: Request): unknown {
  const attributes = new Map<string, unknown>();
  if (request.modifiedGrants) attributes.set("iam.googleapis.com/modifiedGrantsByRole", [...request.modifiedGrants]);
  return environment.evaluate(expression, {
    request: { time: new Date(request.time * 1000) },
    api: new Api(attributes),
    resource: new Resource(request.tags ?? {}),
  });
}
