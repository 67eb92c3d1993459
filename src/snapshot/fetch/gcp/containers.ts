import { gcpParts } from "../../manifest";
import { type Backoff, patience } from "../backoff";
import { AskError, SnapshotRefusal } from "../errors";
import type { AskedContainer } from "../part";
import { GoogleAsk } from "./ask";
import { googleRequests } from "./credentials";
import { gcpAsks, Place } from "./parts";
import type { GoogleRequests } from "./request";
import { troubleOfThrown } from "./trouble";

export interface GcpContainersOptions {
  /** As `SnapshotContainer.id`: `acme-prod`, `folders/123`, `organizations/456`; `projects/acme-prod` too. */
  readonly containers: readonly string[];
  /** The service account in whose name each container is asked, by container; whoever is logged in where there is none. */
  readonly impersonate?: (container: string) => string | undefined;
  readonly backoff?: Backoff;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** How requests are made in the name of somebody; the default is Google's own library. */
  readonly requests?: (impersonate: string | undefined) => Promise<GoogleRequests>;
}

/**
 * Google's containers, to be asked with application default credentials.
 * @throws SnapshotRefusal where `google-auth-library` is not installed, or where a container is none
 */
export async function gcpContainers(options: GcpContainersOptions): Promise<readonly AskedContainer[]> {
  const { backoff = patience, now } = options;
  const make = options.requests ?? ((impersonate) => googleRequests(impersonate === undefined ? {} : { impersonate }));
  const made = new Map<string, Promise<GoogleRequests>>();
  const requestsFor = (impersonate: string | undefined): Promise<GoogleRequests> => {
    const known = made.get(impersonate ?? "") ?? make(impersonate);
    made.set(impersonate ?? "", known);
    return known;
  };
  const ids = [...new Set(options.containers.map(containerId))];
  return Promise.all(ids.map(async (id) => asked(id, await requestsFor(options.impersonate?.(id)), backoff, now)));
}

function containerId(given: string): string {
  const id = given.replace(/^projects\//, "");
  const isOne =
    /^(?:[a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(id) || /^(?:(?:folders|organizations)\/)?[0-9]+$/.test(id);
  if (isOne) return id;
  throw new SnapshotRefusal(
    "usage",
    `"${given}" is no project, folder or organization of Google's.`,
    "Name a project by its id, or folders/NUMBER, or organizations/NUMBER.",
  );
}

function asked(id: string, requests: GoogleRequests, backoff: Backoff, now: () => number): AskedContainer {
  const place = new Place(new GoogleAsk(requests, backoff, now), id.includes("/") ? id : `projects/${id}`);
  return {
    cloud: "gcp",
    id,
    async enter() {
      try {
        return await requests.who();
      } catch (thrown) {
        throw thrown instanceof AskError ? thrown : new AskError("failed", troubleOfThrown(thrown).message);
      }
    },
    ask(part) {
      const known = gcpParts.find((one) => one === part);
      if (known === undefined) throw new AskError("failed", `${part} is no part of Google's`);
      return gcpAsks[known](place);
    },
  };
}
