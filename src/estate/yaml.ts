import type { Document, ParsedNode } from "yaml";
import { yamlLibrary } from "./yaml-library";

/** Something that stops a text from being read as YAML, and the offset at which it stands. */
export type YamlFault =
  | { readonly kind: "syntax"; readonly why: string; readonly offset: number }
  | { readonly kind: "not-plain"; readonly what: string; readonly mend: string; readonly offset: number }
  | { readonly kind: "too-deep"; readonly offset: number }
  | { readonly kind: "too-many-signs"; readonly offset: number };

/** How deep a declaration may be nested. The library's own recursion ends the process at some thousand levels. */
export const nestingLimit = 100;

/** How many words and signs one file may hold: nodes of many more do not fit into memory, and V8 ends the process. */
export const signLimit = 5_000_000;

/** Texts that are shorter, or hold fewer separators, cannot hold so many; counting first would cost them a tenth of their time. */
const countedFrom = { length: 4 * 1048576, separators: 1_500_000 };

/** How many faults of one text are told; the rest mostly follow from the first. */
const faultLimit = 10;

/**
 * Runs something without an environment. The library looks there at every token whether to print it: what it prints would be
 * mixed with ours, and looking takes a sixth of the whole time.
 */
export function withoutEnvironment<T>(run: () => T): T {
  const { env } = process;
  process.env = {};
  try {
    return run();
  } finally {
    process.env = env;
  }
}

/**
 * Parses one YAML 1.2 document. The library's parser keeps a stack rather than recursing, so it is fed token by token, and the
 * depth is known before anything recurses over it. Duplicate keys are left to the reader of the nodes, which finds them in
 * linear time.
 */
export function parseYaml(
  text: string,
): { readonly contents: ParsedNode | null } | { readonly faults: readonly YamlFault[] } {
  try {
    const beyond = isDense(text) ? beyondSigns(text) : undefined;
    const documents = beyond === undefined ? compose(text) : ({ kind: "too-many-signs", offset: beyond } as const);
    if (!Array.isArray(documents)) return { faults: [documents] };
    const [first, second] = documents;
    if (!first) return { contents: null };
    const faults = faultsOf(first, second);
    return faults.length > 0 ? { faults } : { contents: first.contents };
  } catch (error) {
    return { faults: [{ kind: "syntax", why: error instanceof Error ? error.message : String(error), offset: 0 }] };
  }
}

function isDense(text: string): boolean {
  if (text.length < countedFrom.length) return false;
  let count = 0;
  for (let at = 0; at < text.length; at++) if (separators.has(text.charCodeAt(at))) count++;
  return count > countedFrom.separators;
}

const separators: ReadonlySet<number> = new Set(Array.from(",:[]{}\"'\n\t", (sign) => sign.charCodeAt(0)));

/** What the lexer sets before a text, a document and the end of a flow, and is not there itself. */
const marks: ReadonlySet<string> = new Set(["\u001f", "\u0002", "\u0018"]);

/** The offset at which a text holds more signs than one file may. */
function beyondSigns(text: string): number | undefined {
  let count = 0;
  let offset = 0;
  const { Lexer } = yamlLibrary();
  for (const lexeme of new Lexer().lex(text)) {
    if (++count > signLimit) return offset;
    if (!marks.has(lexeme)) offset += lexeme.length;
  }
  return undefined;
}

function compose(text: string): Document.Parsed[] | YamlFault {
  const { Composer, Lexer, Parser } = yamlLibrary();
  const lexer = new Lexer();
  const parser = new Parser();
  const composer = new Composer({
    version: "1.2",
    schema: "core",
    stringKeys: true,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "silent",
  });
  const documents: Document.Parsed[] = [];
  for (const lexeme of lexer.lex(text)) {
    for (const token of parser.next(lexeme)) documents.push(...composer.next(token));
    if (parser.stack.length > nestingLimit) return { kind: "too-deep", offset: parser.offset };
  }
  for (const token of parser.end()) documents.push(...composer.next(token));
  documents.push(...composer.end(true, text.length));
  return documents;
}

function faultsOf(first: Document.Parsed, second: Document.Parsed | undefined): YamlFault[] {
  const { yaml } = first.directives;
  if (yaml.explicit && yaml.version !== "1.2") {
    return [{ kind: "not-plain", what: `YAML ${yaml.version} is`, mend: "Remove the `%YAML` line.", offset: 0 }];
  }
  const faults = first.errors.slice(0, faultLimit).map(({ code, message, pos: [offset] }): YamlFault => {
    if (code === "TAG_RESOLVE_FAILED") {
      return { kind: "not-plain", what: "This tag is", mend: "Remove the tag, and write the value itself.", offset };
    }
    if (code === "NON_STRING_KEY") {
      return { kind: "not-plain", what: "A key that is a list or a map is", mend: "Write a name as the key.", offset };
    }
    return { kind: "syntax", why: message.endsWith(".") ? message : `${message}.`, offset };
  });
  if (second && faults.length === 0) {
    const mend = "Write each document into a file of its own, and remove the lines `---` and `...`.";
    faults.push({ kind: "not-plain", what: "A second document in one file is", mend, offset: second.range[0] });
  }
  return faults;
}
