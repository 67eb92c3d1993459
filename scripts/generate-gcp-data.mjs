// Writes src/gcp/data/*.json from the dated lists of a folder: node scripts/generate-gcp-data.mjs <folder>
// The folder holds gcp-roles.json.gz and risk-tags.json.gz (MIT, see src/gcp/data/NOTICE).
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { build } from "esbuild";

const folder = process.argv[2];
if (folder === undefined) {
  process.stderr.write("usage: node scripts/generate-gcp-data.mjs <folder>\n");
  process.exit(2);
}
const source = fileURLToPath(new URL("../src/gcp/", import.meta.url));
const read = (name) => JSON.parse(gunzipSync(readFileSync(join(folder, name))));
const write = (name, value) => writeFileSync(join(source, "data", name), `${JSON.stringify(value, null, 1)}\n`);

const { source: from, licence, permissions, roles } = read("gcp-roles.json.gz");
const date = /\b(\d{4}-\d{2}-\d{2})\b/.exec(from)?.[1];
if (date === undefined) throw new Error("the source of gcp-roles.json.gz has no date");
write("risk-tags.json", { source: from, licence, date, ...read("risk-tags.json.gz").gcp.iam });

// The rules that judge a permission are the package's own; only what they say of every role is written.
const scratch = mkdtempSync(join(tmpdir(), "leasehold-gcp-"));
const load = async (name) => {
  const outfile = join(scratch, `${name}.cjs`);
  await build({
    entryPoints: [join(source, "sensitivity", `${name}.ts`)],
    bundle: true,
    platform: "node",
    format: "cjs",
    outfile,
  });
  return createRequire(outfile)(outfile);
};
const { privilegeOfKnownPermission } = await load("permission");
const { isKept } = await load("lasting");
rmSync(scratch, { recursive: true });

const classes = ["administrative", "escalation", "credential-exposure", "data", "write", "read"];
const classOf = permissions.map((name) => classes.indexOf(privilegeOfKnownPermission(name)));
const kept = permissions.map((_, index) => index).filter((index) => isKept(permissions[index]));
const named = new Map();
/** The number of a permission among those that the table names. */
const number = (index) => {
  const known = named.get(index);
  if (known !== undefined) return known;
  named.set(index, named.size);
  return named.size - 1;
};
for (const index of kept) number(index);
const keptSet = new Set(kept);

const lines = [];
for (const name of Object.keys(roles).sort()) {
  const held = roles[name].permissions;
  // A role whose permissions the list does not give is left out: unknown, never harmless.
  if (held.length === 0) continue;
  const gravest = Math.min(...held.map((index) => classOf[index]));
  const because = gravest === 5 ? [] : held.filter((index) => classOf[index] === gravest).slice(0, 3);
  const keeps = held
    .filter((index) => keptSet.has(index))
    .map(number)
    .sort((a, b) => a - b);
  // Runs of numbers are written "3-9": who may set one policy may often set all.
  const runs = [];
  for (const one of keeps) {
    const last = runs.at(-1);
    if (last && last[1] === one - 1) last[1] = one;
    else runs.push([one, one]);
  }
  const kepts = runs.map(([a, b]) => (a === b ? `${a}` : `${a}-${b}`)).join(",");
  // What it amounts to where a condition limits which policies it may set (modifiedGrantsByRole), if that is less.
  const rest = Math.min(
    5,
    ...held.filter((index) => !permissions[index].endsWith(".setIamPolicy")).map((index) => classOf[index]),
  );
  const fields = [name.replace(/^roles\//, ""), gravest, because.map(number).join(","), kepts];
  lines.push([...fields, ...(rest === gravest ? [] : [rest])].join(" "));
}
write("roles.json", {
  source: from,
  licence,
  date,
  permissions: [...named.keys()].map((index) => permissions[index]).join(" "),
  roles: lines,
});
// All names, so that one that Google does not have is seen to be unknown.
const names = [...permissions].sort().join("\n");
writeFileSync(join(source, "data", "permissions.txt.gz"), gzipSync(names, { level: 9 }));
// What every role holds, by number among the sorted names, each counted from the one before: "12-3" is the twelfth after it and
// the three that follow.
const sorted = permissions.map((_, index) => index).sort((a, b) => (permissions[a] < permissions[b] ? -1 : 1));
const rank = [];
for (const [place, index] of sorted.entries()) rank[index] = place;
const held = [];
for (const name of Object.keys(roles).sort()) {
  const places = roles[name].permissions.map((index) => rank[index]).sort((a, b) => a - b);
  if (places.length === 0) continue;
  const runs = [];
  for (const one of places) {
    const last = runs.at(-1);
    if (last && last[1] === one - 1) last[1] = one;
    else runs.push([one, one]);
  }
  let before = 0;
  const text = runs.map(([a, b]) => {
    const step = `${a - before}${b > a ? `-${b - a}` : ""}`;
    before = b;
    return step;
  });
  held.push(`${name.replace(/^roles\//, "")} ${text.join(",")}`);
}
writeFileSync(join(source, "data", "role-permissions.txt.gz"), gzipSync(held.join("\n"), { level: 9 }));
process.stdout.write(
  `${lines.length} roles of ${Object.keys(roles).length}, ${named.size} permissions named, as of ${date}\n`,
);
