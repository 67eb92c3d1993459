import type { JsonMap } from "../../../terraform/instance";
import type { GcpPart } from "../../manifest";
import { mapBounded } from "../bounded";
import { AskError } from "../errors";
import type { GoogleAsk } from "./ask";
import { type Beneath, beneath } from "./beneath";

/** A container that is asked, and what lies in it, found once. */
export class Place {
  #beneath: Promise<Beneath> | undefined;

  /** @param name `projects/acme-prod`, `folders/123`, `organizations/456` */
  constructor(
    readonly ask: GoogleAsk,
    readonly name: string,
  ) {}

  beneath(): Promise<Beneath> {
    this.#beneath ??= beneath(this.ask, this.name);
    const found = this.#beneath;
    // Another part may have more luck.
    found.catch(() => {
      if (this.#beneath === found) this.#beneath = undefined;
    });
    return found;
  }

  /** The container itself, and every folder and project in it. */
  async all(): Promise<readonly string[]> {
    const { projects, folders } = await this.beneath();
    return [...new Set([this.name, ...folders, ...projects])];
  }
}

/** How each part is asked for: the contents of its files, as the snapshot's form has them. */
export const gcpAsks: Readonly<Record<GcpPart, (place: Place) => AsyncIterable<JsonMap>>> = {
  "iam-policies": ({ ask, name }) =>
    ask.pages(`https://cloudasset.googleapis.com/v1/${name}:searchAllIamPolicies?pageSize=500`, "results"),
  "custom-roles": one(async (place) => {
    const { projects } = await place.beneath();
    const owners = place.name.startsWith("organizations/") ? [place.name, ...projects] : projects;
    return {
      roles: await each(owners, (owner) =>
        place.ask.all(`https://iam.googleapis.com/v1/${owner}/roles?view=FULL&pageSize=300`, "roles"),
      ),
    };
  }),
  "service-account-keys": one(async (place) => {
    const { projects } = await place.beneath();
    return { accounts: await each(projects, (project) => accountsOf(place.ask, project)) };
  }),
  federation: one(async (place) => {
    const { projects } = await place.beneath();
    return { pools: await each(projects, (project) => poolsOf(place.ask, project)) };
  }),
  pam: one(async (place) => {
    const entitlements = await each(await place.all(), (parent) => entitlementsOf(place.ask, parent));
    const grants = await each(entitlements, (entitlement) =>
      place.ask.all(
        `https://privilegedaccessmanager.googleapis.com/v1/${nameOf(entitlement)}/grants?pageSize=500`,
        "grants",
      ),
    );
    return { entitlements, grants };
  }),
  "organization-policies": one(async (place) => ({
    policies: await each(await place.all(), (parent) =>
      place.ask.all(`https://orgpolicy.googleapis.com/v2/${parent}/policies?pageSize=200`, "policies"),
    ),
  })),
};

/** A part of one file. */
function one(answer: (place: Place) => Promise<JsonMap>): (place: Place) => AsyncIterable<JsonMap> {
  return async function* (place) {
    yield await answer(place);
  };
}

/** Calls that run beside each other; Google throttles by project and minute. */
const atOnce = 6;

async function each<T>(
  items: readonly T[],
  ask: (item: T) => Promise<readonly JsonMap[]>,
): Promise<readonly JsonMap[]> {
  return (await mapBounded(items, atOnce, ask)).flat();
}

async function accountsOf(ask: GoogleAsk, project: string): Promise<readonly JsonMap[]> {
  const accounts = await ask.all(`https://iam.googleapis.com/v1/${project}/serviceAccounts?pageSize=100`, "accounts");
  return mapBounded(accounts, atOnce, async (account) => {
    const answer = await ask.get(`https://iam.googleapis.com/v1/${nameOf(account)}/keys?keyTypes=USER_MANAGED`);
    const { keys = [] } = answer;
    if (!Array.isArray(keys)) throw new AskError("failed", '"keys" is no list');
    return { ...account, keys };
  });
}

async function poolsOf(ask: GoogleAsk, project: string): Promise<readonly JsonMap[]> {
  const url = `https://iam.googleapis.com/v1/${project}/locations/global/workloadIdentityPools?pageSize=100`;
  const pools = await ask.all(url, "workloadIdentityPools");
  return mapBounded(pools, atOnce, async (pool) => ({
    ...pool,
    providers: await ask.all(
      `https://iam.googleapis.com/v1/${nameOf(pool)}/providers?pageSize=100`,
      "workloadIdentityPoolProviders",
    ),
  }));
}

function entitlementsOf(ask: GoogleAsk, parent: string): Promise<readonly JsonMap[]> {
  const url = `https://privilegedaccessmanager.googleapis.com/v1/${parent}/locations/global/entitlements?pageSize=500`;
  return ask.all(url, "entitlements");
}

/** A name that Google gave, as the path of the next call; nothing else may come into it. */
function nameOf({ name }: JsonMap): string {
  if (typeof name !== "string" || !/^[A-Za-z0-9][A-Za-z0-9/_.:@-]*$/.test(name) || name.includes("..")) {
    throw new AskError("failed", "Google gave something without a name");
  }
  return name;
}
