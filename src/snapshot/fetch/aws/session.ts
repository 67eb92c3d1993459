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
  /** How long one call may take; a minute if not given. */
  readonly timeoutMs?: number;
}

const timeoutMs = 60_000;

/** As the SDK's clients are; what a test puts in their place need not be. */
interface Closable {
  destroy?(): void;
}

/** Credentials that end within this time are not begun with: five minutes, as the SDK does. */
const marginMs = 300_000;

/** Asks AWS in the name of one principal, and takes up its credentials anew when they run out. */
export class AwsSession {
  readonly regions: readonly string[];
  readonly #options: AwsSessionOptions;
  readonly #clients = new Map<string, Closable>();
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
          return { answer: await this.#timed(name, service, region, secrets, call) };
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

  /** Whoever takes a call and never answers is taken for a lost connection. */
  async #timed<S extends AwsService, T>(
    name: string,
    service: S,
    region: string,
    credentials: AwsCredentials,
    call: (api: AwsApis[S]) => Promise<T>,
  ): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        // Its connections would keep the process from ending.
        this.#clients.get(keyOf(service, region))?.destroy?.();
        this.#clients.delete(keyOf(service, region));
        reject(Object.assign(new Error(`${name} was not answered in time`), { name: "TimeoutError" }));
      }, this.#options.timeoutMs ?? timeoutMs);
    });
    try {
      return await Promise.race([call(this.#client(service, region, credentials)), silence]);
    } finally {
      clearTimeout(timer);
    }
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
    const key = keyOf(service, region);
    const known = this.#clients.get(key) as AwsApis[S] | undefined;
    if (known) return known;
    // The SDK must not hold on to them by a clock of its own.
    const { expiration: _, ...lasting } = credentials;
    const made = this.#options.clients[service]({ region, credentials: lasting });
    this.#clients.set(key, made as AwsApis[S] & Closable);
    return made;
  }
}

function keyOf(service: AwsService, region: string): string {
  return `${service} ${region}`;
}

/** None of AWS's secrets is shorter; a shorter one would only make holes in words. */
const shortestSecret = 8;

function withoutSecrets(message: string, credentials: AwsCredentials | undefined): string {
  const secrets = [credentials?.secretAccessKey, credentials?.sessionToken];
  return secrets.reduce<string>(
    (text, secret = "") => (secret.length < shortestSecret ? text : text.replaceAll(secret, "…")),
    message,
  );
}
