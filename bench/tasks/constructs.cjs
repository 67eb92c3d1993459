// The estate through leasehold's constructs: each entry a construct with its props, then synthesis. Parsing the YAML that the
// props come from is not timed. Prints the milliseconds.
const { readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");
const { parse } = require("yaml");

const [built, directory, out] = process.argv.slice(2);
const sections = {
  teams: "Team",
  identities: "Identity",
  approvalGroups: "ApprovalGroup",
  targets: "Target",
  roles: "JitRole",
  grants: "Grant",
};
const entries = new Map(Object.keys(sections).map((section) => [section, []]));
let head = {};
for (const file of readdirSync(directory, { recursive: true })) {
  if (!file.endsWith(".yaml")) continue;
  const { version, name, policy, ...maps } = parse(readFileSync(join(directory, file), "utf8"));
  if (name) head = { name, policy };
  for (const [section, map] of Object.entries(maps)) entries.get(section).push(...Object.entries(map));
}

const begun = performance.now();
const { App } = require("cdktf");
const leasehold = require(join(built, "constructs/index.js"));
const app = new App({ outdir: out });
const estate = new leasehold.JitEstate(app, head.name, { policy: head.policy });
for (const [section, name] of Object.entries(sections)) {
  const Declared = leasehold[name];
  for (const [id, props] of entries.get(section)) new Declared(estate, id, props);
}
app.synth();
process.stdout.write(JSON.stringify({ milliseconds: performance.now() - begun }));
