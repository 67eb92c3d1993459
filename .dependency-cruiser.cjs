// The layers of DESIGN §3: each may import anything to its left, and nothing else.
const verbs = ["check", "synth", "gate", "snapshot", "drift", "review", "grants", "mirror"];
const layers = [
  ["time", "diagnostics"],
  ["estate"],
  ["lease"],
  ["facts"],
  ["terraform"],
  ["aws", "gcp"],
  ["expect"],
  ["rules"],
  verbs,
  ["report"],
  ["constructs", "provider", "cli"],
];

/** The rooms of one layer that may import each other. */
const neighbours = [["time", "diagnostics"], verbs];

const folder = (room) => (room === "constructs" ? "constructs" : `src/${room}`);
const within = (rooms) => `^(${rooms.map(folder).join("|")})/`;

const rules = layers.flatMap((rooms, index) =>
  rooms.map((room) => {
    const left = layers.slice(0, index).flat();
    const beside = neighbours.find((group) => group.includes(room)) ?? [room];
    return {
      name: `${room}-imports-to-its-left`,
      severity: "error",
      comment: `${folder(room)} may import ${[...new Set([...left, ...beside])].join(", ")}`,
      from: { path: within([room]) },
      to: { path: "^(src|constructs)/", pathNot: within([...left, ...beside, room]) },
    };
  }),
);

module.exports = {
  forbidden: [
    ...rules,
    {
      name: "every-file-has-a-layer",
      severity: "error",
      comment: "A new folder gets its place in the layers first",
      from: { path: "^src/", pathNot: within(layers.flat()) },
      to: {},
    },
    {
      name: "no-cycles",
      severity: "error",
      comment: "A cycle of types alone is gone once it is compiled",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "cdktf-in-constructs-only",
      severity: "error",
      comment: "Everything but the root export runs without the peers",
      from: { path: "^src/" },
      to: { path: "(^|/)node_modules/(cdktf|constructs|@cdktf)(/|$)" },
    },
    {
      name: "no-dev-dependencies-at-run-time",
      severity: "error",
      comment: "What is published needs what is installed with it; the provider is published as one file that holds all it needs",
      from: { path: "^(src|constructs)/", pathNot: "^src/provider/" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["npm-peer", "type-only"] },
    },
    {
      name: "resolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["require", "node", "default", "types"],
      extensions: [".ts", ".js", ".json", ".d.ts"],
    },
  },
};
