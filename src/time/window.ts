import { formatInstant, type Instant } from "./instant";

/** The half-open interval `[start, end)`: the lease holds at `start` and no longer at `end`. */
export interface Window {
  readonly start: Instant;
  readonly end: Instant;
}

/** Whether the moment is one of the window's. */
export function holds(window: Window, instant: Instant): boolean {
  return window.start <= instant && instant < window.end;
}

/** Whether the two windows share a moment; windows that only touch do not. */
export function overlap(a: Window, b: Window): boolean {
  return Math.max(a.start, b.start) < Math.min(a.end, b.end);
}

/** `2026-11-23T09:00:00Z/2026-11-23T10:30:00Z`, the interval of ISO 8601. */
export function formatWindow(window: Window): string {
  return `${formatInstant(window.start)}/${formatInstant(window.end)}`;
}
