import { describe, expect, it } from "vitest";
import { github } from "../../src/report/github";
import { judge } from "../../src/report/judgement";
import { context, diagnostic, hostile } from "./sample";

const lines = (...diagnostics: Parameters<typeof judge>[0]) =>
  github(judge(diagnostics), context).trimEnd().split("\n");

describe("annotations", () => {
  it("say the place, the code, the message and the mend", () => {
    expect(lines(diagnostic())).toEqual([
      '::error file=access/roles.yaml,line=12,col=3,title=owner-missing::Role "reader" has no accountable owner.%0AWrite `owners: { entitlement: <team> }`.',
      "leasehold: the estate fails: 1 error, 0 warnings, 0 notes",
    ]);
  });

  it.each([
    ["error", "::error "],
    ["warning", "::warning "],
    ["note", "::notice "],
  ] as const)("%s is %s", (severity, command) => {
    expect(lines(diagnostic({ severity }))[0]).toMatch(new RegExp(`^${command}`));
  });

  it("escape what would end a property or a command", () => {
    const location = { file: "a,b:c%d.yaml", line: 1, column: 1 };
    expect(lines(diagnostic({ location, message: "100% of :: it", fix: "" }))[0]).toBe(
      "::error file=a%2Cb%3Ac%25d.yaml,line=1,col=1,title=owner-missing::100%25 of :: it%0A",
    );
  });

  it("are one line each, whatever the estate says", () => {
    const found = lines(diagnostic({ message: hostile, fix: hostile, code: hostile, waivedBy: hostile }));
    expect(found).toHaveLength(2);
    expect(found[0]).not.toMatch(/[\p{Cc}\p{Cs}]/u);
  });
});
