import type { Found, Unreadable } from "../drift/found";

/** A source of which nothing is believed. */
export function nothingFound(file: string, unreadable: Unreadable): Found {
  return {
    source: "snapshot",
    file,
    cloud: "aws",
    landscape: {
      moment: "after",
      settled: true,
      instances: [],
      providers: [],
      resolve: () => ({ kind: "unknown" }),
    },
    covers: new Set(),
    unreadable: [unreadable],
    notAsked: [],
  };
}
