// The same resources with the same policies, made by hand of CDKTF's own classes: loading those classes, construction and
// synthesis are timed; reading what is to be made, which a program would hold in its own text, is not. Prints the milliseconds.
const { readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

const [roots, out] = process.argv.slice(2);
const targets = readdirSync(roots).map((name) => {
  const root = JSON.parse(readFileSync(join(roots, name, "main.tf.json"), "utf8"));
  const resources = [];
  for (const [type, byName] of Object.entries(root.resource ?? {})) {
    for (const [id, attributes] of Object.entries(byName)) resources.push({ type, id, config: configOf(attributes) });
  }
  const [provider] = Object.keys(root.provider);
  const settings = [root.provider[provider]].flat()[0];
  return { name, resources, provider, settings: camel(settings), outputs: root.output ?? {} };
});
let made = 0;
const begun = performance.now();
const { App, TerraformOutput, TerraformStack } = require("cdktf");
const providers = {
  aws: require("@cdktf/provider-aws/lib/provider").AwsProvider,
  google: require("@cdktf/provider-google/lib/provider").GoogleProvider,
};
const classes = new Map();
const app = new App({ outdir: out });
for (const { name, resources, provider, settings, outputs } of targets) {
  const stack = new TerraformStack(app, name);
  new providers[provider](stack, "provider", arrays(settings));
  for (const { type, id, config } of resources) {
    if (!classes.has(type)) classes.set(type, classOf(type));
    // Ids are of one scope in CDKTF, so the type is part of them.
    new (classes.get(type))(stack, `${type}-${id}`, config);
    made += 1;
  }
  for (const [id, { value, description }] of Object.entries(outputs))
    new TerraformOutput(stack, id, { value, description });
}
app.synth();
process.stdout.write(JSON.stringify({ milliseconds: performance.now() - begun, resources: made }));

function classOf(type) {
  const cloud = type.startsWith("google_") ? "google" : "aws";
  const file = type.slice(type.indexOf("_") + 1).replaceAll("_", "-");
  const module = require(`@cdktf/provider-${cloud}/lib/${file}`);
  const found = Object.values(module).find((each) => typeof each === "function" && each.tfResourceType === type);
  if (!found) throw new Error(`no class for ${type}`);
  return found;
}

function configOf({ depends_on, lifecycle, ...attributes }) {
  const config = {};
  for (const [key, value] of Object.entries(attributes))
    config[camelName(key)] = key === "condition" ? [value].flat()[0] : value;
  return depends_on ? { ...config, dependsOn: depends_on.map((fqn) => ({ fqn })) } : config;
}

function camel(value) {
  if (Array.isArray(value)) return value.map(camel);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [camelName(key), camel(inner)]));
}

/** The provider's blocks are lists in its classes. */
function arrays(settings) {
  const { assumeRole } = settings;
  return assumeRole ? { ...settings, assumeRole: [assumeRole].flat() } : settings;
}

function camelName(name) {
  return name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}
