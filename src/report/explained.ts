import { codeExplained, codesExplained } from "../diagnostics/pages/pages";
import { driftKindNamed, driftKinds } from "../drift/kinds";
import { reviewRuleNamed, reviewRules } from "../review/rules";
import { ruleNamed, rules } from "../rules/rules";
import { codePage, driftPage, type RuleGroup, reviewRulePage, rulePage } from "./rule-page";

/** Everything that a finding may have as its rule, by what finds it. */
export const ruleGroups: readonly RuleGroup[] = [
  { title: "In a plan, by leasehold gate", rules },
  { title: "In what is there, by leasehold drift", rules: driftKinds },
  { title: "In a change, by leasehold review and gate --require-approval", rules: reviewRules },
  { title: "In the declaration, by leasehold check", rules: codesBy("check", "codeowners") },
  { title: "On the hosting service, by leasehold check --hosting", rules: codesBy("check --hosting") },
];

function codesBy(...by: readonly (typeof codesExplained)[number]["by"][]): RuleGroup["rules"] {
  return codesExplained.filter((code) => by.includes(code.by));
}

/** Every name once, in alphabetical order. */
export const ruleNames: readonly string[] = [
  ...new Set(ruleGroups.flatMap((group) => group.rules.map(({ name }) => name))),
].sort();

/** What a rule of a name means, in Markdown; undefined for no rule. What several find under one name is said for each. */
export function explained(name: string): string | undefined {
  const rule = ruleNamed(name);
  const kind = driftKindNamed(name);
  const ofReview = reviewRuleNamed(name);
  const code = codeExplained(name);
  const pages = [
    ...(rule ? [rulePage(rule)] : []),
    ...(kind ? [driftPage(kind)] : []),
    ...(ofReview ? [reviewRulePage(ofReview)] : []),
    ...(code ? [codePage(code)] : []),
  ];
  return pages.length === 0 ? undefined : pages.join("\n");
}
