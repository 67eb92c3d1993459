import type { Estate } from "../../estate/types";
import type { Pull, Review } from "../pull";
import { accountText } from "../pull/account";
import { holdersOf, idOn, namedLike } from "./accounts";

/** What one reviewer's reviews come to. */
export interface Reviewer {
  /** The identity at the base, else the account. */
  readonly who: string;
  /** The name of the identity whose number at the base this account has. */
  readonly identity?: string;
  readonly id?: number;
  /** The review that counts, or of those that do not the one that says most. */
  readonly review: Review;
  /** Why it does not count, whoever is asked; a clause. */
  readonly why?: string;
}

/** Each reviewer once, in the order in which they first reviewed. */
export function reviewersOf(pull: Pull, base: Estate): readonly Reviewer[] {
  const byAccount = new Map<string, Review[]>();
  for (const [position, review] of inOrder(pull.reviews).entries()) {
    const key = review.by.id === undefined ? `review ${position}` : `${review.by.id}`;
    byAccount.set(key, [...(byAccount.get(key) ?? []), review]);
  }
  return [...byAccount.values()].flatMap((reviews) => {
    const found = standing(reviews, pull);
    return found === undefined ? [] : [reviewer(found, pull, base)];
  });
}

/** By time where every review has one, else as they were given; equal times stay as they were given. */
function inOrder(reviews: readonly Review[]): readonly Review[] {
  if (!reviews.every(({ at }) => at !== undefined)) return reviews;
  return [...reviews].sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
}

interface Standing {
  readonly review: Review;
  readonly why?: string;
}

/** An approval of the head commit that nothing of theirs withdrew later. A comment withdraws nothing. */
function standing(reviews: readonly Review[], pull: Pull): Standing | undefined {
  const withdrawn = reviews.findLastIndex(({ state }) => state === "changes-requested" || state === "dismissed");
  const approvals = reviews.filter(({ state }, position) => state === "approved" && position > withdrawn);
  const current = approvals.findLast(({ commit }) => commit === pull.head);
  if (current) return { review: current };
  const last = approvals.at(-1);
  if (last?.commit !== undefined) {
    return {
      review: last,
      why: `approved ${last.commit.slice(0, 7)}, and not the head commit ${pull.head.slice(0, 7)}`,
    };
  }
  if (last) return { review: last, why: "approved, but nothing shows that it was the head commit" };
  const against = reviews[withdrawn];
  if (against?.state === "dismissed") return { review: against, why: "has no approval left: it was dismissed" };
  if (against) return { review: against, why: "asks for changes" };
  const comment = reviews.at(-1);
  return comment && { review: comment, why: "has commented, which approves nothing" };
}

function reviewer({ review, why }: Standing, { service }: Pull, base: Estate): Reviewer {
  const { by } = review;
  const holders = holdersOf(by, base);
  const [holder] = holders;
  const account = { ...(by.id === undefined ? {} : { id: by.id }), review };
  if (by.bot) return { who: accountText(by), ...account, why: "is a bot" };
  if (by.id === undefined)
    return { who: accountText(by), ...account, why: "is an account that the service does not name" };
  if (holder === undefined) {
    const [like] = namedLike(by, base);
    const known = like && idOn(service, like);
    const but = known === undefined ? "" : `; ${like?.name} has the login ${by.login}, but the number ${known}`;
    return { who: accountText(by), ...account, why: `has the account ${by.id}, which is nobody's at the base${but}` };
  }
  if (holders.length > 1) {
    const names = holders.map(({ name }) => name).join(" and ");
    return { who: accountText(by), ...account, why: `has an account that the base gives to ${names}` };
  }
  return { who: holder.name, identity: holder.name, ...account, ...(why === undefined ? {} : { why }) };
}
