import { describe, expect, it } from "vitest";
import { Drift, type DriftOutcome, drift } from "../../src/drift/drift";
import type { Found } from "../../src/drift/found";
import { Declared } from "../../src/expect/declared";
import { at, estateWith } from "../helpers/estate";
import { foundOf, Touched } from "./landscape";

const now = at("2026-11-23T09:10:00Z");
const estate = estateWith(`
grants:
  first: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h }
  viewing: { role: viewer, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h }`);
const declared = [new Declared(estate)];
const at111 = (found: readonly Found[]) => {
  const one = found.find(({ container }) => container === "111122223333");
  if (!one) throw new Error("no account");
  return one;
};
const lease = ["aws_iam_role.first", "aws_iam_role_policy.first", "aws_iam_role_policy_attachment.first_operator"];
const judged = (found: readonly Found[]) => drift({ declared, found, now });
const rules = ({ findings }: DriftOutcome) =>
  findings.filter(({ severity }) => severity !== "note").map(({ rule }) => rule);

describe("what several sources tell", () => {
  it("is missing only where it is in none that would have shown it", () => {
    const [snapshots, states] = [foundOf(estate), foundOf(estate, "state")];
    const without = new Touched(at111(snapshots)).remove(...lease).now;
    const others = snapshots.filter(({ container }) => container !== "111122223333");
    expect(rules(judged([...others, without]))).toEqual(["lease-missing"]);
    expect(rules(judged([...others, without, at111(states)]))).toEqual([]);
  });

  it("is not missing where the roles could not be read", () => {
    const snapshots = foundOf(estate).map((one) => ({
      ...one,
      landscape: { ...one.landscape, instances: [] },
      covers: new Set<never>(),
    }));
    expect(judged(snapshots).findings).toEqual([]);
  });

  it("is said once, whichever of them tells it", () => {
    const change = (found: Found) => new Touched(found).remove("aws_iam_role_policy.first").now;
    const both = [at111(foundOf(estate, "state")), at111(foundOf(estate))].map(change);
    expect(rules(judged([...both, ...foundOf(estate).slice(1)]))).toEqual(["guard-removed"]);
  });

  it("of a state covers its own target only, and the others are a note", () => {
    const { findings, unreadable } = judged([at111(foundOf(estate, "state"))]);
    expect(unreadable).toEqual([]);
    expect(findings.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual(["note not-asked", "note not-asked"]);
    expect(findings.map(({ message }) => message).join()).toContain('target "stage"');
  });

  it("of snapshots covers every target of their cloud, or cannot be judged", () => {
    const { unreadable, findings } = judged([at111(foundOf(estate))]);
    expect(unreadable.map(({ what }) => what)).toEqual(["target stage"]);
    expect(findings.map(({ message }) => message).join()).toContain('target "cloud"');
  });

  it("says what could not be read, and compares the rest", () => {
    const fault = { what: "111122223333: access-keys", message: "It was denied.", fix: "Allow it." };
    const change = new Touched(at111(foundOf(estate))).remove("aws_iam_role_policy.first").now;
    const others = foundOf(estate).filter(({ container }) => container !== "111122223333");
    const outcome = judged([{ ...change, unreadable: [fault] }, ...others]);
    expect(outcome.unreadable).toEqual([fault]);
    expect(rules(outcome)).toEqual(["guard-removed"]);
  });

  it("says as a note what was not asked for", () => {
    const found = foundOf(estate).map((one) => ({ ...one, notAsked: ["111122223333: access-keys"] }));
    expect(judged(found).findings.map(({ severity, rule }) => `${severity} ${rule}`)).toEqual(["note not-asked"]);
  });

  it("is given one at a time, and says what was covered", () => {
    const comparison = new Drift(declared, now);
    for (const found of foundOf(estate)) comparison.add({ ...found, asked: "2026-11-23T09:00:00Z", by: "arn:x" });
    const { covered, compared } = comparison.finish();
    expect(compared).toEqual({ estates: ["acme"], targets: 3, leases: 2, policies: 1 });
    expect(covered.map(({ container, size, by }) => [container, size, by])).toContainEqual([
      "111122223333",
      1,
      "arn:x",
    ]);
  });
});

describe("several estates", () => {
  const other = estateWith(`
name: beta
grants:
  second: { role: operator, identity: deploy, start: 2026-11-23T09:00:00Z, ttl: 1h }`);
  const [mine, theirs] = [at111(foundOf(estate)), at111(foundOf(other))];
  const moved = theirs.landscape.instances.map((each) => ({ ...each, address: `beta ${each.address}` }));
  const together: Found = {
    ...mine,
    landscape: { ...mine.landscape, instances: [...mine.landscape.instances, ...moved] },
  };
  const rest = foundOf(estate).filter(({ container }) => container !== "111122223333");

  it("are judged together: what either of them explains is explained", () => {
    const found = [together, ...rest];
    expect(rules(drift({ declared: [...declared, new Declared(other)], found, now }))).toEqual([]);
  });

  it("are strangers to one another where only one is given", () => {
    expect(rules(judged([together, ...rest]))).toEqual(["undeclared-access"]);
  });
});

const nine = "2026-11-23T09:00:00Z";
const window = (from: string, to: string) => ({
  starts_at: `2026-11-23T${from}:00Z`,
  ends_at: `2026-11-23T${to}:00Z`,
});

describe("a grant that a state declares", () => {
  const made = foundOf(
    estateWith("grants: { inline: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h } }"),
    "state",
  );
  const bare = estateWith();
  const mine = (ttl: string, identity = "dana") =>
    new Touched(at111(made))
      .set("aws_iam_role.first".replace("first", "inline"), (values) => ({
        ...values,
        name: "mine",
        path: "/",
        arn: "arn:aws:iam::111122223333:role/mine",
        tags: {},
      }))
      .set("aws_iam_role_policy.inline", (values) => ({ ...values, role: "mine" }))
      .set("aws_iam_role_policy_attachment.inline_operator", (values) => ({ ...values, role: "mine" }))
      .remove("aws_iam_role_policies_exclusive.inline", "aws_iam_role_policy_attachments_exclusive.inline")
      .add("leasehold_grant", "mine", { role: "operator", identity, ttl, start: "2026-11-23T09:00:00Z" }).now;
  const judgedBy = (found: Found) => rules(drift({ declared: [new Declared(bare)], found: [found], now }));

  it("explains what it made, where role, identity and ttl meet the estate", () => {
    expect(judgedBy(mine("1h"))).toEqual([]);
  });

  it.each([
    ["is longer than the role allows", mine("5h")],
    ["is of somebody who is not eligible", mine("1h", "erin")],
  ])("explains nothing where it %s", (_, found) => {
    expect(judgedBy(found)).toEqual(["undeclared-access"]);
  });

  const named = (values: Parameters<Touched["add"]>[2]) => {
    const found = mine("1h");
    const instances = found.landscape.instances.map((each) =>
      each.type === "leasehold_grant" ? { ...each, values: { ...each.values, ...values } } : each,
    );
    return { ...found, landscape: { ...found.landscape, instances } };
  };

  it.each([
    ["by the window that the provider fixed", named({ start: null, ...window("09:00", "10:00") })],
    ["by its own name and target", named({ name: "restart", target: at111(made).file.split("/").at(-2) ?? "" })],
    ["as the provider's first version wrote it", named({ start: null, starts: nine, ends: "2026-11-23T10:00:00Z" })],
  ])("explains what it made %s", (_, found) => {
    expect(judgedBy(found)).toEqual([]);
  });

  it.each([
    ["is for another target", named({ target: "elsewhere" })],
    ["has a window that is longer than the role allows", named({ start: null, ...window("09:00", "14:00") })],
    ["has a window that is none", named({ start: null, ...window("10:00", "09:00") })],
    ["is for a task that is none", named({ task: "restart" })],
    ["has no beginning", named({ start: null })],
  ])("explains nothing where it %s", (_, found) => {
    expect(judgedBy(found)).toEqual(["undeclared-access"]);
  });

  it("explains nothing where another's provider made it", () => {
    const { landscape, ...found } = mine("1h");
    const instances = landscape.instances.map(({ own: _, ...each }) => each);
    expect(judgedBy({ ...found, landscape: { ...landscape, instances } })).toEqual(["undeclared-access"]);
  });
});
