import type { Privilege } from "../../facts/privilege";

/**
 * What the risk tags lack or leave vague, reviewed by hand against Google's IAM permissions reference; gravest first. Services
 * are written short: `iam.googleapis.com/workloadIdentityPools.create` is matched as `iam.workloadIdentityPools.create`.
 */
export const overlay: readonly { readonly privilege: Privilege; readonly permissions: readonly RegExp[] }[] = [
  {
    privilege: "administrative",
    // Who sets the policy of a project, or of what is above it, gives itself everything there.
    permissions: [/^resourcemanager\.(projects|folders|organizations)\.setIamPolicy$/],
  },
  {
    privilege: "escalation",
    permissions: [
      /\.setIamPolicy$/,
      // Acting as another.
      /^iam\.serviceAccounts\.(actAs|getAccessToken|getOpenIdToken|implicitDelegation|signBlob|signJwt)$/,
      /^compute\.(instances\.(setMetadata|setServiceAccount)|projects\.setCommonInstanceMetadata)$/,
      /^cloudbuild\.builds\.(create|update|approve)$/,
      /^deploymentmanager\.deployments\.(create|update)$/,
      /^container\.clusters\.impersonate$/,
      /^container\.(mutatingWebhookConfigurations|validatingWebhookConfigurations)\.(create|update)$/,
      /^container\.certificateSigningRequests\.(approve|updateStatus)$/,
      // What a role holds, and whom to trust.
      /^iam\.roles\.(update|undelete)$/,
      /^iam\.(workloadIdentity|workforce)Pool(s|Providers|ProviderKeys|Namespaces|ManagedIdentities)\.(create|update|undelete|setAttestationRules)$/,
      /^privilegedaccessmanager\.(entitlements\.(create|update|setIamPolicy)|grants\.approve)$/,
      // Guardrails.
      /^orgpolicy\.(policy\.set|policies\.(create|update|delete)|customConstraints\.(create|update|delete))$/,
      /^iam\.(denypolicies|principalaccessboundarypolicies)\.(update|delete|unbind)$/,
      /\.(update|delete)PolicyBinding$/,
      /^accesscontextmanager\.(servicePerimeters|accessLevels|policies|gcpUserAccessBindings)\.(update|delete|commit|replaceAll)$/,
      /^resourcemanager\.(tagValueBindings\.(create|delete)|hierarchyNodes\.(create|delete)TagBinding)$/,
    ],
  },
  {
    privilege: "credential-exposure",
    permissions: [
      /^iam\.(serviceAccountKeys\.(create|enable|undelete)|serviceAccountApiKeyBindings\.(create|undelete)|oauthClientCredentials\.(create|get))$/,
      /^storage\.hmacKeys\.(create|update)$/,
      /^apikeys\.keys\.(create|getKeyString|undelete)$/,
      /^serviceusage\.apiKeys\.(create|get|regenerate|revert)$/,
      /^secretmanager\.versions\.access$/,
      /^clientauthconfig\.clients\.(getWithSecret|listWithSecrets|createSecret)$/,
      /^(cloudsql|alloydb)\.users\.(create|update)$/,
      /^cloudsql\.sslCerts\.create$/,
      /^datastore\.userCreds\.(create|update|enable|resetPassword)$/,
      /^cloudkms\.cryptoKeyVersions\.(useToSign|managePqcSign)$/,
      /^privateca\.(certificates\.create|certificateAuthorities\.(create|update))/,
      /^publicca\.externalAccountKeys\.create$/,
      /^redis\.(instances|clusters)\.getAuthString$/,
      /^container\.secrets\.(get|list|create|update)$/,
      /^managedidentities\.domains\.resetpassword$/,
      /^vmwareengine\.privateClouds\.(show|reset)\w*Credentials$/,
      /^(apigee\.appkeys|edgecontainer\.apikeys)\.(create|get)$/,
      /^recaptchaenterprise\.keys\.retrievelegacysecretkey$/,
      /^run\.\w+\.ssh(Read|Root)$/,
      /^cloudbuild\.repositories\.accessRead(Write)?Token$/,
      /\.(acquire|compute|exchange|fetch|generate|get|mint|provision|retrieve)(AndStore)?\w*(AccessToken|OAuthToken|ReadToken|ReadWriteToken|AuthCredentials|Credentials?|Secret)s?$/,
    ],
  },
  {
    privilege: "data",
    permissions: [
      /^storage\.(objects\.(get|create|update|delete|move|restore)|multipartUploads\.create)$/,
      /^bigquery\.tables\.(create|delete|getData|updateData|export|replicateData|createSnapshot|restoreSnapshot|deleteSnapshot)$/,
      /^bigquery\.(models\.(getData|updateData|export|delete)|readsessions\.getData|datasets\.(link|delete))$/,
      /^spanner\.(databases\.(read|select|write|begin\w+|partition\w+|useDataBoost|runGraphAlgorithms|createBackup|drop)|backups\.(copy|create|restoreDatabase))$/,
      /^datastore\.(entities\.(create|delete|get|list|update)|databases\.(export|import|bulkDelete|clone|delete)|backups\.restoreDatabase)$/,
      /^bigtable\.\w+\.(mutateRows|readRows|sampleRowKeys|executeQuery|read)$/,
      /^(cloudsql|alloydb)\.(instances\.(connect|login|executeSql\w*|export|import|clone|restoreBackup|delete)|users\.login|backupRuns\.export)$/,
      /^(memorystore|redis)\.\w+\.(connect|export|import)$/,
      /^(firebasedatabase\.instances\.update|firebasedataconnect\.connectors\.impersonate\w+)$/,
      /^firebaseauth\.users\.(get|create|update|delete|createSession|sendEmail)$/,
      /^pubsub\.(topics\.publish|subscriptions\.consume|snapshots\.seek)$/,
      /^logging\.(privateLogEntries\.list|fields\.access|buckets\.copyLogEntries|logs\.delete)$/,
      /^cloudkms\.cryptoKeyVersions\.(useTo(Decrypt|Encrypt|Decapsulate)\w*|manageRaw\w+|destroy)$/,
      /^secretmanager\.(versions\.(add|destroy)|secrets\.delete)$/,
      /^artifactregistry\.(repositories\.(downloadArtifacts|uploadArtifacts|deleteArtifacts|readViaVirtualRepository)|files\.(download|upload))$/,
      /^source\.repos\.(get|update)$/,
      /^container\.pods\.(attach|getLogs|portForward|proxy)$/,
      /^compute\.(disks\.createSnapshot|snapshots\.create|machineImages\.create|instances\.getGuestAttributes)$/,
      /^healthcare\.(fhirResources|hl7V2Messages|dicomStores\.dicomWeb|fhirStores\.(executeBundle|explainDataAccess|export|import|searchResources))/,
      /^(?!cloudasset\.)\S+\.(download|upload|export|import)\w*$/,
    ],
  },
];

/** Permissions that only look, though their verbs do not say so. */
export const looking: readonly RegExp[] = [
  /^(service(usage|networking)\.services|eventarc\.messageBuses)\.use$/,
  /^container\.(clusters\.connect|tokenReviews\.create|selfSubjectAccessReviews\.create|selfSubjectRulesReviews\.create)$/,
  /^logging\.queries\.usePrivate$/,
  /^cloudasset\.assets\.export\w+$/,
  /^securitycenter\.\w+\.group$/,
  /^cloud(tasks\.tasks|scheduler\.jobs)\.fullView$/,
  /\.generate(ConsistencyToken|Open(API|Api)Spec|ConnectManifest)$/,
];

/** First words of the last part of a permission that only looks at settings and names. All others change something. */
export const readingVerbs: ReadonlySet<string> = new Set([
  ..."aggregate analyze calculate check compute count describe discover enumerate estimate evaluate explain explore fetch find".split(
    " ",
  ),
  ..."get introspect list lookup ping preview query read report search show simulate summarize test troubleshoot".split(
    " ",
  ),
  ..."validate verify view wait watch".split(" "),
]);
