import type { AccessKeysAnswer } from "./answers";
import { type Instances, present } from "./instances";

/** Access keys of users, and the root user's. Of a key's id only the last four characters go any further (law 6). */
export function addAccessKeys(
  { Users, SummaryMap }: AccessKeysAnswer,
  account: string | undefined,
  arns: ReadonlyMap<string, string>,
  to: Instances,
): void {
  for (const { UserName: user, AccessKeys } of Users) {
    const owner = arns.get(user) ?? `user ${user} of account ${account ?? "(unknown)"}`;
    for (const { AccessKeyId: id, Status: status, CreateDate } of AccessKeys) {
      const values = present({ user, status, create_date: CreateDate });
      to.add("aws_iam_access_key", `${owner} access key …${id.slice(-4)}`, user, values);
    }
  }
  if ((SummaryMap?.AccountAccessKeysPresent ?? 0) > 0) {
    // Whether it is active is not told, so that it may be.
    const root = rootOf(account, arns);
    to.add("aws_iam_access_key", `${root} access key`, "root", { user: root });
  }
}

function rootOf(account: string | undefined, arns: ReadonlyMap<string, string>): string {
  const [some = "arn:aws"] = arns.values();
  return `arn:${some.split(":")[1] ?? "aws"}:iam::${account ?? ""}:root`;
}
