/**
 * The estate: what a directory of YAML files, or a `JitEstate`, declares. This is the package export `leasehold/estate`; it loads
 * neither CDKTF nor anything of a cloud.
 */
export type { DeclarationPath, Diagnostic, Severity, SourceLocation } from "../diagnostics/diagnostic";
export type { Locate } from "../diagnostics/report";
export type { Seconds } from "../time/duration";
export type { Instant } from "../time/instant";
export type { RecurringHours, Weekday } from "../time/recurring";
export { estateJsonSchema } from "./json-schema";
export { type Loaded, loadEstate } from "./load";
export * from "./types";
