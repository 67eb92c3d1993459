import { code } from "../define";
import { capital, quoted, sentence } from "../wording";

/** What stops an estate from loading or linking: exit status 2. */
export const structure = {
  "directory-unreadable": code<{ directory: string; why: string; mend: string }>({
    severity: "error",
    concern: "structure",
    message: (p) => `No estate can be read from ${quoted(p.directory)}: ${p.why}.`,
    fix: (p) => p.mend,
  }),
  "no-files": code<{ directory: string }>({
    severity: "error",
    concern: "structure",
    message: (p) => `The directory ${quoted(p.directory)} holds no declaration: no file in it ends in .yaml or .yml.`,
    fix: () => "Run `leasehold init` to begin an estate, or name the directory that holds it.",
  }),
  "file-unreadable": code<{ why: string; mend: string }>({
    severity: "error",
    concern: "structure",
    message: (p) => `This cannot be read: ${p.why}.`,
    fix: (p) => p.mend,
  }),
  "file-too-large": code<{ size: number; limit: number; all: boolean }>({
    severity: "error",
    concern: "structure",
    message: (p) =>
      p.all
        ? `The files of the estate hold ${mebibytes(p.size)} together; ${mebibytes(p.limit)} is the limit.`
        : `This file holds ${mebibytes(p.size)}; ${mebibytes(p.limit)} is the limit.`,
    fix: () => "Remove what is no declaration, or split the estate.",
  }),
  "file-encoding": code<{ why: string; mend: string }>({
    severity: "error",
    concern: "structure",
    message: (p) => `This file is not UTF-8 text: ${p.why}.`,
    fix: (p) => p.mend,
  }),
  "symbolic-link": code<{ why: string }>({
    severity: "error",
    concern: "structure",
    message: (p) => `This symbolic link ${p.why}.`,
    fix: () => "Put the file itself below the directory of the estate: what is declared must be reviewed with it.",
  }),
  "yaml-syntax": code<{ why: string }>({
    severity: "error",
    concern: "structure",
    message: (p) => `This is not YAML: ${p.why}`,
    fix: () => "Correct the text here; look at the indentation, the colons and the quotes.",
  }),
  "yaml-not-plain": code<{ what: string; mend: string }>({
    severity: "error",
    concern: "structure",
    message: (p) => `${p.what} not taken in a declaration, which is plain YAML 1.2.`,
    fix: (p) => p.mend,
  }),
  "too-deep": code<{ limit: number }>({
    severity: "error",
    concern: "structure",
    message: (p) => `The text is nested more than ${p.limit} levels deep.`,
    fix: () => "Remove the nesting: a declaration needs about ten levels.",
  }),
  "too-many-signs": code<{ limit: number }>({
    severity: "error",
    concern: "structure",
    message: (p) => `This file holds more than ${p.limit / 1_000_000} million words and signs; here it reaches them.`,
    fix: () => "Remove what is no declaration, or split the file.",
  }),
  "too-many-aliases": code<{ limit: number }>({
    severity: "error",
    concern: "structure",
    message: (p) => `The aliases of this file stand for more than ${p.limit} values.`,
    fix: () => "Write the values out: aliases that hold aliases grow beyond all bounds.",
  }),
  "version-missing": code<Record<never, never>>({
    severity: "error",
    concern: "structure",
    message: () => "This file does not say which version of the declaration it is written in.",
    fix: () => "Write `version: 1` at the top of the file.",
  }),
  "version-unknown": code<{ found: string }>({
    severity: "error",
    concern: "structure",
    message: (p) => `There is no version ${p.found} of the declaration.`,
    fix: () => "Write `version: 1`.",
  }),
  "name-missing": code<Record<never, never>>({
    severity: "error",
    concern: "structure",
    message: () => "The estate has no name.",
    fix: () => "Write `name: <name>` in one of its files; the name is part of every path and id.",
  }),
  "duplicate-key": code<{ key: string; first: string }>({
    severity: "error",
    concern: "structure",
    message: (p) => `The key ${quoted(p.key)} stands here a second time; it stands first at ${p.first}.`,
    fix: () => "Keep one of the two.",
  }),
  "duplicate-estate-name": code<{ first: string }>({
    severity: "error",
    concern: "structure",
    message: (p) => `The estate is named here a second time; it has its name from ${p.first}.`,
    fix: () => "Keep `name:` in one file.",
  }),
  "duplicate-name": code<{ what: string; name: string; first: string }>({
    severity: "error",
    concern: "structure",
    message: (p) => `There are two ${p.what} named ${quoted(p.name)}: here and at ${p.first}.`,
    fix: () => "Rename or remove one of the two.",
  }),
  "malformed-name": code<{ what: string; name: string }>({
    severity: "error",
    concern: "structure",
    message: (p) => `${quoted(p.name)} cannot be the name of ${p.what}.`,
    fix: () => "Write a small letter, then small letters, digits or `-`, 63 characters at most.",
  }),
  "unknown-key": code<{ key: string; nearest?: string; known: readonly string[]; why?: string }>({
    severity: "error",
    concern: "structure",
    message: (p) => (p.why ? `The key ${quoted(p.key)} ${p.why}.` : `There is no key ${quoted(p.key)} here.`),
    fix: (p) => {
      if (p.why) return "Remove it.";
      return p.nearest ? `Did you mean "${p.nearest}"?` : `Known keys: ${p.known.join(", ")}.`;
    },
  }),
  "missing-key": code<{ key: string; mend?: string }>({
    severity: "error",
    concern: "structure",
    message: (p) => `The key "${p.key}" is missing.`,
    fix: (p) => p.mend ?? `Write \`${p.key}:\` and its value.`,
  }),
  "wrong-type": code<{ expected: string; found: string; mend?: string }>({
    severity: "error",
    concern: "structure",
    message: (p) => `${capital(p.expected)} is expected here, not ${p.found}.`,
    fix: (p) => p.mend ?? `Write ${p.expected}.`,
  }),
  "wrong-choice": code<{ found: string; known: readonly string[]; nearest?: string }>({
    severity: "error",
    concern: "structure",
    message: (p) => `${p.found} is not one of ${p.known.join(", ")}.`,
    fix: (p) => (p.nearest ? `Did you mean "${p.nearest}"?` : `Write one of ${p.known.join(", ")}.`),
  }),
  "malformed-value": code<{ fault: string; mend: string }>({
    severity: "error",
    concern: "structure",
    message: (p) => sentence(p.fault),
    fix: (p) => sentence(p.mend),
  }),
  "unknown-reference": code<{ what: string; name: string; nearest?: string }>({
    severity: "error",
    concern: "structure",
    message: (p) => `There is no ${p.what} named ${quoted(p.name)}.`,
    fix: (p) => (p.nearest ? `Did you mean "${p.nearest}"?` : `Declare the ${p.what}, or correct the name.`),
  }),
  "wrong-kind": code<{ name: string; is: string; wanted: string }>({
    severity: "error",
    concern: "structure",
    message: (p) => `"${p.name}" is ${p.is}, and ${p.wanted} is wanted here.`,
    fix: (p) => `Name ${p.wanted}.`,
  }),
  "listed-twice": code<{ name: string }>({
    severity: "error",
    concern: "structure",
    message: (p) => `"${p.name}" stands twice in this list.`,
    fix: () => "Remove one of the two.",
  }),
  "group-cycle": code<{ groups: readonly string[] }>({
    severity: "error",
    concern: "structure",
    message: (p) => `Groups hold each other in a circle: ${p.groups.join(" → ")}.`,
    fix: () => "Take one of them out of the other.",
  }),
};

function mebibytes(bytes: number): string {
  return `${Math.max(1, Math.round(bytes / 1048576))} MiB`;
}
