import { conclude, type Judgement } from "../../src/report/judgement";
import { finding } from "../gate/finding";

/** What somebody who may name things in a plan would write, to be taken for more than text. */
export const injections: Readonly<Record<string, string>> = {
  "a link": "[x](javascript:alert(1))",
  "a link by reference": "[x][1] [1]: https://evil.example",
  "an image": "![x](https://evil.example/x.png)",
  "an HTML image": "<img src=x onerror=alert(1)>",
  "an HTML script": "<script>alert(1)</script>",
  "an HTML comment": "<!-- hidden --> <b>bold</b>",
  "an autolink": "<https://evil.example>",
  "an address of the web": "https://evil.example/?q=1 http://evil.example www.evil.example",
  "an address of mail": "mallory@evil.example mailto:mallory@evil.example",
  "a mention": "@acme @acme/security a@b",
  "a reference": "#1 GH-1 gh-22 user/repo#1 !7",
  "a commit": "user/repo@0123456789abcdef0123456789abcdef01234567 0123456 0123456789abcdef0123456789abcdef01234567",
  "an emoji": ":smile: :+1: arn:aws:kms:eu-central-1:111122223333:key:x",
  "a cell": "a | b || c \\| d",
  code: "`code` ``more`` ```fence",
  "a heading": "# heading",
  "a list": "- item\n1. item\n* item",
  "a quotation": "> quoted",
  "a rule": "---\n***",
  emphasis: "*a* _b_ **c** __d__ ~~e~~",
  "a formula": "$\\alpha$ $$\\beta$$ $`x`$",
  "a footnote": "[^1] [^1]: x",
  entities: "&lt;b&gt; &amp; &#64;acme &copy;",
  escapes: "\\[x\\](y) \\@acme \\\\",
  "line breaks": "a\nb\r\nc\u2028d\u0085e",
  ANSI: "\u001b[31mred\u001b[0m\u009b2J\u001b]8;;https://evil.example\u0007x\u001b]8;;\u0007",
  "text turned round": "\u202egnp.exe\u200b\ufeff",
  "half a character": "\ud800x\udc00",
  "a formula of a sheet": '=HYPERLINK("https://evil.example";"x") +1 -1 @SUM(1)',
  "a command of GitHub": "::error file=a.ts,line=1::boom",
  "a setting of GitHub": "::set-output name=x::y ::stop-commands::z",
  "an old command of GitHub": "##[set-output name=x]y",
  "a command of Azure": "##vso[task.complete result=Succeeded;]",
  "a command of TeamCity": "##teamcity[buildStatus status='SUCCESS']",
  "escapes of GitHub": "100%25 %0A::error::x %0D",
  "the end of CDATA": "]]> <![CDATA[x]]> <?x?> <!DOCTYPE x>",
  "the end of an attribute": "\"><error x='y",
  "a placeholder of SARIF": "{0} {1} {{2}}",
  "a key of for_each": 'aws_iam_role.x["a\\"b.c[0]"]',
  "a prototype": "__proto__ constructor",
};

/** A judgement in which everything that a plan may say says this. */
export function hostileJudgement(text: string): Judgement {
  const about = finding({
    message: text,
    fix: text,
    principal: text,
    address: text,
    addresses: [text],
    scope: text,
    bound: { kind: "standing", because: text },
    location: { file: text.replaceAll("\0", ""), line: 1, column: 1 },
  });
  const { location: _, ...placeless } = about;
  return conclude(
    [],
    [about, placeless, { ...about, severity: "warning", waivedBy: text }, { ...placeless, severity: "note" }],
    {
      estate: text,
      facts: [
        { kind: "access", address: text, principal: text, scope: text, bound: { kind: "standing", because: text } },
      ],
      inputs: { leasehold: "0.1.0", now: "2026-11-23T09:00:00Z", plan: { sha256: "0123456789abcdef".repeat(4) } },
    },
  );
}
