import type { Node, YAMLMap } from "yaml";
import type { Diagnostic } from "../diagnostics/diagnostic";
import { nearest } from "../diagnostics/nearest";
import { diagnose } from "../diagnostics/report";
import type { Declaration } from "./declaration";
import { nouns } from "./entries";
import { keyLocation, type Origin, Places, type SourceFile } from "./places";
import { PlainReader, type ReportAt, refused } from "./plain";
import { type Section, sections } from "./schema";
import { comesLater, laterKeys } from "./schema-basics";
import { readSimpleYaml, type SimpleText } from "./simple-yaml";
import { nestingLimit, parseYaml, signLimit, type YamlFault } from "./yaml";
import { yamlLibrary } from "./yaml-library";

const topLevel = ["version", "name", "policy", ...sections];

/** The declaration of many files, each read once. */
export class Merger {
  readonly places = new Places();
  readonly diagnostics: Diagnostic[] = [];
  /** Whether a file could not be parsed, so that names may be missing that are declared. */
  incomplete = false;
  readonly #sections = new Map<Section, Map<string, unknown>>();
  #policy: Record<string, unknown> | undefined;
  #name: unknown;

  get declaration(): Declaration {
    return {
      ...(this.#name === undefined ? {} : { name: this.#name }),
      ...(this.#policy === undefined ? {} : { policy: this.#policy }),
      ...Object.fromEntries(this.#sections),
    };
  }

  /** Reads one file into the declaration. */
  add(file: SourceFile): void {
    const report: ReportAt = (code, parameters, offset) => {
      this.diagnostics.push(diagnose(code, parameters, [], file.locationOf(offset)));
    };
    this.places.addFile(file);
    const simple = readSimpleYaml(file.text);
    if (simple && isWhole(simple)) {
      this.#addSimple(simple, file, report);
      return;
    }
    const parsed = parseYaml(file.text);
    if ("faults" in parsed) {
      this.incomplete = true;
      for (const fault of parsed.faults) reportYaml(fault, report);
      return;
    }
    const { contents } = parsed;
    const { isMap } = yamlLibrary();
    if (contents !== null && !isMap(contents)) {
      const empty = "value" in contents && contents.value === null;
      if (!empty) {
        this.incomplete = true;
        const expected = "a map with `version`, `name`, `policy` and the sections";
        report("wrong-type", { expected, found: "a single value or a list" }, contents.range[0]);
        return;
      }
    }
    this.#root(contents !== null && isMap(contents) ? contents : undefined, file, report);
  }

  #addSimple({ pairs, offsets }: SimpleText, file: SourceFile, report: ReportAt): void {
    for (const { key, keyOffset, value, index, entries = [] } of pairs) {
      this.places.addHead(key, () => file.locationOf(keyOffset));
      if (key === "name") this.#nameFound({ file, offsets, index, value }, report);
      if (!isSection(key) && key !== "policy") continue;
      const set = this.#entriesOf(key);
      for (const entry of entries) {
        const found = { file, offsets, index: entry.index, value: entry.value };
        this.#entryFound(key, entry.key, found, set, report);
      }
    }
  }

  #root(root: YAMLMap | undefined, file: SourceFile, report: ReportAt): void {
    const reader = new PlainReader(report, (offset) => file.locationOf(offset));
    const pairs = root ? reader.pairs(root) : [];
    if (!pairs.some(({ key }) => key === "version")) report("version-missing", {}, root?.range?.[0] ?? 0);
    for (const { key, keyOffset, value } of pairs) {
      this.places.addHead(key, () => file.locationOf(keyOffset));
      if (key === "version") {
        const version = reader.value(value, keyOffset, 1);
        if (version !== 1)
          report("version-unknown", { found: JSON.stringify(version) ?? "" }, value?.range?.[0] ?? keyOffset);
      } else if (key === "name") this.#addName(reader, value, keyOffset, file, report);
      else if (key === "policy") this.#addEntries("policy", reader, value, keyOffset, file, report);
      else if (isSection(key)) this.#addEntries(key, reader, value, keyOffset, file, report);
      else {
        const close = nearest(key, topLevel);
        const why = laterKeys.has(key) ? { why: comesLater } : {};
        report("unknown-key", { key, known: topLevel, ...(close ? { nearest: close } : {}), ...why }, keyOffset);
      }
    }
  }

  #addName(reader: PlainReader, node: Node | null, keyOffset: number, file: SourceFile, report: ReportAt): void {
    const index = reader.offsets.length;
    reader.offsets.push(keyOffset);
    const value = reader.value(node, keyOffset, 1);
    this.#nameFound({ file, offsets: reader.offsets, index, value }, report);
  }

  #nameFound(origin: Origin, report: ReportAt): void {
    const before = this.places.originOf("name", "");
    if (before) {
      report("duplicate-estate-name", { first: shown(before) }, origin.offsets[origin.index] ?? 0);
      return;
    }
    this.#name = origin.value;
    this.places.add("name", "", origin);
  }

  #addEntries(
    section: Section | "policy",
    reader: PlainReader,
    node: Node | null,
    keyOffset: number,
    file: SourceFile,
    report: ReportAt,
  ): void {
    if (node === null || ("value" in node && node.value === null)) {
      this.#entriesOf(section);
      return;
    }
    if (!yamlLibrary().isMap(node)) {
      const found = "items" in node ? "a list" : "a single value";
      report("wrong-type", { expected: "a map by name", found }, node.range?.[0] ?? keyOffset);
      return;
    }
    reader.checkTag(node, node.range?.[0] ?? keyOffset);
    const set = this.#entriesOf(section);
    for (const pair of reader.pairs(node)) {
      const index = reader.offsets.length;
      reader.offsets.push(pair.keyOffset);
      const faults = reader.faults;
      const value = reader.value(pair.value, pair.keyOffset, 2);
      const taken = reader.faults > faults && section !== "policy" ? refused : value;
      this.#entryFound(section, pair.key, { file, offsets: reader.offsets, index, value }, set, report, taken);
    }
  }

  /** Takes an entry where none has its name; `taken` is what it counts as. */
  #entryFound(
    section: Section | "policy",
    name: string,
    origin: Origin,
    set: (name: string, value: unknown) => void,
    report: ReportAt,
    taken: unknown = origin.value,
  ): void {
    const before = this.places.originOf(section, name);
    if (!before) {
      this.places.add(section, name, origin);
      set(name, taken);
      return;
    }
    const first = shown(before);
    const at = origin.offsets[origin.index] ?? 0;
    if (section === "policy") report("duplicate-key", { key: name, first }, at);
    else report("duplicate-name", { what: plurals[section] ?? `${nouns[section]}s`, name, first }, at);
  }

  #entriesOf(section: Section | "policy"): (name: string, value: unknown) => void {
    if (section === "policy") {
      const policy = this.#policy ?? {};
      this.#policy = policy;
      return (name, value) => {
        // Plain assignment would change the prototype where the key is `__proto__`.
        Object.defineProperty(policy, name, { value, enumerable: true, configurable: true, writable: true });
      };
    }
    const entries = this.#sections.get(section) ?? new Map<string, unknown>();
    this.#sections.set(section, entries);
    return (name, value) => entries.set(name, value);
  }
}

const plurals: Partial<Record<Section, string>> = { identities: "identities" };

/** Whether nothing is to be said of what stands at the top. */
function isWhole({ pairs }: SimpleText): boolean {
  return (
    pairs.some(({ key, value }) => key === "version" && value === 1) &&
    pairs.every(({ key, entries }) =>
      key === "policy" || isSection(key) ? entries !== undefined : key === "version" || key === "name",
    )
  );
}

function isSection(key: string): key is Section {
  return (sections as readonly string[]).includes(key);
}

function shown(origin: Parameters<typeof keyLocation>[0]): string {
  const { file, line, column } = keyLocation(origin);
  return `${file}:${line}:${column}`;
}

function reportYaml(fault: YamlFault, report: ReportAt): void {
  switch (fault.kind) {
    case "syntax":
      report("yaml-syntax", { why: fault.why }, fault.offset);
      return;
    case "not-plain":
      report("yaml-not-plain", { what: fault.what, mend: fault.mend }, fault.offset);
      return;
    case "too-deep":
      report("too-deep", { limit: nestingLimit }, fault.offset);
      return;
    case "too-many-signs":
      report("too-many-signs", { limit: signLimit }, fault.offset);
      return;
  }
}
