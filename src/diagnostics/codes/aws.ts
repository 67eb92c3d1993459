/** What AWS cannot hold or enforce: quotas, characters, partitions, persistence. */
export const aws = {};
