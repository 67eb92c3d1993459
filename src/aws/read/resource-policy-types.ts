/** How one type of resource holds the policy of a resource. */
export interface ResourcePolicyType {
  /** The prefixes of the resource's actions. */
  readonly services: readonly string[];
  /** The argument that holds the policy. */
  readonly argument: string;
  /** The argument that names the resource; absent where the type is the resource itself. */
  readonly of?: string;
}

/** `services argument [of]`, services joined by commas. */
const rows: Readonly<Record<string, string>> = {
  aws_acmpca_policy: "acm-pca policy resource_arn",
  aws_api_gateway_rest_api: "execute-api policy",
  aws_api_gateway_rest_api_policy: "execute-api policy rest_api_id",
  aws_api_gateway_domain_name: "execute-api policy",
  aws_backup_vault_policy: "backup policy backup_vault_name",
  aws_bedrock_resource_policy: "bedrock policy resource_arn",
  aws_cloudsearch_domain_service_access_policy: "cloudsearch access_policy domain_name",
  aws_cloudwatch_event_bus_policy: "events policy event_bus_name",
  aws_cloudwatch_log_destination_policy: "logs access_policy destination_name",
  aws_cloudwatch_log_resource_policy: "logs policy_document policy_name",
  aws_codeartifact_domain_permissions_policy: "codeartifact,sts policy_document domain",
  aws_codeartifact_repository_permissions_policy: "codeartifact policy_document repository",
  aws_codebuild_resource_policy: "codebuild policy resource_arn",
  aws_dynamodb_resource_policy: "dynamodb policy resource_arn",
  aws_ecr_registry_policy: "ecr policy",
  aws_ecr_repository_creation_template: "ecr repository_policy prefix",
  aws_ecr_repository_policy: "ecr policy repository",
  aws_ecrpublic_repository_policy: "ecr-public policy repository_name",
  aws_efs_file_system_policy: "elasticfilesystem policy file_system_id",
  aws_elasticsearch_domain: "es access_policies",
  aws_elasticsearch_domain_policy: "es access_policies domain_name",
  aws_glacier_vault: "glacier access_policy",
  aws_glacier_vault_lock: "glacier policy vault_name",
  aws_glue_resource_policy: "glue policy",
  aws_kinesis_resource_policy: "kinesis policy resource_arn",
  aws_kms_external_key: "kms policy",
  aws_kms_key: "kms policy",
  aws_kms_key_policy: "kms policy key_id",
  aws_kms_replica_external_key: "kms policy",
  aws_kms_replica_key: "kms policy",
  aws_media_store_container_policy: "mediastore policy container_name",
  aws_msk_cluster_policy: "kafka,kafka-cluster policy cluster_arn",
  aws_networkfirewall_resource_policy: "network-firewall policy resource_arn",
  aws_oam_sink_policy: "oam policy sink_identifier",
  aws_opensearch_domain: "es access_policies",
  aws_opensearch_domain_policy: "es access_policies domain_name",
  aws_organizations_resource_policy: "organizations content",
  aws_redshift_resource_policy: "redshift policy resource_arn",
  aws_redshiftserverless_resource_policy: "redshift-serverless policy resource_arn",
  aws_s3_access_point: "s3 policy",
  aws_s3_bucket: "s3 policy",
  aws_s3_bucket_policy: "s3 policy bucket",
  aws_s3control_access_grants_instance_resource_policy: "s3 policy",
  aws_s3control_access_point_policy: "s3 policy access_point_arn",
  aws_s3control_bucket_policy: "s3-outposts policy bucket",
  aws_s3control_object_lambda_access_point_policy: "s3-object-lambda policy name",
  aws_s3tables_table_bucket_policy: "s3tables resource_policy table_bucket_arn",
  aws_s3tables_table_policy: "s3tables resource_policy name",
  aws_sagemaker_model_package_group_policy: "sagemaker resource_policy model_package_group_name",
  aws_schemas_registry_policy: "schemas policy registry_name",
  aws_secretsmanager_secret: "secretsmanager policy",
  aws_secretsmanager_secret_policy: "secretsmanager policy secret_arn",
  aws_ses_identity_policy: "ses policy identity",
  aws_sesv2_email_identity_policy: "ses policy email_identity",
  aws_sns_topic: "sns policy",
  aws_sns_topic_policy: "sns policy arn",
  aws_sqs_queue: "sqs policy",
  aws_sqs_queue_policy: "sqs policy queue_url",
  aws_ssmincidents_resource_policy: "ssm-incidents policy",
  aws_vpclattice_auth_policy: "vpc-lattice-svcs policy resource_identifier",
  aws_vpclattice_resource_policy: "vpc-lattice policy resource_arn",
  aws_xray_resource_policy: "xray policy_document policy_name",
};

/** What the type is known to hold as the policy of a resource. */
export function resourcePolicyType(type: string): ResourcePolicyType | undefined {
  const row = Object.hasOwn(rows, type) ? rows[type] : undefined;
  if (row === undefined) return undefined;
  const [services = "", argument = "", of] = row.split(" ");
  return { services: services.split(","), argument, ...(of === undefined ? {} : { of }) };
}

/** Is a resource of this type nothing but the policy of another, or of its service in the account? */
export function isOnlyPolicy(type: string): boolean {
  return resourcePolicyType(type) !== undefined && /_policy$/.test(type);
}

/** Arguments whose text has the form of an IAM policy and gives nobody anything: limits, sessions, stored contents. */
const notAccess: Readonly<Record<string, readonly string[]>> = {
  aws_cloudformation_stack: ["policy_body", "template_body", "parameters"],
  aws_cloudwatch_log_account_policy: ["policy_document"],
  aws_ecr_lifecycle_policy: ["policy"],
  aws_ecs_task_definition: ["container_definitions"],
  aws_iot_policy_attachment: ["policy"],
  aws_lambda_function: ["environment"],
  aws_launch_template: ["user_data"],
  aws_instance: ["user_data", "user_data_base64"],
  aws_organizations_policy: ["content"],
  aws_ram_permission: ["policy_template"],
  aws_rolesanywhere_profile: ["session_policy"],
  aws_s3_bucket_object: ["content"],
  aws_s3_object: ["content"],
  aws_secretsmanager_secret_version: ["secret_string", "secret_string_wo"],
  aws_ssm_document: ["content"],
  aws_ssm_parameter: ["value", "value_wo", "insecure_value"],
  aws_transfer_access: ["policy"],
  aws_transfer_user: ["policy"],
  aws_vpc_endpoint: ["policy"],
  aws_vpc_endpoint_policy: ["policy"],
};

/** Read as what identities may do. */
const ofIdentities: ReadonlySet<string> = new Set([
  "aws_iam_policy",
  "aws_iam_role",
  "aws_iam_role_policy",
  "aws_iam_user_policy",
  "aws_iam_group_policy",
  "aws_ssoadmin_permission_set_inline_policy",
]);

/** Of no cloud, or of one that has no IAM policies of AWS's form. */
const otherClouds =
  /^(?:terraform_data$|null_|local_|random_|time_|template_|tls_|archive_|external_|http_|google_|azure|azuread_|kubernetes_|helm_)/;

/** May a text in this argument be the policy of a resource? */
export function mayGrant(type: string, argument: string): boolean {
  if (ofIdentities.has(type) || otherClouds.test(type) || type.endsWith("_data_protection_policy")) return false;
  if (argument === "tags" || argument === "tags_all") return false;
  return !(Object.hasOwn(notAccess, type) && notAccess[type]?.includes(argument) === true);
}

/** Arguments that hold a policy whenever they hold anything, in types that are in no table. */
export function isPolicyArgument(type: string, argument: string): boolean {
  if (!/^awscc?_/.test(type)) return false;
  return ["policy", "policy_document", "resource_policy", "access_policy", "access_policies"].includes(argument);
}
