import type { AuthClient, GoogleAuth } from "google-auth-library";
import { AskError, SnapshotRefusal } from "../errors";
import type { GoogleRequests, GoogleResponse } from "./request";

/** Reading alone: a snapshot changes nothing. */
const scopes = ["https://www.googleapis.com/auth/cloud-platform.read-only"];
const timeoutMs = 60_000;

export interface GoogleCredentialsOptions {
  /** The e-mail of a service account in whose name is asked. */
  readonly impersonate?: string;
}

type Library = typeof import("google-auth-library");

/**
 * Google's application default credentials.
 * @throws SnapshotRefusal where the optional peer `google-auth-library` is not installed
 */
export async function googleRequests(
  options: GoogleCredentialsOptions = {},
  load: () => Promise<Library> = () => import("google-auth-library"),
): Promise<GoogleRequests> {
  return new DefaultCredentials(await libraryOf(load), options);
}

async function libraryOf(load: () => Promise<Library>): Promise<Library> {
  try {
    return await load();
  } catch (thrown) {
    if (codeOf(thrown) !== "ERR_MODULE_NOT_FOUND" && codeOf(thrown) !== "MODULE_NOT_FOUND") throw thrown;
    throw new SnapshotRefusal(
      "usage",
      "A snapshot of Google Cloud is fetched with the package google-auth-library, which is not installed.",
      "Install it beside leasehold: npm install google-auth-library",
    );
  }
}

function codeOf(thrown: unknown): unknown {
  return typeof thrown === "object" && thrown !== null && "code" in thrown ? thrown.code : undefined;
}

class DefaultCredentials implements GoogleRequests {
  #entered: Promise<{ readonly auth: GoogleAuth; readonly client: AuthClient }> | undefined;

  constructor(
    private readonly library: Library,
    private readonly options: GoogleCredentialsOptions,
  ) {}

  async get(url: string): Promise<GoogleResponse> {
    const { client } = await this.#enter();
    const { status, headers, data } = await client.request<string>({
      url,
      responseType: "text",
      timeout: timeoutMs,
      // Whoever asks tells faults apart, and waits.
      retry: false,
      validateStatus: () => true,
    });
    return {
      status,
      retryAfter: headerOf(headers, "retry-after"),
      text: typeof data === "string" ? data : JSON.stringify(data),
    };
  }

  async renew(): Promise<void> {
    this.#entered = undefined;
  }

  async who(): Promise<string | undefined> {
    if (this.options.impersonate !== undefined) return this.options.impersonate;
    const { auth } = await this.#enter();
    // Of a person's own credentials Google's file holds no name.
    const { client_email: email } = await auth.getCredentials().catch(() => ({ client_email: undefined }));
    return email;
  }

  #enter(): Promise<{ readonly auth: GoogleAuth; readonly client: AuthClient }> {
    this.#entered ??= this.#clientOf();
    const entered = this.#entered;
    // What failed once is tried again, not remembered.
    entered.catch(() => {
      if (this.#entered === entered) this.#entered = undefined;
    });
    return entered;
  }

  async #clientOf(): Promise<{ readonly auth: GoogleAuth; readonly client: AuthClient }> {
    // Each URL names what is asked; without a project's id the library would look for one, on the network too. It is sent nowhere.
    const auth = new this.library.GoogleAuth({ scopes, projectId: "none" });
    const client = await auth.getClient().catch((thrown: unknown) => {
      throw isMissing(thrown) ? new AskError("failed", missing) : thrown;
    });
    const { impersonate } = this.options;
    if (impersonate === undefined) return { auth, client };
    const other = new this.library.Impersonated({
      sourceClient: client,
      targetPrincipal: impersonate,
      targetScopes: scopes,
      lifetime: 3600,
    });
    return { auth, client: other };
  }
}

const missing =
  "no credentials of Google's were found: `gcloud auth application-default login` makes some, or GOOGLE_APPLICATION_CREDENTIALS names a file of them";

function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && /default credentials|ENOENT|does not exist/i.test(thrown.message);
}

/** The package's version 9 gives plain objects, later ones `Headers`, which are not always Node's own. */
function headerOf(headers: object, name: string): string | undefined {
  const value: unknown =
    "get" in headers && typeof headers.get === "function"
      ? headers.get(name)
      : new Map(Object.entries(headers)).get(name);
  return typeof value === "string" ? value : undefined;
}
