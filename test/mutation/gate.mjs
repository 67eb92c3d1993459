/** Faults put into what judges a plan against what is declared; see `mutations.mjs`. */
const scenarios = ["test/scenarios/scenarios.test.ts"];

export const gateMutations = [
  {
    name: "a lease that is over at its last second: `<` for `<=`",
    file: "src/gate/judge.ts",
    from: "fact.bound.until <= now",
    to: "fact.bound.until < now",
    tests: ["test/gate"],
  },
  {
    name: "a waiver of any rule",
    file: "src/gate/waivers.ts",
    from: "reach.sameRule(one.rule, finding.rule) && covers(one",
    to: "covers(one",
    tests: ["test/gate"],
  },
  {
    name: "a waiver with a fault that waives",
    file: "src/gate/waivers.ts",
    from: "waivers.filter(({ name }) => !faulty.has(name))",
    to: "waivers.filter(() => faulty !== undefined)",
    tests: ["test/gate"],
  },
  {
    name: "a lease of somebody else taken for the declared one",
    file: "src/expect/match.ts",
    from: "(lease) => sameHolders(holders, lease) && lease",
    to: "(lease) => lease",
    tests: ["test/expect", "test/rules", ...scenarios],
  },
  {
    name: "a lease without its grant's conditions taken for it",
    file: "src/expect/match.ts",
    from: "=== true) return false;",
    to: "=== undefined) return false;",
    tests: ["test/expect", "test/rules", ...scenarios],
  },
  {
    name: "what is forgotten taken for removed",
    file: "src/rules/access-forgotten.ts",
    from: 'change !== "forget" ||',
    to: 'change !== "read" ||',
    tests: ["test/rules/access-forgotten.test.ts"],
  },
  {
    name: "an end that is dropped, not seen",
    file: "src/rules/expiry-removed.ts",
    from: "if (!endless(fact) || stood.has(identity(fact))) continue;",
    to: "if (endless(fact) || stood.has(identity(fact))) continue;",
    tests: ["test/rules/expiry-removed.test.ts"],
  },
  {
    name: "a plan that is not complete, judged",
    file: "src/terraform/plan/document.ts",
    from: "complete === false",
    to: "complete === 0",
    tests: ["test/terraform/plan"],
  },
];
