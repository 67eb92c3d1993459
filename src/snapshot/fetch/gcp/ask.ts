import type { JsonMap } from "../../../terraform/instance";
import type { Json } from "../../../terraform/json";
import { type Backoff, persist } from "../backoff";
import { AskError } from "../errors";
import type { GoogleRequests } from "./request";
import { NoAnswer, parsed, troubleOfResponse, troubleOfThrown } from "./trouble";

/** More pages than this are a server that goes round in circles. */
const pagesAtMost = 100_000;

/** Asks Google's REST APIs, patiently. */
export class GoogleAsk {
  /** @param now milliseconds since the epoch, for servers that name a date to come back at */
  constructor(
    private readonly requests: GoogleRequests,
    private readonly backoff: Backoff,
    private readonly now: () => number,
  ) {}

  /**
   * One object.
   * @throws AskError when Google refused, or did not answer in the end
   */
  async get(url: string): Promise<JsonMap> {
    return persist(
      async () => {
        const response = await this.requests.get(url);
        const trouble = troubleOfResponse(response, this.now);
        if (trouble !== undefined) throw new NoAnswer(trouble);
        const json = parsed(response.text);
        // A connection that is cut in the middle may look like an end.
        if (json === undefined) throw new NoAnswer({ kind: "again", message: "the answer is no JSON" });
        if (!isMap(json)) throw new AskError("failed", "the answer is no JSON object");
        return json;
      },
      { backoff: this.backoff, troubleOf: troubleOfThrown, renew: () => this.requests.renew() },
    );
  }

  /**
   * All pages of a list, one after the other.
   * @param url with a query already
   * @param list the name of the list, which has to be a list where it is there
   * @throws AskError also where pages repeat themselves, or where Google says that it could not reach everything
   */
  async *pages(url: string, list: string): AsyncIterable<JsonMap> {
    const seen = new Set<string>();
    let token = "";
    for (let page = 1; page <= pagesAtMost; page += 1) {
      const answer = await this.get(token === "" ? url : `${url}&pageToken=${encodeURIComponent(token)}`);
      checkWhole(answer, list);
      yield answer;
      const next = answer.nextPageToken;
      if (next === undefined || next === "") return;
      if (typeof next !== "string") throw new AskError("failed", "what names the next page is no text");
      if (seen.has(next)) throw new AskError("failed", `page ${page} leads back to one before it`);
      seen.add(next);
      token = next;
    }
    throw new AskError("failed", `there are more than ${pagesAtMost} pages`);
  }

  /** The entries of all pages of a list. */
  async all(url: string, list: string): Promise<readonly JsonMap[]> {
    const entries: JsonMap[] = [];
    for await (const page of this.pages(url, list)) {
      for (const entry of Array.isArray(page[list]) ? (page[list] as readonly Json[]) : []) {
        if (!isMap(entry)) throw new AskError("failed", `an entry of "${list}" is no JSON object`);
        entries.push(entry);
      }
    }
    return entries;
  }
}

function checkWhole(answer: JsonMap, list: string): void {
  const { [list]: entries, unreachable } = answer;
  if (entries !== undefined && !Array.isArray(entries)) throw new AskError("failed", `"${list}" is no list`);
  if (Array.isArray(unreachable) && unreachable.length > 0) {
    throw new AskError(
      "failed",
      `Google could not reach all of it: ${unreachable.map(String).join(", ").slice(0, 200)}`,
    );
  }
}

export function isMap(value: Json | undefined): value is JsonMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
