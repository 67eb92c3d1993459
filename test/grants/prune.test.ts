import { describe, expect, it } from "vitest";
import { sessionTail } from "../../src/drift/aws-lease";
import { prune, pruneAfter } from "../../src/grants/prune";
import { at } from "../helpers/estate";
import { edited, errorsIn, grantsFile, made, now, refusals, sourcesWith } from "./sources";

const ended = "{ role: operator, identity: dana, ttl: 1h, start: 2026-11-22T12:00:00Z }";
const running = "{ role: viewer, identity: dana, ttl: 2h, start: 2026-11-23T09:00:00Z }";

const pruned = (file: string, moment = now) =>
  made(prune({ sources: sourcesWith("", { "g.yaml": file }), directory: "access", now: moment }));

describe("pruning", () => {
  it("waits as long after the end as a session may last, as drift does", () => {
    expect(pruneAfter).toBe(sessionTail);
    const file = grantsFile(`  g: ${ended}\n`);
    expect(pruned(file, at("2026-11-23T00:59:59Z")).removed).toEqual([]);
    expect(pruned(file, at("2026-11-23T01:00:00Z")).edits).toEqual([{ file: "access/g.yaml", was: file }]);
  });

  it.each<[what: string, grant: string, goes: boolean]>([
    ["a lease that ended yesterday", ended, true],
    ["a lease that runs", running, false],
    ["a request, however old", "{ role: operator, identity: dana, ttl: 1h }", false],
    [
      "a request that was withdrawn yesterday",
      "{ role: operator, identity: dana, ttl: 1h, revoked: 2026-11-22T12:00:00Z }",
      true,
    ],
    [
      "a request that was withdrawn today",
      "{ role: operator, identity: dana, ttl: 1h, revoked: 2026-11-23T09:00:00Z }",
      false,
    ],
    [
      "a lease that was revoked early",
      "{ role: operator, identity: dana, ttl: 4h, start: 2026-11-22T20:00:00Z, revoked: 2026-11-22T21:00:00Z }",
      true,
    ],
    [
      "a lease that was completed early",
      "{ role: operator, identity: dana, ttl: 4h, start: 2026-11-22T20:00:00Z, completed: 2026-11-22T21:00:00Z }",
      true,
    ],
    [
      "a lease that would have ended late",
      "{ role: operator, identity: dana, ttl: 4h, start: 2026-11-22T20:00:00Z }",
      false,
    ],
    [
      "a lease that was lengthened",
      "{ role: operator, identity: dana, ttl: 1h, start: 2026-11-22T20:00:00Z, extensions: [{ by: 1h, at: 2026-11-22T20:30:00Z }] }",
      false,
    ],
    [
      "a lease that was revoked before it began",
      "{ role: operator, identity: dana, ttl: 1h, start: 2026-11-24T20:00:00Z, revoked: 2026-11-22T20:30:00Z }",
      true,
    ],
  ])("%s", (_, grant, goes) => {
    const extended = "roles: { operator: { extensions: { count: 1, upTo: 1h } } }";
    const sources = sourcesWith(extended, { "g.yaml": grantsFile(`  g: ${grant}\n`) });
    const { removed, edits } = made(prune({ sources, directory: "access", now }));
    expect(removed.map(({ grant }) => grant.name)).toEqual(goes ? ["g"] : []);
    expect(errorsIn(edited(sources, edits))).toEqual([]);
  });

  it("edits what holds more, and keeps it", () => {
    const file = `# Of this week\n${grantsFile(`  g: ${ended}\n  # Still needed\n  h: ${running}\n`)}`;
    expect(pruned(file).edits).toEqual([
      {
        file: "access/g.yaml",
        was: file,
        text: `# Of this week\n${grantsFile(`  # Still needed\n  h: ${running}\n`)}`,
      },
    ]);
  });

  it("touches nothing where one grant cannot be taken out", () => {
    const file = grantsFile(`  g: &g ${ended}\n  h: *g\n`).replace(
      "start: 2026-11-22T12:00:00Z",
      "revoked: 2026-11-22T12:00:00Z",
    );
    expect(pruned(file).edits).toHaveLength(1);
    const sources = sourcesWith("", {
      "g.yaml": grantsFile(
        `  g: { role: operator, identity: &who dana, ttl: 1h, start: 2026-11-22T12:00:00Z }\n  h: { role: viewer, identity: *who , ttl: 1h }\n`,
      ),
    });
    expect(refusals(prune({ sources, directory: "access", now }))[0]).toMatch(
      /^grant-not-editable: access\/g\.yaml:3: .*anchor/,
    );
  });
});
