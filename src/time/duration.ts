/** A length of time in whole seconds. */
export type Seconds = number;
