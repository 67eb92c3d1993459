import recorded from "../data/plan-shapes.json";

/** What a plan says of a change, without the state before it. */
export interface Change {
  readonly actions: readonly string[];
  readonly after: unknown;
  readonly after_unknown: unknown;
  readonly after_sensitive: unknown;
  readonly replace_paths?: unknown;
  readonly action_reason?: string;
}

/** How a resource type looks in each part of a plan. Strings may hold places (see `template`). */
export interface Shape {
  /** The resource's name in its module. */
  readonly name: string;
  readonly provider: "aws" | "google" | "helm" | "kubernetes";
  readonly schema_version: number;
  /** The resource's arguments in the configuration. */
  readonly expressions: unknown;
  readonly depends_on: readonly string[];
  readonly created: Change;
  readonly existing: { readonly values: Readonly<Record<string, unknown>>; readonly sensitive: unknown };
  /** An update or a replacement; where none was recorded, tags and the like stay as they are. */
  readonly changed: Change;
}

const aws: Record<string, Shape> = Object.fromEntries(
  Object.entries(recorded.types).map(([type, shape]) => [type, enlarge(type, { ...shape, provider: "aws" })]),
);

/** A deferred `data.aws_iam_policy_document`, which a plan lists among its changes. */
export const deferredDocument = recorded.deferred;

/** A known `data.aws_iam_policy_document`, which stands in the prior state alone. */
export const knownDocument = recorded.trust;

/** By resource type. Those of AWS were recorded; no provider for the others is at hand, so they are written after their documentation. */
export const shapes: Readonly<Record<string, Shape>> = {
  ...aws,
  google_project_iam_member: written(
    "google",
    "oncall",
    {
      condition: [
        {
          description: "",
          expression: 'request.time < timestamp("2026-12-01T06:00:00Z")',
          title: "until-{{slug}}",
        },
      ],
      etag: "BwYQ4x9{{key}}=",
      id: "acme-orders/roles/logging.viewer/group:{{slug}}@acme.example",
      member: "group:{{slug}}@acme.example",
      project: "acme-orders",
      role: "roles/logging.viewer",
    },
    { condition: [{}] },
    ["etag", "id"],
    { member: { references: ["local.group"] }, project: { references: ["var.project"] } },
  ),
  helm_release: written(
    "helm",
    "release",
    {
      atomic: false,
      chart: "ingress",
      cleanup_on_fail: false,
      create_namespace: true,
      dependency_update: false,
      description: null,
      devel: null,
      disable_crd_hooks: false,
      disable_openapi_validation: false,
      disable_webhooks: false,
      force_update: false,
      id: "{{slug}}",
      keyring: null,
      lint: false,
      manifest: null,
      max_history: 10,
      metadata: [{ app_version: "1.14.2", chart: "ingress", name: "{{slug}}", namespace: "{{slug}}", revision: 7 }],
      name: "{{slug}}",
      namespace: "{{slug}}",
      pass_credentials: false,
      postrender: [],
      recreate_pods: false,
      render_subchart_notes: true,
      replace: false,
      repository: "https://charts.acme.example",
      reset_values: false,
      reuse_values: false,
      set: [{ name: "controller.replicaCount", type: "", value: "3" }],
      set_list: [],
      set_sensitive: [],
      skip_crds: false,
      status: "deployed",
      timeout: 300,
      values: ["{{long}}"],
      verify: false,
      version: "4.12.1",
      wait: true,
      wait_for_jobs: false,
    },
    { metadata: [{}], postrender: [], set: [{}], set_list: [], set_sensitive: [], values: [false] },
    ["id", "manifest", "metadata", "status"],
    { name: { references: ["local.slug"] }, values: { references: ["path.module", "local.slug"] } },
  ),
  kubernetes_config_map: written(
    "kubernetes",
    "settings",
    {
      binary_data: {},
      data: { "application.yaml": "{{long}}", "logging.properties": "{{short}}" },
      id: "{{slug}}/settings",
      immutable: false,
      metadata: [
        {
          annotations: {},
          generate_name: "",
          generation: 0,
          labels: { "app.kubernetes.io/name": "{{slug}}" },
          name: "settings-{{key}}",
          namespace: "{{slug}}",
          resource_version: "48211097",
          uid: "5f1e8c1e-7b1a-4e0e-9f63-5b6c1f7d2a11",
        },
      ],
    },
    { binary_data: {}, data: {}, metadata: [{ annotations: {}, labels: {} }] },
    ["id"],
    { data: { references: ["path.module"] }, metadata: [{ name: { references: ["each.key"] } }] },
  ),
};

/** Real functions and alarms carry more than the recorded ones: settings, and a text for whoever is on call. */
function enlarge(type: string, shape: Shape): Shape {
  if (type === "aws_lambda_function") return withSettings(shape, { environment: [{ variables: settings() }] });
  if (type === "aws_cloudwatch_metric_alarm") return withSettings(shape, { alarm_description: "{{short}}" });
  if (type === "aws_ssm_parameter") return withSettings(shape, { description: "{{short}}" });
  return shape;
}

function settings(): Record<string, string> {
  const names = ["STAGE", "TOKEN", "LOG_LEVEL", "QUEUE_URL", "TABLE_NAME", "OTEL_RESOURCE_ATTRIBUTES", "NODE_OPTIONS"];
  return { ...Object.fromEntries(names.map((name) => [name, `{{slug}}-${name.toLowerCase()}`])), RULES: "{{long}}" };
}

function withSettings(shape: Shape, more: Readonly<Record<string, unknown>>): Shape {
  const changed = (change: Change): Change => ({ ...change, after: { ...(change.after as object), ...more } });
  return {
    ...shape,
    created: changed(shape.created),
    changed: changed(shape.changed),
    existing: { ...shape.existing, values: { ...shape.existing.values, ...more } },
  };
}

function written(
  provider: Shape["provider"],
  name: string,
  values: Readonly<Record<string, unknown>>,
  sensitive: unknown,
  computed: readonly string[],
  expressions: unknown,
): Shape {
  const known = Object.fromEntries(Object.entries(values).filter(([attribute]) => !computed.includes(attribute)));
  const unknown = Object.fromEntries(computed.map((attribute) => [attribute, true]));
  return {
    name,
    provider,
    schema_version: 0,
    expressions,
    depends_on: [],
    created: { actions: ["create"], after: known, after_unknown: unknown, after_sensitive: sensitive },
    existing: { values, sensitive },
    changed: { actions: ["update"], after: values, after_unknown: {}, after_sensitive: sensitive },
  };
}
