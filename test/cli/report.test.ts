import { appendFileSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { CommandLine, now } from "./command-line";

const leasehold = new CommandLine();
afterAll(() => leasehold.close());

const report = (cwd: string, ...words: string[]) => leasehold.run(["report", "--now", now, ...words], { cwd });

const ownerless = `version: 1
roles:
  spare:
    description: Nobody answers for this one
    sensitivity: low
    eligible: [dana]
    maxTtl: 1h
    approval: { none: "Only names are read" }
    aws: { targets: [orders-prod], statements: [{ actions: [ec2:DescribeRegions], resources: ["*"] }] }
`;

describe("leasehold report", () => {
  it("writes one page, and says in one line where it is", () => {
    const directory = leasehold.initialised();
    const { status, stdout, stderr } = report(directory, "--out", "report.html", "--zone", "Europe/Berlin");
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
    expect(stderr).toMatch(/^leasehold: example passes: .*; the page is in report\.html\n$/);
    expect(readFileSync(join(directory, "report.html"), "utf8")).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
  });

  it("gives the same bytes wherever it runs, and says nothing of the machine", () => {
    const [here, there] = [leasehold.initialised(), leasehold.initialised()];
    renameSync(join(there, "access"), join(there, "elsewhere"));
    expect(report(here, "--out", "report.html").status).toBe(0);
    expect(report(there, "elsewhere", "--out", "other.html").status).toBe(0);
    const page = readFileSync(join(here, "report.html"), "utf8");
    expect(readFileSync(join(there, "other.html"), "utf8")).toBe(page);
    expect(page).not.toContain(here);
  });

  it("writes the page of an estate that is not governed, says so in it, and ends in 1", () => {
    const directory = leasehold.initialised();
    writeFileSync(join(directory, "access", "spare.yaml"), ownerless);
    const { status, stderr } = report(directory, "--out", "report.html");
    expect(status).toBe(1);
    expect(stderr).toContain("fails");
    const page = readFileSync(join(directory, "report.html"), "utf8");
    expect(page).toContain("Not governed.");
    expect(page).toContain("owner-missing");
  });

  it("writes nothing of what does not load, says why, and ends in 2", () => {
    const directory = leasehold.initialised();
    writeFileSync(join(directory, "access", "spare.yaml"), ownerless.replace("[dana]", "[nobody]"));
    const before = readdirSync(directory);
    const { status, stdout } = report(directory, "--out", "report.html");
    expect(status).toBe(2);
    expect(stdout).toContain("access/spare.yaml:");
    expect(readdirSync(directory)).toEqual(before);
  });

  it.each([
    { words: [], says: "--out" },
    { words: ["--out", "report.html", "--zone", "Europe/Berlni"], says: "Europe/Berlni" },
    { words: ["--out", "no/such/report.html"], says: "no/such/report.html" },
    { words: ["nowhere", "--out", "report.html"], says: "nowhere" },
  ])("ends in 2 for $words", ({ words, says }) => {
    const directory = leasehold.initialised();
    appendFileSync(join(directory, "keep"), "");
    const { status, stdout, stderr } = report(directory, ...words);
    expect(status).toBe(2);
    expect(`${stdout}${stderr}`).toContain(says);
    expect(existsSync(join(directory, "report.html"))).toBe(false);
  });
});
