/**
 * Which types of resources may be about access. All others are passed over unread, unless a text in them looks like a
 * policy, or a policy of theirs is not known yet (`filter.ts`); so a type that is missing here costs what it grants by
 * other attributes than policies, and one too many costs only time.
 */
interface Family {
  /** Why those are read. */
  readonly because: string;
  readonly types: RegExp;
}

const families: readonly Family[] = [
  { because: "users, roles, groups, policies, credentials and federation of an account", types: /^aws_iam_/ },
  { because: "permission sets and their assignments", types: /^aws_(ssoadmin|identitystore|sso)_/ },
  { because: "sessions for certificates", types: /^aws_rolesanywhere_/ },
  { because: "organization policies, and who may administer", types: /^aws_organizations?_/ },
  { because: "identities for those who are signed in elsewhere", types: /^aws_cognito_identity_/ },
  {
    because: "access to clusters, roles of pods, and the issuer that vouches for pods",
    types: /^aws_eks_(access|pod_identity|cluster|identity_provider)/,
  },
  { because: "permissions in statement style", types: /^aws_.*_permissions?(_|$)/ },
  { because: "keys, their policies and grants", types: /^aws_kms_/ },
  { because: "resources shared with other accounts", types: /^aws_ram_/ },
  { because: "permissions on tables and on what lies in buckets", types: /^aws_(lakeformation|s3control)_/ },
  { because: "resource policies, whatever the service", types: /^aws_.*_polic(y|ies)(_|$)/ },
  {
    because: "access that buckets give by lists",
    types: /^aws_s3_(bucket|object)_(acl|public_access_block|ownership)/,
  },
  { because: "what keeps all buckets of an account from the public", types: /^aws_s3_account_public_access_block$/ },
  { because: "snapshots shared with other accounts", types: /^aws_db_(cluster_)?snapshot(_copy)?$/ },
  {
    because: "who CloudFront is where it reads a bucket and writes its logs",
    types: /^aws_cloudfront_(origin_access_identity|log_delivery_canonical_user_id)$/,
  },
  {
    because: "whose account it is, and which accounts are AWS's own",
    types: /^aws_(caller_identity|partition|canonical_user_id|region|.*service_account)$/,
  },
  { because: "keys that let somebody in", types: /^aws_(key_pair|transfer_ssh_key|transfer_user|lightsail_key_pair)$/ },
  { because: "bindings, members and policies of any service", types: /^google_.*iam(_|$)/ },
  { because: "accounts of services and their keys", types: /^google_service_account/ },
  {
    because: "what Google's own services run as",
    types: /^google_(logging_.+_sink|sql_database_instance|project_service_identity|.+_service_(account|agent))$/,
  },
  { because: "static keys", types: /^google_(storage_hmac_key|apikeys_key)$/ },
  { because: "SSH keys for all machines of a project", types: /^google_compute_(project|instance)_metadata/ },
  { because: "access that datasets give by lists", types: /^google_bigquery_dataset(_access)?$/ },
  { because: "access that buckets and objects give by lists", types: /^google_storage_.*(_acl|_access_control)$/ },
  { because: "groups, whose members have what the group has", types: /^google_cloud_identity_/ },
  { because: "Google's own just-in-time access", types: /^google_privileged_access_manager_/ },
  {
    because: "organization policies",
    types: /^google_(org_policy_|organization_policy|folder_organization_policy|project_organization_policy)/,
  },
  {
    because: "whose project, folder or organization it is",
    types: /^google_(project|projects|folder|organization|client_config|client_openid_userinfo)$/,
  },
  { because: "credentials of applications", types: /^azuread_/ },
  { because: "leases of leasehold's own provider", types: /^leasehold_/ },
];

const known = new Map<string, boolean>();

/** May resources of this type be about access, whatever stands in them? */
export function mayBeAboutAccess(type: string): boolean {
  let answer = known.get(type);
  if (answer === undefined) {
    answer = families.some(({ types }) => types.test(type));
    // What stands in a plan may be anything: no more names than there are types.
    if (known.size < 10_000) known.set(type, answer);
  }
  return answer;
}
