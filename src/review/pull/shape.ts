import { z } from "zod";
import { parseFoundInstant } from "../../time/found-instant";
import type { Instant } from "../../time/instant";
import { PullFault } from "./fault";

/** How the file is made, for whoever got it wrong. */
export const howToMake =
  "Write one JSON file { pull, reviews, commits } of the service's answers as they are: of GitHub GET /repos/{owner}/{repo}/pulls/{number}, …/reviews?per_page=100 and …/commits?per_page=100; of GitLab GET /projects/{id}/merge_requests/{iid}, …/approvals and …/commits?per_page=100.";

/** A part of the file in the shape that the service gives it; further keys are left alone. */
export function shaped<S extends z.ZodType>(schema: S, value: unknown, where: string): z.output<S> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const path = [where, ...(issue?.path ?? [])].map(String).join(".");
  throw new PullFault(
    "pull-shape",
    `The pull file is not of the expected shape at ${path}: ${phrase(issue)}.`,
    howToMake,
  );
}

function phrase(issue: z.core.$ZodIssue | undefined): string {
  const text = issue?.message ?? "it cannot be read";
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** A list as it was fetched: in one piece, or as a list of pages (`gh api --paginate --slurp`). */
export function listOf(value: unknown, where: string): { readonly items: readonly unknown[]; readonly last: number } {
  if (!Array.isArray(value)) {
    throw new PullFault(
      "pull-shape",
      `The pull file is not of the expected shape at ${where}: it is no list.`,
      howToMake,
    );
  }
  const pages: readonly unknown[] = value;
  if (pages.length === 0 || !pages.every((page): page is unknown[] => Array.isArray(page))) {
    return { items: pages, last: pages.length };
  }
  return { items: pages.flat(), last: pages.at(-1)?.length ?? 0 };
}

/** A list whose last page is full may go on where nobody looked. */
export function whole(where: string, last: number, fullPages: readonly number[]): void {
  if (!fullPages.includes(last)) return;
  throw new PullFault(
    "pull-incomplete",
    `The ${where} of the pull file end with a full page of ${last}, so that nobody can tell whether there are more.`,
    `Fetch every page (per_page=100, until one is not full), and put them into ${where} as a list of pages, the last of them empty.`,
  );
}

/** No two with one name: then a page was fetched twice, or something was added. */
export function unique(where: string, names: readonly (string | undefined)[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (name === undefined) continue;
    if (seen.has(name)) {
      throw new PullFault(
        "pull-duplicate",
        `The pull file gives ${where} ${name} twice.`,
        "Fetch the answers again, each page once.",
      );
    }
    seen.add(name);
  }
}

/** A moment that the service writes; fractions of a second are left off. */
export const instant = z.string().transform((text, context): Instant => {
  const read = parseFoundInstant(text);
  if ("instant" in read) return read.instant;
  context.addIssue({ code: "custom", message: read.fault });
  return z.NEVER;
});

/** A Git object's name, SHA-1 or SHA-256, in lower case. */
export const sha = z
  .string()
  .regex(/^(?:[0-9a-fA-F]{40}|[0-9a-fA-F]{64})$/, "this is no full commit id (40 or 64 hexadecimal digits)")
  .transform((text) => text.toLowerCase());

export const id = z.int().positive();
