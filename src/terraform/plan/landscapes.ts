import type { Change } from "../../facts/provenance";
import { type ConfiguredModule, type ConfiguredResource, resourceKey } from "../configured";
import type { JsonMap, Landscape, ResourceInstance } from "../instance";
import type { Json } from "../json";
import { isOwn } from "../own-provider";
import { moduleSteps } from "../references";
import { resolverOf } from "../references-resolve";
import { type Named, namingOf, type ResourceChange } from "./changes";
import { PlanError } from "./error";
import type { Drifted, Plan } from "./plan";
import type { Providers } from "./providers";
import type { StateResource } from "./state";

/** What a plan says, read but not yet joined. */
export interface PlanParts {
  readonly configuration: ConfiguredModule;
  readonly providers: Providers;
  readonly changes: readonly ResourceChange[];
  /** It lists no changes at all, not even of what stays as it is: the state is what is there. */
  readonly refreshOnly: boolean;
  readonly drift: readonly ResourceChange[];
  /** Of `prior_state`; of managed resources only those of plans that list no changes at all. */
  readonly state: readonly StateResource[];
  readonly variables: ReadonlyMap<string, Json>;
}

/** Joins changes, states and configuration to what is there before and after. */
export function landscapesOf(parts: PlanParts): Pick<Plan, "before" | "after" | "drift" | "forgotten"> {
  return new Joining(parts).run();
}

class Joining {
  readonly #before: ResourceInstance[] = [];
  readonly #after: ResourceInstance[] = [];
  readonly #drift: Drifted[] = [];
  readonly #configured = new Map<string, ConfiguredModule | undefined>();

  constructor(readonly parts: PlanParts) {}

  run(): Pick<Plan, "before" | "after" | "drift" | "forgotten"> {
    const { changes, refreshOnly, drift, state, configuration, providers, variables } = this.parts;
    const changed = new Set<string>();
    for (const change of changes) {
      const key = keyOf(change);
      if (changed.has(key)) throw twice(change.address);
      changed.add(key);
      const { before, after } = this.#objects(change);
      if (before !== undefined) this.#before.push(before);
      if (after !== undefined) this.#after.push(after);
    }
    const drifted = new Map<string, Drifted>();
    for (const change of drift) {
      const found = this.#objects(change);
      this.#drift.push(found);
      drifted.set(keyOf(change), found);
    }
    for (const resource of state) {
      const key = keyOf(resource);
      const instance = this.#instance(resource, "no-op", resource.values, false, resource.sensitive);
      if (resource.mode === "data") {
        this.#before.push(instance);
        if (!changed.has(key)) this.#after.push(instance);
      } else if (refreshOnly) {
        // The drift says what it was before.
        this.#after.push(instance);
        if (!drifted.has(key)) this.#before.push(instance);
      }
    }
    if (refreshOnly) {
      const standing = new Set(this.#after.map(keyOf));
      for (const [key, { before, after }] of drifted) {
        if (before !== undefined) this.#before.push(before);
        if (after !== undefined && !standing.has(key)) this.#after.push(after);
      }
    }
    const landscape = (moment: "before" | "after", instances: readonly ResourceInstance[]): Landscape => ({
      moment,
      instances,
      providers: providers.all,
      ...(refreshOnly ? { settled: true } : {}),
      resolve: resolverOf(configuration, instances, variables),
    });
    const earlier = landscape("before", this.#before);
    const changedBehind = new Set(this.#drift.flatMap(({ after }) => (after === undefined ? [] : [after.address])));
    const after = landscape("after", this.#after);
    return {
      before: earlier,
      after:
        refreshOnly || changedBehind.size === 0 ? after : { ...after, behind: { earlier, drifted: changedBehind } },
      drift: this.#drift,
      forgotten: this.#before.filter(({ change }) => change === "forget"),
    };
  }

  #objects(change: ResourceChange): Drifted {
    const { fate, before, after, unknown, sensitiveBefore, sensitiveAfter } = change;
    // A resource that stays as it is holds the same before and after; one copy of it is enough.
    const shared = fate.after === "no-op" && before !== null && after !== null && same(before, after) ? after : before;
    return {
      ...(shared === null ? {} : { before: this.#instance(change, fate.before, shared, false, sensitiveBefore) }),
      ...(after === null || fate.after === undefined
        ? {}
        : { after: this.#instance(change, fate.after, after, unknown, sensitiveAfter) }),
    };
  }

  #instance(
    named: Named & { readonly deposed?: string; readonly previousAddress?: string },
    change: Change,
    values: JsonMap,
    unknown: Json,
    sensitive: Json,
  ): ResourceInstance {
    const { deposed, previousAddress, providerName } = named;
    const resource = this.#resource(named);
    const { providers } = this.parts;
    return {
      ...namingOf(named),
      provider: resource?.provider === undefined ? providers.only(providerName) : providers.resolve(resource.provider),
      change,
      values,
      unknown,
      sensitive,
      ...(resource === undefined ? {} : { configured: resource.configured }),
      ...(resource?.forEach === undefined ? {} : { forEach: resource.forEach }),
      ...(isOwn(providerName) ? { own: true } : {}),
      ...(deposed === undefined ? {} : { deposed }),
      ...(previousAddress === undefined ? {} : { previousAddress }),
    };
  }

  #resource({ module, mode, type, name }: Named): ConfiguredResource | undefined {
    if (!this.#configured.has(module)) {
      this.#configured.set(
        module,
        moduleSteps(module)?.reduce<ConfiguredModule | undefined>(
          (outer, step) => outer?.calls.get(step.name)?.module,
          this.parts.configuration,
        ),
      );
    }
    return this.#configured.get(module)?.resources.get(resourceKey(mode, type, name));
  }
}

function keyOf({ address, mode, deposed }: { address: string; mode: string; deposed?: string }): string {
  return `${mode}\n${address}\n${deposed ?? ""}`;
}

function twice(address: string): PlanError {
  return new PlanError(
    "plan-malformed",
    `The plan names one resource twice: ${address}.`,
    "Make the plan's JSON anew; Terraform names each resource once.",
  );
}

function same(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const keys = Object.keys(a);
  if (Array.isArray(a) !== Array.isArray(b) || keys.length !== Object.keys(b).length) return false;
  const [one, other] = [a as JsonMap, b as JsonMap];
  return keys.every((key) => {
    const [left, right] = [one[key], other[key]];
    return left !== undefined && right !== undefined && Object.hasOwn(other, key) && same(left, right);
  });
}
