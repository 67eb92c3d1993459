import { namingOf } from "../aws/emit/names";
import { accountOfArn } from "../aws/read/role-shapes";
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

/** What is promised under an ARN. */
export interface Promised<T> {
  get(arn: string): Of<T> | undefined;
  has(arn: string): boolean;
}

/** All estates together: what any of them explains is explained. */
export class Grounds {
  readonly all: readonly Ground[];
  /** By ARN. */
  readonly roles: Promised<PromisedRole>;
  /** By ARN. */
  readonly policies: Promised<PromisedPolicy>;
  readonly bindings: readonly Of<PromisedBinding>[];
  /** Containers of which something is declared. */
  readonly containers: ReadonlySet<string>;
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
        const known = this.#places.get(target.container);
        if (known === undefined) this.#places.set(target.container, [place]);
        else known.push(place);
        for (const promised of target.bindings) bindings.push({ ground, target, promised });
        const deployer = deployerOf(target.target);
        if (deployer !== undefined) this.#deployers.set(deployer, target.target);
      }
    }
    this.bindings = bindings;
    this.containers = containers;
    this.roles = this.#promised("role", ({ roles }) => roles);
    this.policies = this.#promised("policy", ({ policies }) => policies);
  }

  /** The same with other explanations. */
  with(grounds: readonly Ground[]): Grounds {
    return new Grounds({ grounds });
  }

  /** The targets that promise a role or a policy. */
  promising(arn: string): readonly Place[] {
    return this.#own(arn).filter(({ target }) => target.roles.has(arn) || target.policies.has(arn));
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

  /** The targets in the account that an own ARN names: no others are compiled for it. */
  #own(arn: string): readonly Place[] {
    return this.ownPath(arn) === undefined ? [] : this.targetsIn(accountOfArn(arn) ?? "");
  }

  #promised<T>(kind: "role" | "policy", of: (target: TargetPromise) => ReadonlyMap<string, T>): Promised<T> {
    const get = (arn: string): Of<T> | undefined => {
      if (!arn.includes(`:${kind}/`)) return undefined;
      for (const { ground, target } of this.#own(arn)) {
        const promised = of(target).get(arn);
        if (promised !== undefined) return { ground, target, promised };
      }
      return undefined;
    };
    return { get, has: (arn) => get(arn) !== undefined };
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
