/** Made and held by AWS itself; nobody else can make a role below this path. */
const serviceLinked = /^arn:[^:]+:iam::\d{12}:role\/aws-service-role\//;

/** Made by Identity Center in every account, for whoever is assigned the permission set there. */
const reserved =
  /^arn:[^:]+:iam::(\d{12}):role\/aws-reserved\/sso\.amazonaws\.com\/(?:[^/]+\/)?AWSReservedSSO_(.+)_[0-9a-f]{16}$/;

/** Is it a service-linked role? */
export function isServiceLinked(arn: string): boolean {
  return serviceLinked.test(arn);
}

/** The account and permission set of a role that Identity Center keeps. */
export function reservedRole(arn: string): { readonly account: string; readonly permissionSet: string } | undefined {
  const [, account, permissionSet] = reserved.exec(arn) ?? [];
  return account === undefined || permissionSet === undefined ? undefined : { account, permissionSet };
}

/**
 * Service agents whose domain is not named for their role's service: the agent's name in its address, and the roles that Google
 * grants it. Source: Google Cloud, "Service agents", which lists every agent with its role.
 */
const named: Readonly<Record<string, readonly string[]>> = {
  "cloud-filer": ["roles/file.serviceAgent"],
  "cloud-ml.google.com": ["roles/ml.serviceAgent"],
  "cloud-redis": ["roles/redis.serviceAgent"],
  "cloud-tpu": ["roles/tpu.serviceAgent"],
  "cloudbuild.gserviceaccount.com": ["roles/cloudbuild.builds.builder"],
  "cloudcomposer-accounts": ["roles/composer.serviceAgent", "roles/composer.ServiceAgentV2Ext"],
  "cloudservices.gserviceaccount.com": ["roles/editor"],
  "compute-system": ["roles/compute.serviceAgent"],
  "container-analysis": ["roles/containeranalysis.ServiceAgent"],
  "container-engine-robot": ["roles/container.serviceAgent"],
  containerregistry: ["roles/containerregistry.ServiceAgent"],
  "dataflow-service-producer-prod": ["roles/dataflow.serviceAgent"],
  "dataproc-accounts": ["roles/dataproc.serviceAgent"],
  "dlp-api": ["roles/dlp.serviceAgent"],
  "endpoints-portal": ["roles/endpointsportal.serviceAgent"],
  "firebase-rules": ["roles/firebaserules.system"],
  "gae-api-prod.google.com": ["roles/appengine.serviceAgent", "roles/appengineflex.serviceAgent"],
  "gcf-admin-robot": ["roles/cloudfunctions.serviceAgent"],
  "gcp-gae-service": ["roles/appengine.serviceAgent"],
  "gcp-sa-anthosidentityservice": ["roles/anthosidentityservice.serviceAgent"],
  "gcp-sa-cloud-sql": ["roles/cloudsql.serviceAgent"],
  "gcp-sa-computescanning": ["roles/computescanning.serviceAgent"],
  "gcp-sa-gkehub": ["roles/gkehub.serviceAgent"],
  "gcp-sa-ktd-control": ["roles/containerthreatdetection.serviceAgent"],
  "gcp-sa-ktd-hpsa": ["roles/containerthreatdetection.serviceAgent", "roles/securitycenter.controlServiceAgent"],
  "gcp-sa-mi": ["roles/managedidentities.serviceAgent"],
  "gcp-sa-nss-hpsa": ["roles/securitycenter.notificationServiceAgent"],
  "gcp-sa-pam": [
    "roles/privilegedaccessmanager.serviceAgent",
    "roles/privilegedaccessmanager.folderServiceAgent",
    "roles/privilegedaccessmanager.organizationServiceAgent",
  ],
  "gcp-sa-prod-bigqueryomni": ["roles/bigqueryomni.serviceAgent"],
  "gcp-sa-scc-notification": ["roles/securitycenter.notificationServiceAgent"],
  "gcp-sa-security-center-api": [
    "roles/securitycenter.serviceAgent",
    "roles/securitycenter.securityHealthAnalyticsServiceAgent",
    "roles/securitycenter.automationServiceAgent",
  ],
  "gcp-sa-vertex-rag": ["roles/aiplatform.ragServiceAgent"],
  "gcp-sa-vpcaccess": ["roles/vpcaccess.serviceAgent"],
  remotebuildexecution: ["roles/remotebuildexecution.serviceAgent"],
  "security-center-api": [
    "roles/securitycenter.serviceAgent",
    "roles/securitycenter.securityHealthAnalyticsServiceAgent",
    "roles/securitycenter.automationServiceAgent",
  ],
  "serverless-robot-prod": ["roles/run.serviceAgent"],
  "service-networking": ["roles/servicenetworking.serviceAgent"],
  "sourcerepo-service-accounts": ["roles/sourcerepo.serviceAgent"],
};

/** Roles that exist only for Google's own agents. */
const agentRole = /^roles\/([a-z0-9]+)\.(?:[A-Za-z]*[sS]erviceAgent(?:V2Ext)?)$/;

/**
 * Is it a service agent of Google's that holds just what Google grants it? One that somebody has given more, such as Owner, is not
 * explained by being Google's.
 */
export function isGrantedByGoogle(member: string, role: string): boolean {
  const agent = agentOf(member);
  if (agent === undefined) return false;
  if (named[agent]?.includes(role) === true) return true;
  const service = agentRole.exec(role)?.[1];
  const own = /^gcp-sa-(?:prod-)?(.+)$/.exec(agent)?.[1]?.replaceAll("-", "");
  return service !== undefined && own !== undefined && (own.startsWith(service) || service.startsWith(own));
}

/** The name under which Google knows the agent: the domain of its address, short where it is the usual one. */
function agentOf(member: string): string | undefined {
  const [, local = "", domain = ""] = /^serviceAccount:([^@]+)@(.+)$/.exec(member) ?? [];
  // One number is a project's: agents of organizations and folders say so.
  if (!/^(?:service-(?:org-|folder-)?)?\d{4,}$/.test(local)) return undefined;
  const short = /^(.+)\.iam\.gserviceaccount\.com$/.exec(domain)?.[1];
  const own = /^(.+)\.gserviceaccount\.com$/.exec(domain)?.[1];
  if (short !== undefined) return /^service-/.test(local) ? short : undefined;
  if (own === "cloudservices" || own === "cloudbuild") return /^\d+$/.test(local) ? domain : undefined;
  return Object.hasOwn(named, domain) ? domain : undefined;
}
