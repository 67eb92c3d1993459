import { specify } from "./expecting";

const reviewed = (last: string): string => `roles: { viewer: { review: { every: 90d, ${last} } } }`;

specify("reviews", [
  { name: "due this second", estate: reviewed("last: 2026-08-25"), now: "2026-11-23T00:00:00Z", found: [] },
  {
    name: "due a second ago",
    estate: reviewed("last: 2026-08-25"),
    now: "2026-11-23T00:00:01Z",
    found: ["warning review-overdue roles.viewer.review.last"],
  },
  {
    name: "never made",
    estate: "roles: { viewer: { review: { every: 90d } } }",
    now: "2026-11-23T00:00:00Z",
    found: ["warning review-overdue roles.viewer.review"],
  },
  {
    name: "said to be made tomorrow",
    estate: reviewed("last: 2026-11-24"),
    now: "2026-11-23T00:00:00Z",
    found: ["warning review-ahead roles.viewer.review.last"],
  },
  { name: "overdue, where nobody knows the time", estate: reviewed("last: 2020-01-01"), found: [] },
]);
