/** What GCP cannot hold or enforce: quotas, conditions, persistence. */
export const gcp = {};
