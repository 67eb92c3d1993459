/** The stock TypeScript template of CDKTF compiles so (FACTS §7.11): CommonJS, hence `node10` resolution. */
export const templateConfig = JSON.stringify({
  compilerOptions: {
    alwaysStrict: true,
    declaration: true,
    experimentalDecorators: true,
    inlineSourceMap: true,
    inlineSources: true,
    lib: ["es2018"],
    module: "CommonJS",
    noEmitOnError: true,
    noFallthroughCasesInSwitch: true,
    noImplicitAny: true,
    noImplicitReturns: true,
    noImplicitThis: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    resolveJsonModule: true,
    strict: true,
    strictNullChecks: true,
    strictPropertyInitialization: true,
    stripInternal: true,
    target: "ES2018",
    incremental: true,
    skipLibCheck: true,
  },
  include: ["**/*.ts"],
  exclude: ["node_modules", "cdktf.out"],
});

/** The template's `main.ts`, with an estate in it, written as the template is: a stack class, and all in one file. */
export const templateMain = `
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { App } from "cdktf";
import { ApprovalGroup, Identity, JitEstate, JitRole, Target, Team } from "leasehold";
import { loadEstate } from "leasehold/estate";
import schema from "leasehold/schema.json";

const app = new App();
const estate = new JitEstate(app, "acme", { policy: { governance: "security" } });
const person = (id: string, number: number) =>
  new Identity(estate, id, {
    kind: "person",
    github: { login: id, id: number },
    aws: { user: \`arn:aws:iam::111122223333:user/\${id}\` },
    gcp: { member: \`user:\${id}@acme.example\` },
  });
const dana = person("dana", 1);
const frank = person("frank", 2);
const hana = person("hana", 3);
const payments = new Team(estate, "payments", { members: [dana] });
const platform = new Team(estate, "platform", { members: [frank] });
new Team(estate, "security", { members: [hana] });
const prod = new Target(estate, "prod", { owner: platform, aws: { account: "111122223333", region: "eu-central-1" } });
const cloud = new Target(estate, "cloud", { owner: platform, gcp: { project: "acme-prod" } });
const role = new JitRole(estate, "operator", {
  description: "Restart of machines",
  owners: { entitlement: payments },
  sensitivity: "moderate",
  eligible: [dana],
  maxTtl: "2h",
  approval: { steps: [{ group: new ApprovalGroup(estate, "approvers", { team: platform, members: [frank] }) }] },
  aws: { targets: [prod], statements: [{ actions: ["ec2:RebootInstances"], resources: ["*"] }] },
  gcp: { targets: [cloud], roles: ["roles/cloudsql.viewer"] },
});
role.grant(dana, { name: "shift", start: "2026-01-05T09:00:00Z", ttl: "1h" });
new DynamodbTable(prod, "orders", { name: "orders", hashKey: "id", attribute: [{ name: "id", type: "S" }] });
app.synth();
console.log(typeof loadEstate, Object.keys(schema).length > 2);
`;

/** The same in plain JavaScript, before what differs between CommonJS and ES modules. */
export const body = templateMain
  .split("\n")
  .filter((line) => !line.startsWith("import"))
  .join("\n")
  .replace("(id: string, number: number)", "(id, number)");

/** What uses every export by its types. */
export const typed = `
import { JitEstate, type JitRoleProps, type TargetProps } from "leasehold";
import { loadEstate, type Estate } from "leasehold/estate";
import schema from "leasehold/schema.json";

export const props: Pick<JitRoleProps, "maxTtl"> = { maxTtl: "1h" };
export const target: TargetProps = { owner: "platform", gcp: { project: "acme" } };
export const estate: Estate | undefined = loadEstate("access").estate;
export const seconds: number = estate?.policy.cooldown ?? 0;
export const from: typeof JitEstate.fromDirectory = JitEstate.fromDirectory;
export const title: object = schema;
// @ts-expect-error a duration is text
export const wrong: Pick<JitRoleProps, "maxTtl"> = { maxTtl: 1 };
`;
