/** What a GET to one of Google's REST APIs came to. */
export interface GoogleResponse {
  readonly status: number;
  /** The header `Retry-After`, where it was sent. */
  readonly retryAfter?: string | undefined;
  readonly text: string;
}

/** Makes one GET with the credentials, once. Throws what the network throws. */
export interface GoogleRequests {
  get(url: string): Promise<GoogleResponse>;
  /** Takes up the credentials anew, since Google took the earlier ones for expired. */
  renew(): Promise<void>;
  /** Whose credentials they are, where that can be told. */
  who(): Promise<string | undefined>;
}
