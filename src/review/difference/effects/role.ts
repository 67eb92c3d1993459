import type { Role } from "../../../estate/types";
import { humanDuration } from "../../../time/duration";
import { formatInstant } from "../../../time/instant";
import type { Effect } from "../../change";
import type { Context } from "../context";
import { namesIn, spoken } from "../people";
import { effect, listed, mostNamed, namesOf, without } from "../words";
import { approvalEffects } from "./approval";
import { maximumEffects } from "./maxima";
import { ownershipEffects } from "./ownership";
import { requirementEffects } from "./requirements";
import { reachEffects } from "./role-reach";

const order = ["low", "moderate", "high", "critical"];

/** What becomes of one role. */
export function roleEffects(was: Role | undefined, is: Role | undefined, context: Context): readonly Effect[] {
  if (is === undefined) return was === undefined ? [] : gone(was, context);
  if (was === undefined) return made(is, context);
  return [
    ...eligibleEffects(was, is, context),
    ...maximumEffects(was, is),
    ...approvalEffects(was, is),
    ...requirementEffects(was, is),
    ...reachEffects(was, is, context),
    ...sensitivityEffects(was, is),
    ...ownershipEffects(was.owners, is.owners, is.name),
    ...reviewEffects(was, is),
    ...(was.description === is.description
      ? []
      : [effect("restates", "ownership", `${is.name} is described otherwise`)]),
  ];
}

function made(role: Role, context: Context): readonly Effect[] {
  const view = context.views.role(role);
  const { name, maxTtl, approval, persistence } = role;
  const where = listed(
    view.places.map(({ target }) => target),
    mostNamed,
  );
  const found = [
    effect(
      "widens",
      "eligibility",
      `${spoken(view.eligible, context)} may ask for ${name}: ${view.amount.text} in ${where}, for up to ${humanDuration(maxTtl)}`,
    ),
  ];
  if ((approval?.steps ?? []).length === 0) {
    const because = approval?.none === undefined ? "" : `: ${approval.none}`;
    found.push(effect("widens", "approval", `nobody has to approve a lease of ${name}${because}`));
  }
  if (approval?.auto !== undefined) {
    const who = listed(namesIn(approval.auto.for));
    found.push(
      effect("widens", "approval", `${who} may hold ${name} without anybody's approval when ${approval.auto.when}`),
    );
  }
  if (persistence.kind === "allow") {
    const text = `a lease of ${name} may outlive itself by ${listed(persistence.actions)}: ${persistence.because}`;
    found.push(effect("widens", "persistence", text));
  } else if (persistence.kind === "bounded") {
    const text = `a lease of ${name} may make users, roles and attachments that outlive it, within the target's permissions boundary`;
    found.push(effect("widens", "persistence", text));
  }
  return found;
}

function gone(role: Role, context: Context): readonly Effect[] {
  return [
    effect("tightens", "eligibility", `${spoken(namesIn(role.eligible), context)} may no longer ask for ${role.name}`),
  ];
}

/** Who may ask by the role's own words; what groups hold otherwise is told of the groups. */
function eligibleEffects(was: Role, is: Role, context: Context): readonly Effect[] {
  const [listedBefore, listedAfter] = [namesOf(was.eligible), namesOf(is.eligible)];
  if (without(listedAfter, listedBefore).length + without(listedBefore, listedAfter).length === 0) return [];
  const [before, after] = [namesIn(was.eligible), namesIn(is.eligible)];
  const [added, removed] = [without(after, before), without(before, after)];
  return [
    ...(added.length > 0 ? [effect("widens", "eligibility", `${spoken(added, context)} may ask for ${is.name}`)] : []),
    ...(removed.length > 0
      ? [effect("tightens", "eligibility", `${spoken(removed, context)} may no longer ask for ${is.name}`)]
      : []),
    ...(added.length + removed.length > 0
      ? []
      : [
          effect(
            "restates",
            "eligibility",
            `the same ${after.length === 1 ? "one" : after.length} may ask for ${is.name}, named otherwise`,
          ),
        ]),
  ];
}

function sensitivityEffects(was: Role, is: Role): readonly Effect[] {
  if (was.sensitivity === is.sensitivity) return [];
  const lower = order.indexOf(is.sensitivity) < order.indexOf(was.sensitivity);
  const what = lower
    ? "a longer maximum and less approval may be declared for it"
    : "its maximum and its approval are held tighter";
  return [
    effect(
      lower ? "widens" : "tightens",
      "requirements",
      `${is.name} counts as ${is.sensitivity} instead of ${was.sensitivity}: ${what}`,
    ),
  ];
}

function reviewEffects(was: Role, is: Role): readonly Effect[] {
  const [before, after] = [was.review, is.review];
  const found: Effect[] = [];
  if (before?.every !== after?.every) {
    const said = (review: Role["review"]): string =>
      review === undefined ? "never" : `every ${humanDuration(review.every)}`;
    const rarer = after === undefined || (before !== undefined && after.every > before.every);
    found.push(
      effect(
        rarer ? "widens" : "tightens",
        "review",
        `${is.name} is reviewed ${said(after)} instead of ${said(before)}`,
      ),
    );
  }
  if (after?.last !== before?.last) {
    const text =
      after?.last === undefined
        ? `${is.name} no longer says when it was last reviewed`
        : `${is.name} says that it was reviewed on ${formatInstant(after.last).slice(0, 10)}`;
    found.push(effect("restates", "review", text));
  }
  return found;
}
