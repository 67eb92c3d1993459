import { nearest } from "../../diagnostics/nearest";
import { loadEstate } from "../../estate/load";
import type { Estate } from "../../estate/types";
import { type Backoff, patience } from "../../snapshot/fetch/backoff";
import type { FetchInput } from "../../snapshot/fetch/fetch";
import type { Part } from "../../snapshot/manifest";
import { Refusal } from "../outcome";

/** What a cloud's options come to. */
export type AskedSnapshot = Pick<FetchInput, "containers" | "allParts" | "parts" | "arguments">;

/** The parts that are asked for: all, if none are named; in the order in which they are always asked. */
export function partsOf<P extends Part>(all: readonly P[], words: readonly string[] | undefined): readonly P[] {
  if (words === undefined) return all;
  for (const word of words) {
    if (all.some((part) => part === word)) continue;
    const near = nearest(word, all);
    const fix = near === undefined ? `There are ${all.join(", ")}.` : `Did you mean "${near}"?`;
    throw new Refusal("usage", `There is no part "${word}".`, fix);
  }
  return all.filter((part) => words.includes(part));
}

/** Refuses an option that is of the other cloud. */
export function refuseOthers(cloud: string, options: object, others: readonly string[]): void {
  const given = others.find((name) => name in options);
  if (given === undefined) return;
  const option = `--${given.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  throw new Refusal(
    "usage",
    `${option} means nothing to a snapshot of ${cloud}.`,
    "leasehold snapshot --help says what does.",
  );
}

/** The estate whose targets are asked. */
export function estateOf(directory: string): Estate {
  const { estate, diagnostics } = loadEstate(directory);
  const [error] = diagnostics.filter(({ severity, concern }) => severity === "error" && concern === "structure");
  if (estate && !error) return estate;
  throw new Refusal(
    "estate",
    `The estate in ${directory} does not load${error === undefined ? "" : `: ${error.message}`}.`,
    `leasehold check ${directory} says more.`,
  );
}

/** How long a cloud is waited for; tests have no time to lose. */
export function backoffOf(environment: Readonly<Record<string, string | undefined>>): Backoff {
  const baseMs = Number(environment.LEASEHOLD_BACKOFF_MS ?? Number.NaN);
  return Number.isFinite(baseMs) && baseMs >= 0 ? { ...patience, baseMs } : patience;
}
