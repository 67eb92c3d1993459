export type Weekday = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";

/** Hours that come again every week in a named zone; `from` and `to` are minutes after local midnight, half open. */
export interface RecurringHours {
  readonly days: readonly Weekday[];
  readonly from: number;
  readonly to: number;
  /** An IANA name, such as `Europe/Berlin`. */
  readonly zone: string;
}
