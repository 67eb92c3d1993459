import { specify } from "./expecting";

const grant = (rest: string): string => `grants: { g: { identity: dana, ttl: 1h, ${rest} } }`;
const start = "start: 2026-11-23T09:00:00Z";

specify("who may hold it", [
  {
    name: "an identity that is not eligible",
    estate: "grants: { g: { role: operator, identity: erin, ttl: 1h } }",
    found: ["error grant-not-eligible grants.g.identity"],
  },
  {
    name: "a member of an eligible group",
    estate: `
identities: { crew: { kind: group, members: [inner] }, inner: { kind: group, members: [erin] } }
roles: { operator: { eligible: [crew, dana, deploy, bot] } }
grants: { g: { role: operator, identity: erin, ttl: 1h } }`,
    found: [],
  },
  {
    name: "perhaps a member of a group kept elsewhere",
    estate: `
identities: { vendors: { kind: group, membership: external } }
roles: { viewer: { eligible: [vendors], approval: { steps: null, none: Names only } } }
${grant("role: viewer")}`,
    found: ["error eligibility-indeterminate grants.g.identity"],
  },
  {
    name: "a group",
    estate: `
identities: { crew: { kind: group, members: [dana] } }
roles: { viewer: { eligible: [crew] } }
grants: { g: { role: viewer, identity: crew, ttl: 1h } }`,
    found: ["error grant-to-group grants.g.identity"],
  },
]);

specify("where it lands", [
  {
    name: "in a cloud where the holder has no principal",
    estate: `
roles: { viewer: { eligible: [erin] } }
grants: { g: { role: viewer, identity: erin, ttl: 1h } }`,
    found: ["error principal-missing grants.g.identity"],
  },
  {
    name: "in both clouds, narrowed to the one where the holder has a principal",
    estate: `
roles: { operator: { eligible: [erin, deploy, bot], gcp: { targets: [cloud], roles: [roles/cloudsql.viewer] } } }
grants: { g: { role: operator, identity: erin, ttl: 1h, targets: [prod] } }`,
    found: [],
  },
  {
    name: "in a target that is not the role's",
    estate: grant("role: operator, targets: [prod, stage]"),
    found: ["error target-outside-role grants.g.targets.1"],
  },
]);

specify("what it is for", [
  {
    name: "no ticket where one is required",
    estate: `roles: { viewer: { require: { ticket: "^INC-[0-9]+$" } } }\n${grant("role: viewer")}`,
    found: ["error ticket-missing grants.g.ticket"],
  },
  ...["XINC-1", "INC-1x", "inc-1", "INC-"].map((ticket) => ({
    name: `the ticket ${ticket} against ^INC-[0-9]+$`,
    estate: `roles: { viewer: { require: { ticket: "^INC-[0-9]+$" } } }\n${grant(`role: viewer, ticket: ${ticket}`)}`,
    found: ["error ticket-not-as-required grants.g.ticket"],
  })),
  {
    name: "a pattern without anchors matches within the ticket, as written",
    estate: `roles: { viewer: { require: { ticket: "INC-[0-9]+" } } }\n${grant("role: viewer, ticket: see INC-1 please")}`,
    found: [],
  },
  {
    name: "a justification that is long enough only with its margins",
    estate: `roles: { viewer: { require: { justification: 5 } } }\n${grant('role: viewer, justification: "  four  "')}`,
    found: ["error justification-too-short grants.g.justification"],
  },
  {
    name: "a justification that is long enough only by what nobody sees",
    estate: `roles: { viewer: { require: { justification: 5 } } }\n${grant('role: viewer, justification: "four\\u200B\\u200B"')}`,
    found: ["error justification-too-short grants.g.justification"],
  },
  {
    name: "a justification in characters of two halves each",
    estate: `roles: { viewer: { require: { justification: 3 } } }\n${grant('role: viewer, justification: "🚒🚒"')}`,
    found: ["error justification-too-short grants.g.justification"],
  },
  {
    name: "a justification of exactly the length",
    estate: `roles: { viewer: { require: { justification: 4 } } }\n${grant("role: viewer, justification: four")}`,
    found: [],
  },
  {
    name: "no justification at all",
    estate: `roles: { viewer: { require: { justification: 1 } } }\n${grant("role: viewer")}`,
    found: ["error justification-too-short grants.g.justification"],
  },
]);

specify("times of a grant", [
  {
    name: "completed without having started",
    estate: grant("role: viewer, completed: 2026-11-23T09:00:00Z"),
    found: ["error grant-times-contradict grants.g.completed"],
  },
  {
    name: "withdrawn before it starts",
    estate: grant(`role: viewer, ${start}, revoked: 2026-11-23T08:00:00Z`),
    found: [],
  },
  {
    name: "completed before it starts",
    estate: grant(`role: viewer, ${start}, completed: 2026-11-23T08:59:59Z`),
    found: ["error grant-times-contradict grants.g.completed"],
  },
  {
    name: "revoked when it had ended",
    estate: grant(`role: viewer, ${start}, revoked: 2026-11-23T10:00:00Z`),
    found: ["warning grant-end-without-effect grants.g.revoked"],
  },
  {
    name: "extended when it had ended",
    estate: `roles: { viewer: { extensions: { count: 1, upTo: 1h } } }
${grant(`role: viewer, ${start}, extensions: [ { by: 1h, at: 2026-11-23T10:00:00Z } ]`)}`,
    found: ["error grant-times-contradict grants.g.extensions.0.at"],
  },
  {
    name: "extended in the last second",
    estate: `roles: { viewer: { extensions: { count: 1, upTo: 1h } } }
${grant(`role: viewer, ${start}, extensions: [ { by: 1h, at: 2026-11-23T09:59:59Z } ]`)}`,
    found: [],
  },
  {
    name: "extended when it had been revoked",
    estate: `roles: { viewer: { extensions: { count: 1, upTo: 1h } } }
${grant(`role: viewer, ${start}, revoked: 2026-11-23T09:30:00Z, extensions: [ { by: 1h, at: 2026-11-23T09:40:00Z } ]`)}`,
    found: ["error grant-times-contradict grants.g.extensions.0.at"],
  },
  {
    name: "extensions in the wrong order",
    estate: `roles: { viewer: { extensions: { count: 2, upTo: 1h } } }
${grant(`role: viewer, ${start}, extensions: [ { by: 1h, at: 2026-11-23T09:40:00Z }, { by: 1h, at: 2026-11-23T09:30:00Z } ]`)}`,
    found: ["error grant-times-contradict grants.g.extensions.1.at"],
  },
]);

specify("how far ahead it starts", [
  {
    name: "exactly as far as the estate allows",
    estate: grant(`role: viewer, ${start}`),
    now: "2026-11-16T09:00:00Z",
    found: [],
  },
  {
    name: "a second further",
    estate: grant(`role: viewer, ${start}`),
    now: "2026-11-16T08:59:59Z",
    found: ["error grant-too-far-ahead grants.g.start"],
  },
  {
    name: "far ahead by an estate's own measure",
    estate: `policy: { maxAdvance: 1h }\n${grant(`role: viewer, ${start}`)}`,
    now: "2026-11-23T07:00:00Z",
    found: ["error grant-too-far-ahead grants.g.start"],
  },
  { name: "without a time, nobody can say", estate: grant("role: viewer, start: 2099-01-01T00:00:00Z"), found: [] },
]);

const weekdays = "within: [ { days: [mon, tue, wed, thu, fri], from: '07:00', to: '19:00', zone: Europe/Berlin } ]";

specify("hours", [
  {
    name: "within them, to the last second",
    estate: `roles: { viewer: { require: { ${weekdays} } } }\n${grant("role: viewer, start: 2026-11-23T17:00:00Z")}`,
    found: [],
  },
  {
    name: "a second beyond them",
    estate: `roles: { viewer: { require: { ${weekdays} } } }\n${grant("role: viewer, start: 2026-11-23T17:00:01Z")}`,
    found: ["error outside-hours grants.g.start"],
  },
  {
    name: "beyond them only with the extension",
    estate: `roles: { viewer: { extensions: { count: 1, upTo: 1h }, require: { ${weekdays} } } }
${grant("role: viewer, start: 2026-11-23T17:00:00Z, extensions: [ { by: 1m, at: 2026-11-23T17:30:00Z } ]")}`,
    found: ["error outside-hours grants.g.start"],
  },
  {
    name: "on a Sunday",
    estate: `roles: { viewer: { require: { ${weekdays} } } }\n${grant("role: viewer, start: 2026-11-22T12:00:00Z")}`,
    found: ["error outside-hours grants.g.start"],
  },
  {
    name: "over midnight, in two entries that meet",
    estate: `
roles:
  viewer:
    require:
      within:
        - { days: [mon], from: "22:00", to: "24:00", zone: UTC }
        - { days: [tue], from: "00:00", to: "06:00", zone: UTC }
${grant("role: viewer, start: 2026-11-23T23:30:00Z")}`,
    found: [],
  },
]);
