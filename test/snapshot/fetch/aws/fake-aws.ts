import type { AwsApis, AwsClients, AwsCredentials, AwsService } from "../../../../src/snapshot/fetch/aws/apis";
import { AwsSession } from "../../../../src/snapshot/fetch/aws/session";
import { impatient } from "../space";

/** What an operation answers to the input of its n-th call. */
export type Answer = (input: Readonly<Record<string, unknown>>, call: number) => unknown;
export type Answers = { readonly [S in AwsService]?: { readonly [O in keyof AwsApis[S]]?: Answer } };

export interface FakeAws {
  readonly clients: AwsClients;
  readonly session: AwsSession;
  /** `iam:listRoles eu-central-1`, in the order in which they were made. */
  readonly calls: string[];
  readonly waits: readonly number[];
  /** How often credentials were taken up. */
  taken(): number;
}

/** APIs that answer from a table; an operation that it lacks is a fault of the test. */
export function fakeAws(
  answers: Answers,
  options: { readonly regions?: readonly string[]; readonly timeoutMs?: number } = {},
): FakeAws {
  const calls: string[] = [];
  const backoff = impatient();
  let taken = 0;
  const clientOf =
    <S extends AwsService>(service: S) =>
    ({ region, credentials }: { readonly region: string; readonly credentials: AwsCredentials }): AwsApis[S] =>
      new Proxy({} as AwsApis[S] & object, {
        get: (_, operation) =>
          operation === "destroy"
            ? () => {}
            : async (input: Readonly<Record<string, unknown>>) => {
                const name = `${service}:${String(operation)}`;
                calls.push(`${name} ${region}`);
                const answer = (answers[service] as Readonly<Record<string, Answer>> | undefined)?.[String(operation)];
                if (!answer) throw new Error(`${name} is not expected here`);
                const count = calls.filter((call) => call.startsWith(`${name} `)).length;
                const answered = await answer({ ...input, key: credentials.accessKeyId, region }, count);
                return { $metadata: { requestId: "1" }, ...(answered as object) };
              },
      });
  const clients: AwsClients = {
    iam: clientOf("iam"),
    sts: clientOf("sts"),
    organizations: clientOf("organizations"),
    sso: clientOf("sso"),
    identitystore: clientOf("identitystore"),
    rolesanywhere: clientOf("rolesanywhere"),
    "access-analyzer": clientOf("access-analyzer"),
  };
  const session = new AwsSession({
    regions: options.regions ?? ["eu-central-1"],
    clients,
    backoff,
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
    credentials: async () => {
      taken += 1;
      return { accessKeyId: `key-${taken}`, secretAccessKey: "very-secret", sessionToken: "very-token" };
    },
  });
  return { clients, session, calls, waits: backoff.waits, taken: () => taken };
}

/** An error as the SDK throws it. */
export function awsError(name: string, message = "", status = 400, more: object = {}): Error {
  const error = Object.assign(new Error(message), { $metadata: { httpStatusCode: status }, ...more });
  error.name = name;
  return error;
}

/** All that a part gives. */
export async function contentsOf(part: AsyncIterable<unknown>): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for await (const content of part) found.push(JSON.parse(JSON.stringify(content)));
  return found;
}
