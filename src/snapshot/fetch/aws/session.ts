import { type Backoff, persist } from "../backoff";
import { AskError } from "../errors";
import type { AwsApis, AwsClients, AwsCredentials, AwsService } from "./apis";
import { nameOf, troubleOf } from "./trouble";

export interface AwsSessionOptions {
  /** At least one; services without regions are asked in the first. */
  readonly regions: readonly string[];
  readonly clients: AwsClients;
  /** Takes up credentials anew each time. */
  readonly credentials: () => Promise<AwsCredentials>;
  readonly backoff: Backoff;
}

/** Credentials that end within this time are not begun with: five minutes, as the SDK does. */
const marginMs = 300_000;

/** Asks AWS in the name of one principal, and takes up its credentials anew when they run out. */
export class AwsSession {
  readonly regions: readonly string[];
  readonly #options: AwsSessionOptions;
  readonly #clients = new Map<string, unknown>();
  #credentials: Promise<AwsCredentials> | undefined;
  /** Counts how often credentials were taken up. */
  #generation = 0;

  constructor(options: AwsSessionOptions) {
    this.#options = options;
    this.regions = options.regions;
  }

  get region(): string {
    const [region] = this.regions;
    if (region === undefined) throw new Error("a session has a region");
    return region;
  }

  /**
   * Makes a call until it is answered.
   * @param operation as a policy spells it: `iam:ListRoles`
   * @throws AskError when the cloud refused or could not be brought to answer; what `expected` names passes through
   */
  async ask<S extends AwsService, T>(
    service: S,
    operation: string,
    call: (api: AwsApis[S]) => Promise<T>,
    options: { readonly region?: string; readonly expected?: (thrown: unknown) => boolean } = {},
  ): Promise<T> {
    const { region = this.region, expected } = options;
    const name = `${service}:${operation}`;
    let used = 0;
    let secrets: AwsCredentials | undefined;
    const outcome = await persist<{ readonly answer: T } | { readonly thrown: unknown }>(
      async () => {
        secrets = await this.#current();
        used = this.#generation;
        try {
          return { answer: await call(this.#client(service, region, secrets)) };
        } catch (thrown) {
          if (expected?.(thrown) === true) return { thrown };
          throw thrown;
        }
      },
      {
        backoff: this.#options.backoff,
        troubleOf: (thrown) => {
          const trouble = troubleOf(name, thrown);
          return { ...trouble, message: withoutSecrets(trouble.message, secrets) };
        },
        renew: async () => {
          // Others that ran out of the same credentials have renewed them already, or are about to.
          if (this.#generation === used) this.#forget();
          await this.#current();
        },
      },
    );
    if ("thrown" in outcome) throw outcome.thrown;
    return outcome.answer;
  }

  #forget(): void {
    this.#credentials = undefined;
    this.#generation += 1;
    this.#clients.clear();
  }

  async #current(): Promise<AwsCredentials> {
    const known = this.#credentials;
    const expiration = (await known)?.expiration;
    if (expiration && expiration.getTime() - Date.now() < marginMs && this.#credentials === known) this.#forget();
    this.#credentials ??= this.#taken();
    return this.#credentials;
  }

  async #taken(): Promise<AwsCredentials> {
    try {
      return await this.#options.credentials();
    } catch (thrown) {
      this.#credentials = undefined;
      if (thrown instanceof AskError) throw thrown;
      const [line = ""] = (thrown instanceof Error ? thrown.message : "").split("\n");
      throw new AskError("failed", `no credentials: ${nameOf(thrown)}: ${line.slice(0, 400)}`);
    }
  }

  #client<S extends AwsService>(service: S, region: string, credentials: AwsCredentials): AwsApis[S] {
    const key = `${service} ${region}`;
    const known = this.#clients.get(key) as AwsApis[S] | undefined;
    if (known) return known;
    // The SDK must not hold on to them by a clock of its own.
    const { expiration: _, ...lasting } = credentials;
    const made = this.#options.clients[service]({ region, credentials: lasting });
    this.#clients.set(key, made);
    return made;
  }
}

function withoutSecrets(message: string, credentials: AwsCredentials | undefined): string {
  const secrets = [credentials?.secretAccessKey, credentials?.sessionToken];
  return secrets.reduce<string>((text, secret) => (secret ? text.replaceAll(secret, "…") : text), message);
}
