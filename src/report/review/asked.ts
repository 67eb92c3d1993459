import type { RequirementOutcome, StepOutcome } from "../../review/requirement";
import { isOneOfMany, nounOf } from "../../review/words";
import { type Block, type Item, listed, type Part, type Phrase, type Section } from "./page";

/** Names that are told of many entries that ask for the same. */
const named = 3;

/** What is asked of this pull request: what is not met first, and entries that ask for the same together. */
export function askedSection(outcomes: readonly RequirementOutcome[]): readonly Section[] {
  if (outcomes.length === 0) return [];
  const open = itemsOf(outcomes.filter(({ met }) => !met));
  const met = itemsOf(outcomes.filter((one) => one.met));
  const noun = { one: "requirement", many: "requirements" };
  const blocks: readonly Block[] = [{ kind: "items", items: [...open, ...met], noun }];
  return [{ title: "Who has to approve, and who did", blocks }];
}

function itemsOf(outcomes: readonly RequirementOutcome[]): readonly Item[] {
  const alike = new Map<string, RequirementOutcome[]>();
  for (const outcome of outcomes) {
    const key = JSON.stringify([outcome.requirement.subject.part, underOf(outcome), outcome.requirement.because]);
    const those = alike.get(key);
    if (those) those.push(outcome);
    else alike.set(key, [outcome]);
  }
  return [...alike.values()].flatMap((those): Item[] => {
    const [first] = those;
    if (first === undefined) return [];
    const head = [`${mark(first.met)} `, ...subjectsPhrase(those), ` (${first.requirement.because})`];
    const under = underOf(first);
    const [only] = under;
    // One step of which there is no more to say stands in the same line.
    if (under.length === 1 && only !== undefined) return [{ phrase: [...head, ": ", ...withoutMark(only)] }];
    return [{ phrase: head, under }];
  });
}

function subjectsPhrase(outcomes: readonly RequirementOutcome[]): readonly Part[] {
  const subjects = outcomes.map(({ requirement }) => requirement.subject);
  const [first] = subjects;
  if (first === undefined || !isOneOfMany(first)) return first === undefined ? [] : [nounOf(first)];
  if (subjects.length === 1) return [`${nounOf(first)} `, { code: first.name }];
  const noun = first.part === "identities" ? "identities" : first.part === "policy" ? "policies" : `${nounOf(first)}s`;
  const some = subjects.slice(0, named).flatMap(({ name }, position) => [position === 0 ? "" : ", ", { code: name }]);
  const more = subjects.length > named ? [` and ${subjects.length - named} more`] : [];
  return [`${subjects.length} ${noun}: `, ...some, ...more];
}

function underOf({ requirement, steps, automatic, met, notes = [] }: RequirementOutcome): readonly Phrase[] {
  const said: Phrase[] = [];
  if (automatic !== undefined) {
    const verdict = automatic.decision === "approved" ? "approved automatically" : "a person is asked";
    said.push([
      `${mark(automatic.decision === "approved")} ${verdict}: ${automatic.because}; expression `,
      { code: automatic.expressionSha256.slice(0, 12) },
    ]);
  }
  const decided = automatic?.decision === "approved" && met;
  if (!decided) said.push(...steps.flatMap(stepPhrases));
  if (requirement.distinctTeams && !decided) said.push(["The steps must be given by people of different teams"]);
  said.push(...notes.map((note): Phrase => [note]));
  return said.length === 0 ? [["nobody has to approve"]] : said;
}

function stepPhrases({ step, given, missing, refused }: StepOutcome): readonly Phrase[] {
  const by = listed(given.map(({ identity }) => identity));
  const asked = step.count === 1 ? "one" : `${step.count}`;
  const noun = step.from.kind === "team" ? "team " : "";
  const head: Phrase =
    missing === 0
      ? [`✓ ${noun}`, { code: step.from.name }, `: ${by}`]
      : [
          `✗ ${noun}`,
          { code: step.from.name },
          ` (${listed(step.approvers) || "nobody is in it who may"}): ${given.length === 0 ? "nobody yet" : by}, ${missing === step.count ? `${asked} is asked` : `${missing} more of ${asked}`}`,
        ];
  return [head, ...refused.map(({ who, why }): Phrase => [`Does not count: ${who} ${why}`])];
}

function mark(met: boolean): string {
  return met ? "✓" : "✗";
}

function withoutMark([first, ...rest]: Phrase): Phrase {
  return typeof first === "string" ? [first.replace(/^[✓✗] /, ""), ...rest] : [first ?? "", ...rest];
}
