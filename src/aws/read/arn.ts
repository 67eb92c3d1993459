/** The parts of an ARN; `resource` keeps its colons. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** Takes an ARN apart; `undefined` for anything else. */
export function parseArn(text: string): Arn | undefined {
  const [arn, partition = "", service = "", region = "", account = "", ...rest] = text.split(":");
  if (arn !== "arn" || partition === "" || service === "" || rest.length === 0) return undefined;
  return { partition, service, region, account, resource: rest.join(":") };
}

/** The account that an ARN or an account id names; `undefined` where none stands. */
export function accountOfText(text: string): string | undefined {
  if (isAccountId(text)) return text;
  const account = parseArn(text)?.account;
  return account !== undefined && isAccountId(account) ? account : undefined;
}

export function isAccountId(text: string): boolean {
  return /^\d{12}$/.test(text);
}
