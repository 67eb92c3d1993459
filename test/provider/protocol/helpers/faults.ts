/** What a method that gives values may do wrongly (see `tiny.ts`), and what is then told of it. */
export const faults = [
  {
    fault: "throw",
    told: /The provider failed: In answering, it stopped with: the tiny provider was asked to throw\./,
  },
  { fault: "silent", told: /it gave neither a result nor an error/ },
  {
    fault: "unknown",
    told: /the attribute text (is still unknown|is not what is configured|is not as it was planned)/,
  },
  { fault: "error", told: /error at fault: As asked for: The configuration asks for it\./ },
] as const;

/** What a method may do wrongly that is held to the configuration or a plan. */
export const faithless = [
  { fault: "change", told: /the attribute text is not (what is configured|as it was planned)/ },
] as const;
