import { z } from "zod";

/** A part of the hosting file: what the service answered, or that it did not, and why. */
export type Answer<T> = { readonly known: T } | { readonly unknown: true; readonly why?: string };

/** A file that holds no answers of a hosting service; the message says where and what was expected. */
export class HostingShapeError extends Error {
  override readonly name = "HostingShapeError";

  constructor(
    message: string,
    readonly fix: string,
  ) {
    super(message);
  }
}

/**
 * One answer as it was kept. None at all, and what services say instead of an answer (`{ "message": … }`, `{ "error": … }`),
 * leave it unknown.
 * @throws HostingShapeError for anything else that is not of the shape
 */
export function answerOf<T>(file: Readonly<Record<string, unknown>>, key: string, shape: z.ZodType<T>): Answer<T> {
  const value = file[key];
  if (value === undefined || value === null) return { unknown: true };
  const refused = refusal.safeParse(value);
  if (refused.success) {
    const { message, error, status } = refused.data;
    return { unknown: true, why: `the service answers "${[status, message ?? error].filter(Boolean).join(" ")}"` };
  }
  return { known: parsed(value, key, shape) };
}

/** A value of the shape. @throws HostingShapeError */
export function parsed<T>(value: unknown, key: string, shape: z.ZodType<T>): T {
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const way = [key, ...(issue?.path ?? [])].map(String).join(".");
  throw new HostingShapeError(
    `\`${way}\` is not as the service's REST API answers it: ${issue?.message ?? "another shape"}.`,
    "Keep each answer as it came, whole and unchanged.",
  );
}

const text = z.string().max(300);
const refusal = z
  .object({
    message: text.optional(),
    error: text.optional(),

    status: z.union([text, z.number()]).optional(),
  })
  .refine(({ message, error }) => message !== undefined || error !== undefined);
