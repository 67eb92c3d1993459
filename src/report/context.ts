/** What a report needs to know of its surroundings; every part is given, none is read. */
export interface ReportContext {
  /** The directory that paths are seen from. */
  readonly from: string;
  /** Whether to colour; only for a terminal. */
  readonly colour: boolean;
  /** leasehold's own version. */
  readonly version: string;
}
