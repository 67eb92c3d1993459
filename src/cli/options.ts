import { InvalidArgumentError, Option } from "commander";
import { sentence } from "../diagnostics/wording";
import type { FailOn } from "../report/judgement";
import { type Format, formats } from "../report/render";
import { parseDuration, type Seconds } from "../time/duration";
import { type Instant, parseInstant } from "../time/instant";

const severities = ["error", "warning", "note", "never"] as const;

export function formatOption(): Option {
  return new Option("--format <format>", `how to report: ${formats.join(", ")} (text if not given)`).argParser(
    (word): Format => {
      const format = formats.find((name) => name === word);
      if (format) return format;
      throw new InvalidArgumentError(`There are ${listed(formats)}.`);
    },
  );
}

export function nowOption(): Option {
  return new Option("--now <time>", "the moment to take for now, such as 2026-11-23T09:00:00Z").argParser(
    (word): Instant => {
      const parsed = parseInstant(word);
      if ("instant" in parsed) return parsed.instant;
      throw new InvalidArgumentError(sentence(parsed.fault));
    },
  );
}

export function failOnOption(): Option {
  return new Option(
    "--fail-on <severity>",
    "the least severity that ends in status 1: error, warning, note, never (error if not given)",
  ).argParser((word): FailOn => {
    const severity = severities.find((name) => name === word);
    if (severity) return severity;
    throw new InvalidArgumentError(`There are ${listed(severities)}.`);
  });
}

/** `1d`, `12h`. */
export function maxAgeOption(): Option {
  return new Option("--max-age <duration>", "how old a snapshot may be (1d if not given)").argParser(
    (word): Seconds => {
      const parsed = parseDuration(word);
      if ("seconds" in parsed && parsed.seconds > 0) return parsed.seconds;
      throw new InvalidArgumentError("fault" in parsed ? sentence(parsed.fault) : "It is no time at all.");
    },
  );
}

/** An option or argument that names a file or directory: anything but nothing. */
export function path(word: string): string {
  if (word.trim() === "") throw new InvalidArgumentError("It names nothing.");
  if (word.includes("\0")) throw new InvalidArgumentError("It holds a NUL character.");
  return word;
}

/** The path that an option takes. A word that looks like the next option was most likely meant as one. */
export function pathOfOption(word: string): string {
  if (word.startsWith("-"))
    throw new InvalidArgumentError(`A path is missing here; for one named so, write "./${word}".`);
  return path(word);
}

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** Of an option or argument that may be given more than once: all of them. */
export function gathered<T>(
  one: (word: string) => T,
): (word: string, before: readonly T[] | undefined) => readonly T[] {
  return (word, before) => [...(before ?? []), one(word)];
}

/** Words of an option that may be repeated, or given with commas between them. */
export function words(word: string, before: readonly string[] | undefined): readonly string[] {
  const given = word.split(",").map((one) => one.trim());
  if (given.includes("")) throw new InvalidArgumentError("It names nothing.");
  return [...(before ?? []), ...given];
}
