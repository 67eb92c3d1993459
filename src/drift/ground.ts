import { namingOf } from "../aws/emit/names";
import type { Estate, Identity, Target } from "../estate/types";
import type { Declared } from "../expect/declared";
import {
  type PromisedBinding,
  type PromisedPolicy,
  type PromisedRole,
  promisesOf,
  type TargetPromise,
} from "../expect/promise";
import { type TagKeys, tagKeysOf } from "./tags";

/** One estate that is judged by: what it declares and what that comes to. */
export interface Ground {
  readonly estate: Estate;
  /** What explains an access by its meaning; grants that a state declares are among it. */
  readonly declared: Declared;
  readonly targets: readonly TargetPromise[];
  readonly keys: TagKeys;
  /** The IAM path of its roles and policies: `/leasehold/acme/`. */
  readonly path: string;
  /** The beginning of its conditions' titles: `leasehold/acme/`. */
  readonly title: string;
}

/** Something promised, and where that stands. */
export interface Of<T> {
  readonly ground: Ground;
  readonly target: TargetPromise;
  readonly promised: T;
}

/** A target, and of which estate it is. */
export type Place = Pick<Of<unknown>, "ground" | "target">;

function add(to: Map<string, Place[]>, key: string, place: Place): void {
  const known = to.get(key);
  if (known === undefined) to.set(key, [place]);
  else known.push(place);
}

/** All estates together: what any of them explains is explained. */
export class Grounds {
  readonly all: readonly Ground[];
  readonly roles = new Map<string, Of<PromisedRole>>();
  readonly policies = new Map<string, Of<PromisedPolicy>>();
  readonly bindings: readonly Of<PromisedBinding>[];
  /** Containers of which something is declared. */
  readonly containers: ReadonlySet<string>;
  readonly #promising = new Map<string, Place[]>();
  readonly #places = new Map<string, Place[]>();
  readonly #deployers = new Map<string, Target>();

  constructor(declared: readonly Declared[] | { readonly grounds: readonly Ground[] }) {
    this.all = "grounds" in declared ? declared.grounds : declared.map(groundOf);
    const bindings: Of<PromisedBinding>[] = [];
    const containers = new Set<string>();
    for (const ground of this.all) {
      for (const target of ground.targets) {
        containers.add(target.container);
        const place = { ground, target };
        add(this.#places, target.container, place);
        for (const { shape } of target.roles) add(this.#promising, shape.arn, place);
        for (const { shape } of target.policies) add(this.#promising, shape.arn, place);
        for (const promised of target.roles) {
          const { arn } = promised.shape;
          // By its path a role is known to be no one else's before it is read.
          if (!arn.includes(`:role${ground.path}`)) throw new Error(`fault in leasehold: ${arn} stands at no own path`);
          this.roles.set(arn, { ground, target, promised });
        }
        for (const promised of target.policies) this.policies.set(promised.shape.arn, { ground, target, promised });
        for (const promised of target.bindings) bindings.push({ ground, target, promised });
        const deployer = deployerOf(target.target);
        if (deployer !== undefined) this.#deployers.set(deployer, target.target);
      }
    }
    this.bindings = bindings;
    this.containers = containers;
  }

  /** The same with other explanations. */
  with(grounds: readonly Ground[]): Grounds {
    return new Grounds({ grounds });
  }

  /** The targets that promise a role or a policy. */
  promising(arn: string): readonly Place[] {
    return this.#promising.get(arn) ?? [];
  }

  /** The targets in an account or project. */
  targetsIn(container: string): readonly Place[] {
    return this.#places.get(container) ?? [];
  }

  /** The target that a principal deploys. */
  deploys(name: string): Target | undefined {
    return this.#deployers.get(name);
  }

  /** The identity whose own principal this is: its user, its role, its member. */
  identityOf(name: string): Identity | undefined {
    for (const { declared } of this.all) {
      const found = declared.identities.ofPrincipal({ kind: "unknown", name, key: name });
      if (found) return found;
    }
    return undefined;
  }

  /** Does an ARN stand below the path of one of the estates? */
  ownPath(arn: string): Ground | undefined {
    return this.all.find(({ path }) => arn.includes(`:role${path}`) || arn.includes(`:policy${path}`));
  }
}

function groundOf(declared: Declared): Ground {
  const { estate } = declared;
  return {
    estate,
    declared,
    targets: promisesOf(estate),
    keys: tagKeysOf(estate.policy),
    path: namingOf(estate).path,
    title: `${estate.policy.prefix}/${estate.name}/`,
  };
}

function deployerOf({ cloud }: Target): string | undefined {
  if (cloud.kind === "aws") return cloud.assumeRole;
  return cloud.impersonate === undefined ? undefined : `serviceAccount:${cloud.impersonate}`;
}
