import { AskError } from "../errors";

/**
 * Asks for page after page. A marker that comes a second time would lead in a circle: that is a failure, since what is
 * behind it would be missing.
 * @param next the marker of the page after this one; nothing where it is the last
 */
export async function* pagesOf<P>(
  operation: string,
  ask: (marker: string | undefined) => Promise<P>,
  next: (page: P) => string | undefined,
): AsyncGenerator<P> {
  const seen = new Set<string>();
  let marker: string | undefined;
  do {
    const page = await ask(marker);
    marker = next(page);
    if (marker !== undefined && marker !== "") {
      if (seen.has(marker))
        throw new AskError("failed", `${operation} gave one marker twice: its pages go in a circle`);
      seen.add(marker);
    }
    yield page;
  } while (marker !== undefined && marker !== "");
}

/** The items of all pages. */
export async function allOf<P, T>(
  operation: string,
  ask: (marker: string | undefined) => Promise<P>,
  next: (page: P) => string | undefined,
  items: (page: P) => readonly T[] | undefined,
): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const page of pagesOf(operation, ask, next)) found.push(...(items(page) ?? []));
  return found;
}

/** The marker of IAM's pages, which say beside it whether there is more. */
export function markerOf(operation: string) {
  return ({
    IsTruncated,
    Marker,
  }: {
    readonly IsTruncated?: boolean | undefined;
    readonly Marker?: string | undefined;
  }) => {
    if (IsTruncated !== true) return undefined;
    if (Marker === undefined || Marker === "")
      throw new AskError("failed", `${operation} was cut off without a marker`);
    return Marker;
  };
}

/** The marker of most other pages. */
export function tokenOf({ NextToken }: { readonly NextToken?: string | undefined }): string | undefined {
  return NextToken;
}

/** What the SDK adds of the transport is no part of an answer. */
export function plainAnswer(answer: object): Readonly<Record<string, unknown>> {
  const { $metadata: _, ...rest } = answer as Readonly<Record<string, unknown>>;
  return rest;
}
