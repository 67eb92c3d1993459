/**
 * Faults put into the sources, one at a time, each to be found by the tests named. `from` stands exactly once in the
 * file; `scripts/mutate.mjs` runs them all and fails for one that survives.
 */
import { analysisMutations } from "./analysis.mjs";
import { driftMutations } from "./drift.mjs";
import { emitMutations } from "./emit.mjs";
import { gateMutations } from "./gate.mjs";
import { reviewMutations } from "./review.mjs";

export const mutations = [
  ...emitMutations,
  ...analysisMutations,
  ...gateMutations,
  ...driftMutations,
  ...reviewMutations,
];
