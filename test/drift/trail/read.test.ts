import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readTrail } from "../../../src/drift/trail/read";
import { ItemSplitter } from "../../../src/drift/trail/splitter";
import { at } from "../../helpers/estate";
import { assume, call, entry, eventsOf, Folder, type Plain, record, roleArn, user } from "./logs";

let folder: Folder;
beforeEach(() => {
  folder = new Folder();
});
afterEach(() => folder.remove());

const noon = "2026-11-23T12:00:00Z";
const records = (...all: readonly Plain[]) => JSON.stringify({ Records: all });
const kinds = async () => (await eventsOf(folder.path)).map(({ kind }) => kind);
const unreadable = async () =>
  (await eventsOf(folder.path)).flatMap((event) => (event.kind === "unreadable" ? event.message : []));

describe("forms that are read", () => {
  it.each([
    [
      "CloudTrail's files, packed",
      "AWSLogs/1/CloudTrail/eu-central-1/2026/11/23/a.json.gz",
      records(record(noon), record(noon)),
    ],
    ["CloudTrail's files, unpacked", "a.json", records(record(noon), record(noon))],
    [
      "CloudTrail's files, laid out for people",
      "a.json",
      JSON.stringify({ Records: [record(noon), record(noon)] }, null, 2),
    ],
    ["a record a line", "a.jsonl", [record(noon), record(noon)].map((one) => JSON.stringify(one)).join("\n")],
    ["records in a list", "a.json", JSON.stringify([record(noon), record(noon)])],
    [
      "what lookup-events answers",
      "a.json",
      JSON.stringify({
        Events: [record(noon), record(noon)].map((one) => ({ EventId: "1", CloudTrailEvent: JSON.stringify(one) })),
      }),
    ],
    [
      "what EventBridge hands on",
      "a.json",
      [record(noon), record(noon)]
        .map((detail) => JSON.stringify({ "detail-type": "AWS API Call via CloudTrail", detail }))
        .join("\n"),
    ],
    ["a byte order mark", "a.json", `\uFEFF${records(record(noon), record(noon))}`],
  ])("of AWS: %s", async (_, name, content) => {
    folder.write(name, content);
    expect(await kinds()).toEqual(["aws-call", "aws-call"]);
  });

  it.each([
    ["an entry a line", (all: readonly Plain[]) => `${all.map((one) => JSON.stringify(one)).join("\n")}\n`],
    ["a list", (all: readonly Plain[]) => JSON.stringify(all, null, 2)],
    ["what entries.list answers", (all: readonly Plain[]) => JSON.stringify({ entries: all })],
  ])("of GCP: %s", async (_, write) => {
    folder.write("a.json", write([entry(noon, "cloudsql.instances.get"), entry(noon, "cloudsql.instances.list")]));
    expect(await kinds()).toEqual(["gcp-call", "gcp-call"]);
  });

  it("both in one folder, by content and not by name", async () => {
    folder.write("aws/a.log", gzipSync(records(record(noon))));
    folder.write("gcp/b", JSON.stringify(entry(noon, "cloudsql.instances.get")));
    expect(await kinds()).toEqual(["aws-call", "gcp-call"]);
  });

  it("times with fractions of a second, which count within their second", async () => {
    folder.write("a.json", JSON.stringify(entry("2026-11-23T12:00:00.999999999Z", "cloudsql.instances.get")));
    expect(await eventsOf(folder.path)).toMatchObject([{ at: at(noon) }]);
  });

  it("nothing of a credential", async () => {
    folder.write("a.json", records(assume(noon, "first", user("dana"))));
    const events = await eventsOf(folder.path);
    expect(events).toMatchObject([{ asksFor: roleArn("first") }]);
    expect(JSON.stringify(events)).not.toMatch(/never-shown|A[KS]IAEXAMPLE|accessKey/);
  });
});

describe("what is left out, and said", () => {
  it.each([
    ["a digest, by its place", "AWSLogs/1/CloudTrail-Digest/eu-central-1/2026/11/23/d.json.gz", "{}"],
    ["a digest, by its shape", "d.json", JSON.stringify({ awsAccountId: "1", digestStartTime: noon, logFiles: [] })],
    ["insights, by their place", "AWSLogs/1/CloudTrail-Insight/eu-central-1/i.json.gz", "{}"],
    [
      "insights, by their shape",
      "i.json",
      records(record(noon, { eventCategory: "Insight", eventType: "AwsCloudTrailInsight" })),
    ],
    [
      "entries of other logs",
      "o.json",
      JSON.stringify({ logName: "projects/acme-prod/logs/stdout", timestamp: noon, textPayload: "x" }),
    ],
  ])("%s", async (_, name, content) => {
    folder.write(name, content);
    expect(await kinds()).toEqual(["skipped"]);
  });

  it("a link to what is read by itself", async () => {
    folder.write("a.json", records(record(noon)));
    symlinkSync(join(folder.path, "a.json"), join(folder.path, "b.json"));
    symlinkSync(folder.path, join(folder.path, "c"));
    expect(await kinds()).toEqual(["aws-call", "skipped", "skipped"]);
  });
});

describe("what cannot be read is never a pass", () => {
  const packed = gzipSync(records(...Array.from({ length: 200 }, () => record(noon))));
  it.each<[string, string | Buffer, RegExp]>([
    ["an empty file", "", /is empty/],
    ["a file of spaces", " \n", /is empty/],
    ["a text", "hello\n", /not JSON/],
    ["a table", "eventTime,eventName\n2026,AssumeRole\n", /not JSON|no record/],
    ["another JSON", '{"a":1}', /no record/],
    ["numbers", "[1,2,3]", /no record/],
    ["notices of S3", '{"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventName":"x"}]}', /no record/],
    ["a cut file", records(record(noon)).slice(0, -2), /middle of a record/],
    ["a file cut in a record", records(record(noon)).slice(0, 90), /middle of a record/],
    ["a cut packed file", packed.subarray(0, packed.length - 20), /middle of what gzip packed/],
    [
      "a damaged packed file",
      Buffer.concat([packed.subarray(0, 40), Buffer.alloc(40, 7), packed.subarray(80)]),
      /damaged/,
    ],
    ["UTF-16", Buffer.from(records(record(noon)), "utf16le"), /not UTF-8/],
    [
      "bytes that are no UTF-8",
      Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]),
      /not UTF-8/,
    ],
    ["a record without a time", records(record(noon, { eventTime: undefined })), /no eventTime/],
    ["a time without an offset", records(record("2026-11-23T12:00:00")), /needs an offset/],
    ["a day that the calendar lacks", records(record("2026-11-31T12:00:00Z")), /no day 31/],
    ["a time in seconds", records(record(noon, { eventTime: 1795424400 })), /no eventTime/],
    ["a version to come", records(record(noon, { eventVersion: "2.0" })), /event version/],
    ["more pages", JSON.stringify({ Events: [], NextToken: "x" }), /more pages/],
    ["an entry without a time", JSON.stringify(entry(noon, "a.b.c", { timestamp: undefined })), /no timestamp/],
    ["brackets that do not fit", "]", /not JSON/],
  ])("%s", async (_, content, message) => {
    folder.write("a.json", content);
    expect((await unreadable()).join("\n")).toMatch(message);
  });

  it("says of a file's many faulty records once how many, and reads the others", async () => {
    folder.write("a.json", records(record("x"), record(noon), record("y")));
    expect(await kinds()).toEqual(["aws-call", "unreadable"]);
    expect(await unreadable()).toEqual([
      expect.stringMatching(/a\.json: of 2 of its records the first: its eventTime/),
    ]);
  });

  it("a file that was cut anywhere", async () => {
    const whole = Buffer.from(records(call(noon, "first"), call(noon, "first")));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), fc.boolean(), async (size, pack) => {
        const bytes = pack ? gzipSync(whole) : whole;
        folder.write("a.json", bytes.subarray(0, Math.min(size, bytes.length - 1)));
        expect(await unreadable()).toHaveLength(1);
      }),
    );
  });

  it("an empty folder, no folder, a file", async () => {
    expect(await unreadable()).toEqual([expect.stringMatching(/holds no log files/)]);
    const file = folder.write("a.json", records());
    for (const path of [join(folder.path, "none"), file]) {
      expect(await eventsOf(path)).toMatchObject([{ kind: "unreadable" }]);
    }
  });

  it("links that lead out or nowhere, and pipes", async () => {
    symlinkSync("/etc", join(folder.path, "out"));
    symlinkSync("/nowhere-at-all", join(folder.path, "none"));
    execFileSync("mkfifo", [join(folder.path, "pipe.json")]);
    expect(await unreadable()).toEqual([
      expect.stringMatching(/none: .*leads nowhere/),
      expect.stringMatching(/out: .*leads out/),
      expect.stringMatching(/pipe\.json: .*pipe/),
    ]);
  });

  it("a quiet file is none of these", async () => {
    folder.write("a.json", records());
    expect(await kinds()).toEqual([]);
  });
});

describe("taking JSON apart", () => {
  const split = (text: string, size: number, keys = ["Records"]) => {
    const splitter = new ItemSplitter(new Set(keys), 1 << 20);
    const bytes = Buffer.from(text);
    const items: { text: string; list?: string }[] = [];
    for (let from = 0; from < bytes.length; from += size)
      items.push(...splitter.push(bytes.subarray(from, from + size)));
    return [...items, ...splitter.end()];
  };

  it("gives the same however the bytes come in", () => {
    fc.assert(
      fc.property(
        fc.array(fc.object({ maxDepth: 3 })),
        fc.object({ maxDepth: 1 }),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom<0 | 2>(0, 2),
        (elements, before, size, indent) => {
          const document = JSON.parse(JSON.stringify({ ...before, Records: elements, after: '\\"]}' }));
          const items = split(JSON.stringify(document, null, indent), size);
          const read = items.map(({ text, list }) => ({ list, value: JSON.parse(text) }));
          expect(read).toEqual([
            ...document.Records.map((value: unknown) => ({ list: "Records", value })),
            { list: undefined, value: { ...document, Records: [] } },
          ]);
        },
      ),
    );
  });

  it.each([1, 3, 1000])("of lines and lists, %i bytes at a time", (size) => {
    const expected = ['{"a":[1,{"Records":2}]}', '"x, y"', "12", "true"];
    expect(split(expected.join("\n"), size).map(({ text }) => text)).toEqual(expected);
    expect(split(`[${expected.join(", ")}]`, size).map(({ text }) => text)).toEqual(expected);
  });

  it("refuses a value beyond the limit before all of it is read", () => {
    const splitter = new ItemSplitter(new Set(), 100);
    expect(() => [...splitter.push(Buffer.from(`{"a":"${"x".repeat(200)}`))]).toThrow("too-large");
  });
});

it("keeps little in memory of a large file", async () => {
  const line = `${JSON.stringify(call(noon, "first", { requestParameters: { filler: "x".repeat(2000) } }))}\n`;
  folder.write("a.json.gz", line.repeat(20_000));
  global.gc?.();
  let events = 0;
  let peak = 0;
  const before = process.memoryUsage().heapUsed + process.memoryUsage().external;
  for await (const event of readTrail(folder.path)) {
    if (event.kind === "aws-call") events += 1;
    if (events % 5000 === 0) peak = Math.max(peak, process.memoryUsage().heapUsed + process.memoryUsage().external);
  }
  expect(events).toBe(20_000);
  expect(peak - before).toBeLessThan(150e6);
});
