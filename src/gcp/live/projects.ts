import type { JsonMap, ResourceInstance } from "../../terraform/instance";
import type { Json } from "../../terraform/json";
import type { GcpAnswers } from "./answers";
import { isMap, pseudo, textOf } from "./reading";

const inName = /^(?:\/\/[^/]+\/)?projects\/([^/]+)(?:\/|$)/;
const number = /^[0-9]+$/;

/** The project that a resource's name begins with, by id or number. `projects/_` is Cloud Storage's for "whichever". */
export function projectIn(name: string): string | undefined {
  const project = inName.exec(name)?.[1];
  return project === "_" ? undefined : project;
}

/** Projects have an id and a number, and each API takes its own; people know the id. */
export class ProjectNames {
  readonly #idOf = new Map<string, string>();
  readonly #known = new Set<string>();

  constructor(answers: GcpAnswers) {
    const { container } = answers;
    const own = container !== undefined && isProject(container) ? container : undefined;
    if (own !== undefined) this.#known.add(own);
    for (const result of lists(answers.iamPolicies, "results")) this.#learn(result);
    for (const account of lists(answers.serviceAccountKeys, "accounts")) {
      const project = projectIn(textOf(account, "name") ?? "");
      if (project !== undefined) this.#known.add(project);
    }
    // A project's own answers tell its number, if any does: nothing else lies in it.
    const numbers = [...this.#known].filter((name) => number.test(name) && !this.#idOf.has(name));
    const [only] = numbers;
    if (own !== undefined && !number.test(own) && only !== undefined && numbers.length === 1 && !this.#has(own)) {
      this.#idOf.set(only, own);
    }
  }

  #has(id: string): boolean {
    return [...this.#idOf.values()].includes(id);
  }

  #learn(result: JsonMap): void {
    const given = textOf(result, "project")?.replace(/^projects\//, "");
    const named = projectIn(textOf(result, "resource") ?? "");
    for (const project of [given, named]) if (project !== undefined) this.#known.add(project);
    if (given === undefined || named === undefined || given === named) return;
    if (number.test(given) && !number.test(named)) this.#idOf.set(given, named);
  }

  /** The id of a project where it is known, else what it was called by. */
  id(project: string): string {
    return this.#idOf.get(project) ?? project;
  }

  /** A name that begins with a project, by its id. */
  named(name: string): string {
    return name.replace(/^(projects\/)([^/]+)/, (_, before: string, project: string) => `${before}${this.id(project)}`);
  }

  /** The projects in which something lies: those are ours. */
  instances(): readonly ResourceInstance[] {
    const numbers = new Map([...this.#idOf].map(([value, id]) => [id, value]));
    const ids = new Set([...this.#known].map((project) => this.id(project)));
    return [...ids].sort().map((id) => ({
      ...pseudo("google_project", `projects/${id}`, {
        project_id: id,
        ...(number.test(id) ? { number: id } : numbers.has(id) ? { number: numbers.get(id) ?? "" } : {}),
      }),
      mode: "data",
    }));
  }
}

/** Is it a project's id, and no folder or organization? */
export function isProject(container: string): boolean {
  return !container.includes("/");
}

function lists(files: readonly Json[] | undefined, name: string): readonly JsonMap[] {
  return (files ?? []).flatMap((file) => {
    const list = isMap(file) ? file[name] : undefined;
    return Array.isArray(list) ? (list as readonly Json[]).filter(isMap) : [];
  });
}
