import { setTimeout } from "node:timers/promises";
import { blockFromState } from "../../../../src/provider/protocol/dynamic-value";
import { FunctionFault, type Provider, type Told } from "../../../../src/provider/protocol/provider";
import type { Attribute, Schema } from "../../../../src/provider/protocol/schema";
import { Dynamic, unknown, type Value, type Values } from "../../../../src/provider/protocol/value";

/** What configuring the tiny provider gives. */
export interface Configured {
  /** Unknown while the configuration is. */
  readonly greeting: Value;
}

const attribute = (type: Attribute["type"], given: Attribute["given"], sensitive?: true): Attribute => ({
  type,
  description: "An attribute.",
  given,
  ...(sensitive === undefined ? {} : { sensitive }),
});

/** What a method does wrongly when the attribute `fault` names it. */
export type Fault = "throw" | "change" | "unknown" | "shape" | "error" | "warning" | "crash" | "silent" | "print";

function told(severity: Told["severity"]): Told {
  return { severity, summary: "As asked for", detail: "The configuration asks for it.", path: ["fault"] };
}

/** Does what the fault says at a place that a real provider's method could do it at. */
function faulty(
  fault: Value | undefined,
  values: Values,
): { readonly told: readonly Told[]; readonly values?: Values } {
  if (fault === "throw") throw new Error("the tiny provider was asked to throw");
  if (fault === "error") return { told: [told("error")] };
  if (fault === "warning") return { told: [told("warning")], values };
  if (fault === "change") return { told: [], values: { ...values, text: "something else" } };
  if (fault === "unknown") return { told: [], values: { ...values, text: unknown } };
  if (fault === "shape") return { told: [], values: { ...values, size: "three" } };
  if (fault === "silent") return { told: [] };
  if (fault === "print") {
    console.log("the tiny provider was asked to print");
    process.stdout.write("and to print more\n");
  }
  if (fault === "crash") {
    setImmediate(() => {
      throw new Error("the tiny provider was asked to crash");
    });
    return { told: [], values };
  }
  return { told: [], values };
}

const thing: Readonly<Record<string, Attribute>> = {
  id: attribute("string", "computed"),
  text: attribute("string", "required"),
  size: attribute("number", "optional"),
  flag: attribute("bool", "optional"),
  names: attribute(["list", "string"], "optional"),
  tags: attribute(["map", "string"], "optional"),
  members: attribute(["set", "string"], "optional"),
  pair: attribute(["tuple", ["string", "number"]], "optional"),
  nested: attribute(["object", { inner: "string", more: ["list", "number"] }], "optional"),
  any: attribute("dynamic", "optional"),
  label: attribute("string", "optional-computed"),
  secret: attribute("string", "optional", true),
  fault: attribute("string", "optional"),
  greeting: attribute("string", "computed"),
};

/** Its version 1 called the text `words`. */
export const thingSchema: Schema = { version: 2, description: "A thing.", attributes: thing };

export const echoSchema: Schema = {
  version: 0,
  description: "Says what it is told.",
  attributes: {
    text: attribute("string", "required"),
    fault: attribute("string", "optional"),
    said: attribute("string", "computed"),
  },
};

export const tokenSchema: Schema = {
  version: 0,
  description: "A token.",
  attributes: {
    text: attribute("string", "required"),
    fault: attribute("string", "optional"),
    token: attribute("string", "computed", true),
  },
};

export const providerSchema: Schema = {
  version: 0,
  description: "A provider for tests.",
  attributes: { greeting: attribute("string", "optional"), fault: attribute("string", "optional") },
};

/** A provider of one thing of each kind, with attributes of every type. */
export const tiny: Provider<Configured> = {
  schema: providerSchema,
  async validate(config) {
    return faulty(config.fault === "error" ? "error" : null, config).told;
  },
  async configure(config) {
    const greeting = config.greeting ?? "hello";
    if (config.fault === "throw") throw new Error("the tiny provider was asked to throw");
    return { told: [], result: { greeting } };
  },
  resources: {
    tiny_thing: {
      schema: thingSchema,
      async validate(config) {
        return config.fault === "error" ? [told("error")] : config.fault === "warning" ? [told("warning")] : [];
      },
      async upgrade(version, state) {
        if (version === 2) return { told: [], result: blockFromState(thingSchema, state) };
        if (version !== 1 || typeof state !== "object")
          return { told: [{ ...told("error"), summary: "An older state" }] };
        const { words, ...rest }: { readonly words?: unknown } = { ...state };
        return { told: [], result: blockFromState(thingSchema, { ...rest, text: words }) };
      },
      async read(state) {
        if (state.fault === "gone") return { told: [], result: null };
        const { told, values } = faulty(
          String(state.fault).startsWith("read-") ? String(state.fault).slice(5) : null,
          state,
        );
        return values === undefined ? { told } : { told, result: values };
      },
      async plan({ prior, proposed, config }, { greeting }) {
        if (proposed === null) return { told: [], result: { planned: null } };
        const planned = {
          ...proposed,
          id: prior?.id ?? unknown,
          greeting,
          label: config?.label === null ? (prior?.label ?? "made") : (proposed.label ?? null),
        };
        const { told, values } = faulty(proposed.fault, planned);
        if (values === undefined) return { told };
        const replace = prior !== null && prior.text !== proposed.text ? [["text"]] : [];
        return { told, result: { planned: values, requiresReplace: replace } };
      },
      async apply({ planned, config }) {
        if (planned === null) return { told: [], result: null };
        if (config?.fault === "apply-slow") await setTimeout(6_000);
        const fault = String(config?.fault).startsWith("apply-") ? String(config?.fault).slice(6) : null;
        const { told, values } = faulty(fault, {
          ...planned,
          id: planned.id === unknown ? "thing-1" : (planned.id ?? null),
        });
        return values === undefined ? { told } : { told, result: values };
      },
      async import(id, { greeting }) {
        const values = Object.fromEntries(Object.keys(thing).map((name) => [name, null]));
        const { told, values: found } = faulty(id, { ...values, id, text: "imported", label: "made", greeting });
        return found === undefined ? { told } : { told, result: found };
      },
    },
  },
  dataSources: {
    tiny_echo: {
      schema: echoSchema,
      async validate() {
        return [];
      },
      async read(config, { greeting }) {
        const { told, values } = faulty(config.fault, { ...config, said: `${greeting} ${config.text}` });
        return values === undefined ? { told } : { told, result: values };
      },
    },
  },
  ephemeralResources: {
    tiny_token: {
      schema: tokenSchema,
      async validate() {
        return [];
      },
      async open(config) {
        const { told, values } = faulty(config.fault, { ...config, token: `token of ${config.text}` });
        return values === undefined ? { told } : { told, result: values };
      },
    },
  },
  functions: {
    shout: {
      signature: {
        summary: "Says it loudly",
        description: "Says it in capitals.",
        parameters: [{ name: "text", type: "string", description: "What to say." }],
        returns: "string",
      },
      async call([text]) {
        if (text === "") throw new FunctionFault("there is nothing to say", 0);
        if (text === "throw") throw new Error("the tiny provider was asked to throw");
        return String(text).toUpperCase();
      },
    },
    kind: {
      signature: {
        summary: "Says what it is given",
        description: "Says what kind of value it is given.",
        parameters: [{ name: "value", type: "dynamic", description: "Anything.", allowNull: true, allowUnknown: true }],
        returns: "string",
      },
      async call([value]) {
        if (value === null) return "null";
        if (value === unknown) return "unknown";
        if (value instanceof Dynamic) return JSON.stringify(value.type);
        return typeof value;
      },
    },
    echo: {
      signature: {
        summary: "Gives back",
        description: "Gives back what it is given.",
        parameters: [{ name: "value", type: "dynamic", description: "Anything.", allowNull: true }],
        returns: "dynamic",
      },
      async call([value]) {
        return value ?? null;
      },
    },
  },
};
