import { check } from "../check/check";
import { loadEstate } from "../estate/load";
import { type Clock, fixedClock, systemClock } from "../time/clock";
import { type Instant, parseInstant } from "../time/instant";
import type { AwsSettings, Configured, DeclaredEstate } from "./configured";
import type { Answer, Told } from "./protocol/provider";
import { Unknown, type Values } from "./protocol/value";
import { toldOfDiagnostic } from "./told-of";

/** Looks at the provider's own block. */
export function validateProvider({ estate, now }: Values): readonly Told[] {
  const told: Told[] = [];
  if (typeof estate === "string" && estate.trim() === "") {
    told.push({
      severity: "error",
      summary: "No estate is named",
      detail: 'Write the directory that holds the estate: `estate = "access"`.',
      path: ["estate"],
    });
  }
  const fault = typeof now === "string" ? parseInstant(now) : {};
  if ("fault" in fault) {
    told.push({ severity: "error", summary: "`now` is no time", detail: `${fault.fault}.`, path: ["now"] });
  }
  return told;
}

/**
 * Loads the estate and judges, as synthesis does, whether it is governed: everything wrong is told at once. A directory that is
 * not known as yet leaves the provider without an estate.
 */
export function configureProvider(config: Values): Answer<Configured> {
  const told = validateProvider(config);
  if (told.length > 0) return { told };
  const clock = clockOf(config);
  const { estate: directory } = config;
  const declared = typeof directory === "string" ? declaredIn(directory, clock?.now()) : undefined;
  if (declared && "told" in declared) return declared;
  const result: Configured = {
    isEstateGiven: directory !== null && directory !== undefined,
    ...(declared ? { declared } : {}),
    ...(clock ? { clock } : {}),
    aws: awsSettings(config),
  };
  return { told: [], result };
}

function clockOf({ now }: Values): Clock | undefined {
  if (now instanceof Unknown) return undefined;
  const parsed = typeof now === "string" ? parseInstant(now) : undefined;
  return parsed && "instant" in parsed ? fixedClock(parsed.instant) : systemClock;
}

function awsSettings(config: Values): AwsSettings {
  const given = (["region", "profile", "endpoint"] as const).flatMap((name) => {
    const value = config[name];
    return typeof value === "string" && value !== "" ? [[name, value] as const] : [];
  });
  return Object.fromEntries(given);
}

function declaredIn(directory: string, now: Instant | undefined): DeclaredEstate | { readonly told: readonly Told[] } {
  const { estate, diagnostics, digest } = loadEstate(directory);
  const governed = estate ? check(estate, { ...(now === undefined ? {} : { now }), remarks: false }) : [];
  const errors = [...diagnostics, ...governed].filter(({ severity }) => severity === "error");
  // As in synthesis, what depends on the time keeps no estate from being used; it may keep a role from being leased.
  const [overdue, timeless] = [errors.filter(({ timed }) => timed), errors.filter(({ timed }) => !timed)];
  if (estate && timeless.length === 0) return { directory, estate, digest, overdue };
  const summary = timeless.some(({ concern }) => concern === "structure")
    ? "The estate does not load"
    : "The estate is not governed";
  return { told: timeless.map((error) => toldOfDiagnostic(error, { summary, path: ["estate"] })) };
}
