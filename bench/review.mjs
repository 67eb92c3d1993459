import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generator } from "./generator.mjs";
import { inTurn, runNode } from "./measure.mjs";

/**
 * What a review costs, whole processes: two estates of which one has a hundred grants more, and the same estate twice, against
 * one check.
 *
 * @param {{ cli: string, space: string, now: string[], rounds: number }} settings
 * @param {{ ratio: Function }} say where figures go, see `run.mjs`
 * @param {object} size of each estate
 */
export function review({ cli, space, now, rounds }, { ratio }, size) {
  const { generateEstate, writeEstate } = generator("generate-estate");
  const written = (name, files) => {
    const directory = join(space, name);
    if (!existsSync(directory)) writeEstate(directory, files);
    return directory;
  };
  const base = written("review-base", generateEstate(size));
  const head = written("review-head", generateEstate(size));
  lengthenTickets(head, 100);
  const quiet = { memory: false, status: [0, 1] };
  const judge = (one, other) => runNode([cli, "review", "--base", one, "--head", other, ...now], quiet).milliseconds;
  const found = inTurn(rounds, {
    check: () => runNode([cli, "check", base, ...now], quiet).milliseconds,
    same: () => judge(base, base),
    changed: () => judge(base, head),
  });
  ratio("review of two estates, against check of one", found.changed, found.check, 2.3);
  ratio("review of an estate that is its own base, against check", found.same, found.check, 2.3);
}

/** Changes so many grants, each in what it says and in nothing else. */
function lengthenTickets(directory, count) {
  const folder = join(directory, "grants");
  let left = count;
  for (const name of readdirSync(folder).sort()) {
    const file = join(folder, name);
    const text = readFileSync(file, "utf8").replace(/^( *justification: .*)$/gm, (line) =>
      left-- > 0 ? `${line} again` : line,
    );
    writeFileSync(file, text);
    if (left <= 0) return;
  }
}
