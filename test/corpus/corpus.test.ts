import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "@marcbachmann/cel-js";
import { describe, expect, it } from "vitest";
import { parseInstant } from "../../src/time/instant";

interface Expectation {
  readonly kind: string;
  readonly until?: string;
  readonly from?: string;
}

interface Entry {
  readonly id: string;
  readonly page: string;
  readonly use: string;
  readonly expect: Expectation;
}

interface AwsEntry extends Entry {
  readonly effect: string;
  readonly condition: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface GcpEntry extends Entry {
  readonly expression: string;
}

const aws = corpus<AwsEntry>("aws-conditions.json");
const gcp = corpus<GcpEntry>("gcp-conditions.json");

const officialHosts = [
  "docs.aws.amazon.com",
  "docs.cloud.google.com",
  "docs.github.com",
  "docs.gitlab.com",
  "developer.hashicorp.com",
];
const officialRepositories = "https://github.com/aws-samples/";

const kinds = {
  aws: ["always", "never", "bounded", "lower-bounded", "session-bounded"],
  gcp: ["always", "never", "bounded", "lower-bounded", "recurring"],
};

const operator =
  /^(ForAllValues:|ForAnyValue:)?(String(Not)?(Equals(IgnoreCase)?|Like)|Numeric(NotEquals|Equals|(Less|Greater)Than(Equals)?)|Date(NotEquals|Equals|(Less|Greater)Than(Equals)?)|Bool|BinaryEquals|(Not)?IpAddress|Arn(Not)?(Equals|Like))(IfExists)?$/;

describe("the corpus of documented conditions", () => {
  it("holds enough of both clouds", () => {
    expect(aws.entries.length).toBeGreaterThanOrEqual(150);
    expect(gcp.entries.length).toBeGreaterThanOrEqual(80);
  });

  describe.each([
    ["aws", aws, (entry: Entry) => JSON.stringify((entry as AwsEntry).condition)],
    ["gcp", gcp, (entry: Entry) => (entry as GcpEntry).expression],
  ] as const)("%s", (cloud, { about, entries }, text) => {
    it("says what it is", () => expect(about).toMatch(/each with the page/));

    it("names each condition once", () => expect(repeated(entries.map(({ id }) => id))).toEqual([]));

    it("holds each condition once", () => expect(repeated(entries.map(text))).toEqual([]));

    it("cites only official pages", () => {
      const others = entries.filter(({ page }) => !official(page)).map(({ page }) => page);
      expect(others).toEqual([]);
    });

    it("says of each when it can hold", () => {
      const malformed = entries.filter((entry) => !wellFormed(entry, kinds[cloud])).map(({ id }) => id);
      expect(malformed).toEqual([]);
    });

    it("holds every kind", () => {
      expect(new Set(entries.map((entry) => entry.expect.kind))).toEqual(new Set(kinds[cloud]));
    });
  });

  it("writes AWS conditions with AWS's operators", () => {
    const unknown = aws.entries.flatMap(({ condition }) =>
      Object.keys(condition).filter((name) => name !== "Null" && !operator.test(name)),
    );
    expect(unknown).toEqual([]);
    const empty = aws.entries.filter(({ condition }) => Object.values(condition).some((keys) => !Object.keys(keys)[0]));
    expect(empty).toEqual([]);
  });

  it("says of each AWS condition where it stands", () => {
    expect(new Set(aws.entries.map(({ effect }) => effect))).toEqual(new Set(["Allow", "Deny"]));
    expect(new Set(aws.entries.map(({ use }) => use))).toEqual(new Set(["identity", "trust", "resource", "scp"]));
  });

  it("says of each Google Cloud condition where it stands", () => {
    expect(new Set(gcp.entries.map(({ use }) => use))).toEqual(new Set(["iam", "deny", "federation"]));
  });

  it.each(gcp.entries.map(({ id, expression }) => [id, expression]))("parses %s as CEL", (_, expression) => {
    expect(() => parse(expression)).not.toThrow();
  });
});

function corpus<E extends Entry>(file: string): { readonly about: string; readonly entries: readonly E[] } {
  const { about, conditions } = JSON.parse(readFileSync(join(__dirname, file), "utf8")) as {
    about: string;
    conditions: E[];
  };
  return { about, entries: conditions };
}

function repeated(texts: readonly string[]): string[] {
  return texts.filter((text, n) => texts.indexOf(text) !== n);
}

function official(page: string): boolean {
  const url = new URL(page);
  return url.protocol === "https:" && (officialHosts.includes(url.hostname) || page.startsWith(officialRepositories));
}

function wellFormed({ expect: { kind, until, from } }: Entry, kinds: readonly string[]): boolean {
  const ends = kind === "bounded" || kind === "session-bounded";
  const begins = kind === "lower-bounded";
  const begin = instant(from);
  const end = instant(until);
  return (
    kinds.includes(kind) &&
    (until !== undefined) === ends &&
    (begins ? from !== undefined : ends || from === undefined) &&
    begin !== "malformed" &&
    end !== "malformed" &&
    (begin === undefined || end === undefined || begin < end)
  );
}

function instant(text: string | undefined): number | undefined | "malformed" {
  if (text === undefined) return undefined;
  const parsed = parseInstant(text);
  return "instant" in parsed ? parsed.instant : "malformed";
}
