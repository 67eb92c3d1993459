/** Bindings that Google makes by itself with each bucket and dataset (Cloud Storage, "Default bucket policies"; BigQuery, basic roles). */
const made: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  google_storage_bucket: {
    "roles/storage.legacyBucketOwner": ["projectEditor", "projectOwner"],
    "roles/storage.legacyObjectOwner": ["projectEditor", "projectOwner"],
    "roles/storage.legacyBucketReader": ["projectViewer"],
    "roles/storage.legacyObjectReader": ["projectViewer"],
  },
  google_bigquery_dataset: {
    "roles/bigquery.dataOwner": ["projectOwner"],
    "roles/bigquery.dataEditor": ["projectEditor"],
    "roles/bigquery.dataViewer": ["projectViewer"],
  },
};

/**
 * Is it what the cloud gives to the owners, editors and viewers of a project on whatever they keep there? Whoever they are is
 * judged where the project's own role is given.
 *
 * @param type as `PolicyPlace.type`
 * @param project the id of the project in which the resource lies
 */
export function isCloudMade(type: string, role: string, member: string, project: string | undefined): boolean {
  const [, kind = "", of] = /^(project(?:Owner|Editor|Viewer)):(.+)$/.exec(member) ?? [];
  return of !== undefined && of === project && made[type]?.[role]?.includes(kind) === true;
}
