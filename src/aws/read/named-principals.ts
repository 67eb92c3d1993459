import type { Principal } from "../../facts/principal";
import { argument } from "../../terraform/argument";
import type { ResourceInstance } from "../../terraform/instance";
import { exactReferences } from "../../terraform/references";
import { hasUnknownPart, shown } from "../policy/unknown-part";
import type { Holder } from "./holders";
import { principalStandIn, type Surroundings, standIn } from "./stand-in";
import { templateParts } from "./template";

/** Somebody whom an argument names by ARN. */
export interface NamedPrincipal {
  readonly principal: Principal;
  /** Where the landscape makes it. */
  readonly holder?: Holder;
  readonly doubt?: string;
}

/** As `principalsIn`, of an argument that has to be set: where it is not, it may be anybody. */
export function principalsOfRequired(
  instance: ResourceInstance,
  path: string | readonly (string | number)[],
  around: Surroundings,
): readonly NamedPrincipal[] {
  const found = principalsIn(instance, path, around);
  return found.length > 0 ? found : [nobodyKnown(instance)];
}

/** The principals whose ARNs an argument holds, or to which it refers; several where it cannot be told which. */
export function principalsIn(
  instance: ResourceInstance,
  path: string | readonly (string | number)[],
  around: Surroundings,
): readonly NamedPrincipal[] {
  const found = argument(instance, path);
  if (found.kind === "absent") return [];
  if (found.kind === "known") {
    return typeof found.value === "string" && found.value !== "" ? [named(found.value, instance, around)] : [];
  }
  if (found.text !== undefined) {
    const parts = templateParts(found.text);
    return [
      named(
        parts.map((part) => (part.kind === "text" ? part.text : standIn(part.text, instance, around))).join(""),
        instance,
        around,
      ),
    ];
  }
  const names = exactReferences(found.references).flatMap((reference) => everyOne(reference, instance, around));
  if (names.length > 0) return names;
  return [nobodyKnown(instance)];
}

function nobodyKnown({ address }: ResourceInstance): NamedPrincipal {
  const name = `whoever ${address} names`;
  return { principal: { kind: "unknown", name, key: name }, doubt: "whom it names is not in the plan" };
}

function everyOne(reference: string, from: ResourceInstance, around: Surroundings): readonly NamedPrincipal[] {
  const name = principalStandIn(reference, from, around);
  if (name !== undefined) return [named(name, from, around)];
  const to = around.landscape.resolve(reference, from);
  if (to.kind !== "instances") return [];
  return to.instances.flatMap((instance) => {
    const holder = around.principals.holders.of(instance);
    return holder === undefined
      ? []
      : [{ ...named(holder.handle, from, around), doubt: "which of several it names is known only after apply" }];
  });
}

function named(name: string, from: ResourceInstance, around: Surroundings): NamedPrincipal {
  const { principals } = around;
  const holder = principals.holders.byArn(name);
  const principal = principals.whom("AWS", name, from);
  if (holder !== undefined) return { principal, holder };
  if (!hasUnknownPart(name)) return { principal };
  return {
    principal: { ...principal, name: shown(name), key: `${name} ${from.address}` },
    doubt: "whom it names is known only after apply",
  };
}
