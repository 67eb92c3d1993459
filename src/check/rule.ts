import type { Reporter } from "../diagnostics/report";
import type { Estate } from "../estate/types";

/** One family of rules: reports all that is wrong with an estate in its matter, and never stops at the first. */
export type Rule = (estate: Estate, report: Reporter) => void;
