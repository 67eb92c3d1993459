import * as z from "zod";
import { durationPattern, parseDuration } from "../time/duration";
import { parseDate, parseInstant } from "../time/instant";
import { parseClockTime } from "../time/recurring";
import { zoneFault } from "../time/zone";
import { type Format, type FormatName, formats, unresolvedToken } from "./formats";

/** How the values of a declaration are read. */
export interface SchemaOptions {
  /** The declaration comes from CDKTF: where a reference makes sense, an unresolved token passes for any format. */
  readonly tokens: boolean;
}

/** A fault that a schema finds by itself, carried through zod to the diagnostic. */
export interface SchemaFault {
  readonly fault: string;
  readonly mend: string;
}

/** A map with these keys and no others. The keys travel in the message, from where nearest names are found. */
export function shape<S extends z.ZodRawShape>(keys: S) {
  const known = Object.keys(keys).join(" ");
  return z.strictObject(keys, { error: () => known });
}

/** A text of a format. The format's name travels in the message. */
export function format(name: FormatName, options: SchemaOptions = { tokens: false }) {
  const { pattern, reference, shown }: Format = formats[name];
  const accepted =
    options.tokens && reference ? new RegExp(`${pattern.source}|${unresolvedToken.source}`, pattern.flags) : pattern;
  const text = z.string({ error: name }).regex(accepted, { error: name });
  return shown ? text.meta({ pattern: shown.source }) : text;
}

/** Adds a fault of a value that has the right type. */
export function refuse(context: z.core.$RefinementCtx, fault: SchemaFault, path: (string | number)[] = []): void {
  context.addIssue({ code: "custom", params: { ...fault }, path });
}

/** A text that is read into something else; `shown` is the pattern by which editors judge it. */
function read<T>(
  name: FormatName,
  parse: (text: string) => { readonly fault: string } | { readonly value: T },
  shown?: RegExp,
) {
  const text = z.string({ error: name }).meta(shown ? { pattern: shown.source } : {});
  return text.transform((text, context): T => {
    const result = parse(text);
    if ("value" in result) return result.value;
    refuse(context, { fault: result.fault, mend: formats[name].mend });
    return z.NEVER;
  });
}

/** A duration, read into seconds. */
export const duration = read(
  "duration",
  (text) => {
    const result = parseDuration(text);
    return "fault" in result ? result : { value: result.seconds };
  },
  durationPattern,
);

/** A moment, read into epoch seconds. */
export const time = read(
  "time",
  (text) => {
    const result = parseInstant(text);
    return "fault" in result ? result : { value: result.instant };
  },
  /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:\.0+)?(?:[Zz]|[+-]\d{2}:\d{2})$/,
);

/** A day, read into the epoch seconds of its beginning in UTC. */
export const date = read(
  "date",
  (text) => {
    const result = parseDate(text);
    return "fault" in result ? result : { value: result.instant };
  },
  /^\d{4}-\d{2}-\d{2}$/,
);

/** A time of day, read into minutes after midnight. */
export const clockTime = read(
  "clock",
  (text) => {
    const result = parseClockTime(text);
    return "fault" in result ? result : { value: result.minutes };
  },
  /^\d{2}:\d{2}$/,
);

// Asking for a zone takes far longer than reading a role, and thousands of roles name the same few.
const zoneFaults = new Map<string, string | undefined>();

/** A named zone of the IANA database. */
export const zone = read<string>("zone", (text) => {
  if (!zoneFaults.has(text)) zoneFaults.set(text, zoneFault(text));
  const fault = zoneFaults.get(text);
  return fault === undefined ? { value: text } : { fault };
});

/** A regular expression, kept as text. */
export const regularExpression = read<string>("expression", (text) => {
  try {
    new RegExp(text);
  } catch (error) {
    return { fault: `this is not a regular expression: ${error instanceof Error ? error.message : ""}` };
  }
  return { value: text };
});

/** A reference by name; linking says what is wrong with one, since it knows the names that there are. */
export const name = z.string({ error: "name" }).meta({ pattern: formats.name.pattern.source });

/** References by name. */
export const names = z.array(name);

/** A whole number from `least` on. */
export function count(least: number) {
  return z.int().min(least);
}

export const sensitivities = ["low", "moderate", "high", "critical"] as const;
export const identityKinds = ["person", "workload", "agent", "group"] as const;

/** Keys that the design names and this version does not take. */
export const laterKeys: ReadonlySet<string> = new Set(["deployer", "organizationGuard", "sessionTags"]);
export const comesLater = "comes with a later version of leasehold";
