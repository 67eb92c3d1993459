/** What a report needs to know of its surroundings; every part is given, none is read. */
export interface ReportContext {
  /** The directory in which the command runs, as an absolute path. */
  readonly from: string;
  /** The repository's top directory, which a code host's paths are seen from; default: `from`. */
  readonly top?: string;
  /** Whether to colour; only for a terminal. */
  readonly colour: boolean;
  /** The terminal's width in columns, to which text is wrapped; none where a program may read it. */
  readonly width?: number;
  /** leasehold's own version. */
  readonly version: string;
}
