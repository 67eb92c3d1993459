import { join, relative, resolve } from "node:path";
import type { JudgementError } from "../report/judgement";

/** DESIGN §7: nothing else ever ends in 0 or 1. */
export const exitStatus = { pass: 0, findings: 1, unjudged: 2, fault: 70 } as const;
export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];

/** Leasehold will not or cannot do what was asked; said with what to do instead, and ends in 2. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly fix: string,
  ) {
    super(message);
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission is denied",
  EPERM: "permission is denied",
  EROFS: "the file system is read-only",
  ENOENT: "there is no such file or directory",
  ENOTDIR: "a part of the path is no directory",
  EISDIR: "it is a directory",
  EEXIST: "it exists already",
  ENOTEMPTY: "the directory is not empty",
  ENOSPC: "no space is left on the disk",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file would be too large",
  EMFILE: "too many files are open",
  ENFILE: "too many files are open",
  ELOOP: "symbolic links lead in a circle",
  ENAMETOOLONG: "the name is too long",
  EIO: "the disk failed",
  EBUSY: "it is in use",
  ETXTBSY: "it is in use",
};

const acts: Readonly<Record<string, string>> = {
  open: "open",
  read: "read",
  scandir: "read",
  stat: "look at",
  lstat: "look at",
  mkdir: "make",
  write: "write",
  rename: "write",
  unlink: "remove",
};

/** Why the operating system refused something, in words; `undefined` for whatever is no such refusal. */
export function reasonOf(thrown: unknown): string | undefined {
  return isSystemError(thrown) ? reasons[thrown.code] : undefined;
}

/**
 * What an exception means for the person: a refusal, or a fault of the file system that they can mend. `undefined` for
 * everything else, which is a fault in leasehold.
 */
export function refusalOf(thrown: unknown): JudgementError | undefined {
  if (thrown instanceof Refusal) return { code: thrown.code, message: thrown.message, fix: thrown.fix };
  const reason = reasonOf(thrown);
  if (reason === undefined || !isSystemError(thrown) || lacksOwnFile(thrown.path)) return undefined;
  const act = acts[thrown.syscall] ?? "use";
  const what = thrown.path === undefined ? "a file" : relative(process.cwd(), thrown.path) || ".";
  return { code: "file-system", message: `Cannot ${act} ${what}: ${reason}.`, fix: tryAgain };
}

/** The mend of what is wrong outside of leasehold. */
export const tryAgain = "Mend that, and run the command again.";

interface SystemError extends Error {
  readonly code: string;
  readonly syscall: string;
  readonly path?: string;
}

function isSystemError(thrown: unknown): thrown is SystemError {
  return (
    thrown instanceof Error &&
    "code" in thrown &&
    typeof thrown.code === "string" &&
    "syscall" in thrown &&
    typeof thrown.syscall === "string"
  );
}

/** A file of leasehold's own that is missing is nothing that the person wrote. */
function lacksOwnFile(path: string | undefined): boolean {
  return path !== undefined && resolve(path).startsWith(join(resolve(__dirname, ".."), "/"));
}
