import type { Backend, Estate, Target } from "../estate/types";
import type { TerraformRoot, Value } from "../terraform/resource";

/** The backend of an estate that names none: a file beside the root, by a path that is the same on every machine. */
const local: Backend = { type: "local", settings: { path: "terraform.tfstate" } };

/** The target's backend, else the estate's, else a local file; `{estate}` and `{target}` filled in, at any depth. */
export function backendOf(estate: Estate, target: Target): TerraformRoot["backend"] {
  const { type, settings } = target.backend ?? estate.policy.backend ?? local;
  const filled = (text: string): string =>
    text.replace(/\{(estate|target)\}/g, (_, what) => (what === "estate" ? estate.name : target.name));
  const fill = (value: unknown): Value => {
    if (typeof value === "string") return filled(value);
    if (typeof value === "number" || typeof value === "boolean" || value === null) return value;
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value === "object") return fillAll(value);
    throw new TypeError(`The backend of target "${target.name}" holds a value of type ${typeof value}`);
  };
  const fillAll = (values: object): Readonly<Record<string, Value>> =>
    Object.fromEntries(
      Object.entries(values)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => [key, fill(value)]),
    );
  return { type, settings: fillAll(settings) };
}
