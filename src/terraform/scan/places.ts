/** What becomes of a value in a plan. */
export type Treatment =
  /** It is read whole. */
  | "keep"
  /** A text, number, `true`, `false` or `null` is read; of an object or a list only that it is there. */
  | "note"
  /** It is passed over, and leaves nothing. */
  | "drop"
  /** An object of which some members are read. */
  | { readonly members: (key: string) => Treatment }
  /** A list of which some elements are read. */
  | { readonly some: ElementKind }
  /** A list of such objects. */
  | { readonly each: Treatment };

/** Which elements of a list are read. */
export type ElementKind = "change" | "configured" | "state" | "instance" | "none";

function members(known: Readonly<Record<string, () => Treatment>>, others: Treatment): Treatment {
  return { members: (key) => (Object.hasOwn(known, key) ? (known[key]?.() ?? others) : others) };
}

const configuredModule: Treatment = members(
  {
    outputs: () => "keep",
    variables: () => "keep",
    resources: () => ({ some: "configured" }),
    module_calls: () => ({ members: () => moduleCall }),
  },
  "drop",
);

const moduleCall: Treatment = members({ module: () => configuredModule, expressions: () => "keep" }, "drop");

const stateModule: Treatment = members(
  {
    address: () => "keep",
    resources: () => ({ some: "state" }),
    child_modules: () => ({ each: stateModule }),
  },
  "drop",
);

/** A plan, from its root: what is read of it, and what is only held to be JSON. */
export const planPlace: Treatment = members(
  {
    variables: () => "keep",
    resource_changes: () => ({ some: "change" }),
    resource_drift: () => ({ some: "change" }),
    deferred_changes: () => ({ some: "none" }),
    configuration: () => members({ provider_config: () => "keep", root_module: () => configuredModule }, "drop"),
    prior_state: () => members({ values: () => members({ root_module: () => stateModule }, "drop") }, "drop"),
  },
  "note",
);

/** A resource of a state file: what it is of is read before its instances. */
export const stateFileResource: Treatment = members({ instances: () => ({ some: "instance" }) }, "note");

/** A state, from its root: as `terraform show -json` writes it, or a state file. */
export const statePlace: Treatment = members(
  {
    values: () => members({ root_module: () => stateModule }, "drop"),
    resources: () => ({ each: stateFileResource }),
  },
  "note",
);
