import { z } from "zod";
import type { Instant } from "../../time/instant";
import type { Review } from "../pull";
import { accountOf, anotherMergeRequest, gitLabUser } from "./gitlab-user";
import type { PullFile } from "./read-pull";
import { id, instant, listOf, sha, shaped, unique } from "./shape";

const approvalsSchema = z.looseObject({
  iid: id.optional(),
  project_id: id.optional(),
  approved_by: z.array(z.looseObject({ user: gitLabUser, approved_at: instant.nullish() })),
});
const noteSchema = z.looseObject({
  id: id.optional(),
  system: z.boolean(),
  body: z.string(),
  author: gitLabUser,
  created_at: instant,
  noteable_iid: id.nullish(),
});
const versionSchema = z.looseObject({ id, head_commit_sha: sha, created_at: instant });
const settingsSchema = z.looseObject({ reset_approvals_on_push: z.boolean() });

type Approvals = z.output<typeof approvalsSchema>;
type Note = z.output<typeof noteSchema>;

interface MergeRequest {
  readonly iid: number;
  readonly project: number | undefined;
  readonly head: string;
  readonly url: string;
}

const words: Readonly<Record<string, Review["state"]>> = {
  "approved this merge request": "approved",
  "unapproved this merge request": "dismissed",
  "requested changes": "changes-requested",
};

/**
 * The approvals that stand, each with the commit that it is of where that is shown (see `readPull`); where the notes say that
 * somebody took theirs back later, that too.
 *
 * @throws PullFault
 */
export function approvalsOf(file: PullFile, of: MergeRequest): readonly Review[] {
  const approvals = shaped(approvalsSchema, file.reviews, "reviews");
  ofThis(approvals, of);
  unique(
    "the approval of account",
    approvals.approved_by.map(({ user }) => user.id.toString()),
  );
  const notes = notesOf(file.notes, of.iid);
  const resets =
    file.settings !== undefined && shaped(settingsSchema, file.settings, "settings").reset_approvals_on_push;
  const pushed = pushedAt(file.versions, of.head);
  return approvals.approved_by.flatMap(({ user, approved_at }): Review[] => {
    const said = notes.filter(({ note }) => note.author.id === user.id);
    const at = approved_at ?? said.findLast(({ state }) => state === "approved")?.note.created_at;
    const isOfHead = resets || (at !== undefined && pushed !== undefined && at > pushed);
    const by = accountOf(user);
    const given = { by, state: "approved", ...(isOfHead ? { commit: of.head } : {}), url: of.url } as const;
    const last = said.at(-1);
    const taken: Review[] =
      last === undefined || last.state === "approved" || (at !== undefined && last.note.created_at < at)
        ? []
        : [{ by, state: last.state, at: last.note.created_at, url: of.url }];
    return [{ ...given, ...(at === undefined ? {} : { at }) }, ...taken];
  });
}

function ofThis({ iid, project_id }: Approvals, of: MergeRequest): void {
  if (iid !== undefined && iid !== of.iid) {
    throw anotherMergeRequest(`the approvals are of !${iid}, the merge request is !${of.iid}`);
  }
  if (project_id !== undefined && of.project !== undefined && project_id !== of.project) {
    throw anotherMergeRequest(`the approvals are of project ${project_id}, the merge request of ${of.project}`);
  }
}

/** What the service noted of approvals, earliest first. */
function notesOf(value: unknown, iid: number): readonly { readonly note: Note; readonly state: Review["state"] }[] {
  if (value === undefined) return [];
  const notes = listOf(value, "notes").items.map((note, index) => shaped(noteSchema, note, `notes.${index}`));
  for (const { noteable_iid } of notes) {
    if (noteable_iid === null || noteable_iid === undefined || noteable_iid === iid) continue;
    throw anotherMergeRequest(`a note is of !${noteable_iid}, the merge request is !${iid}`);
  }
  return notes
    .flatMap((note) => {
      const state = note.system ? words[note.body.trim()] : undefined;
      return state === undefined ? [] : [{ note, state }];
    })
    .sort((a, b) => a.note.created_at - b.note.created_at || (a.note.id ?? 0) - (b.note.id ?? 0));
}

/** When the head commit became the head; undefined where no versions are given. */
function pushedAt(value: unknown, head: string): Instant | undefined {
  if (value === undefined) return undefined;
  const versions = listOf(value, "versions").items.map((version, index) =>
    shaped(versionSchema, version, `versions.${index}`),
  );
  const last = versions.reduce<(typeof versions)[number] | undefined>(
    (latest, version) => (latest === undefined || version.id > latest.id ? version : latest),
    undefined,
  );
  if (last === undefined) return undefined;
  if (last.head_commit_sha !== head) {
    throw anotherMergeRequest(`its head is ${head.slice(0, 7)}, by its versions ${last.head_commit_sha.slice(0, 7)}`);
  }
  return last.created_at;
}
