/** The marks around what leasehold writes; everything outside of them is somebody's own. */
const begin = "# leasehold: begin";
const end = "# leasehold: end";

/** A code-owners file whose marks leave open what is leasehold's; `fix` says how to mend it. */
export class BlockFault extends Error {
  override readonly name = "BlockFault";

  constructor(
    message: string,
    readonly fix: string,
  ) {
    super(message);
  }
}

/** What a code-owners file holds now, and what it should. */
export interface Merged {
  readonly text: string;
  /** The marked block as it stands, and as it should; each without line ends. */
  readonly was: readonly string[];
  readonly is: readonly string[];
  /** The line, from 1, of an entry after the block, which counts instead of it where it matches too. */
  readonly entryAfter?: number;
}

/**
 * Puts lines into the marked block of a code-owners file, or behind what it holds where it has none. Outside of the block
 * every byte stays.
 *
 * @throws BlockFault for marks that are missing, repeated or turned round, and for a block of another estate
 */
export function mergeBlock(present: string, lines: readonly string[], estate: string): Merged {
  const found = findBlock(present);
  const is = [
    begin,
    `# estate: ${estate}`,
    "# Written by `leasehold codeowners`, which writes this block anew; other lines go outside of it.",
    "# Owners are only asked here: what has to be approved, and by whom, `leasehold review` decides.",
    ...lines,
    end,
  ];
  const ending = /\r\n/.test(present) && !/(?<!\r)\n/.test(present) ? "\r\n" : "\n";
  const body = is.join(ending);
  if (!found) {
    const gap = present === "" ? "" : present.endsWith("\n") ? ending : ending + ending;
    return { text: `${present}${gap}${body}${ending}`, was: [], is };
  }
  const other = found.lines.map((line) => /^# estate: (\S+)\s*$/.exec(line)?.[1]).find((name) => name !== undefined);
  if (other !== undefined && other !== estate) {
    throw new BlockFault(
      `The block is of estate "${other}", and this is estate "${estate}".`,
      "Give each estate a repository of its own, or remove the block if the estate was renamed.",
    );
  }
  const after = present.slice(found.to);
  const entry = after.split("\n").findIndex((line) => /^\s*[^\s#]/.test(line));
  return {
    // The last line of a file may lack its end; that is its writer's affair.
    text: present.slice(0, found.from) + body + (found.ended ? ending : "") + after,
    was: found.lines,
    is,
    ...(entry === -1 ? {} : { entryAfter: present.slice(0, found.to).split("\n").length + entry }),
  };
}

interface Found {
  /** Offsets of the first character of the block and of the first one behind it. */
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
  /** Whether its last line has an end. */
  readonly ended: boolean;
}

function findBlock(text: string): Found | undefined {
  const marks: { kind: "begin" | "end"; line: number; from: number; to: number }[] = [];
  let from = 0;
  for (const [index, line] of text.split("\n").entries()) {
    const kind = /^\uFEFF?\s*#\s*leasehold:\s*(begin|end)\b/i.exec(line)?.[1]?.toLowerCase();
    const to = Math.min(from + line.length + 1, text.length);
    if (kind === "begin" || kind === "end") marks.push({ kind, line: index + 1, from, to });
    from += line.length + 1;
  }
  if (marks.length === 0) return undefined;
  const [first, second] = marks;
  if (marks.length === 2 && first?.kind === "begin" && second?.kind === "end") {
    const from = first.from + (text.startsWith("\uFEFF", first.from) ? 1 : 0);
    const inner = text.slice(from, second.to);
    const lines = inner.replace(/\r?\n$/, "").split(/\r?\n/);
    return { from, to: second.to, lines, ended: inner.endsWith("\n") };
  }
  const listed = marks.map(({ kind, line }) => `\`${kind === "begin" ? begin : end}\` in line ${line}`).join(", ");
  throw new BlockFault(
    `Its marks leave open what is leasehold's: ${listed}.`,
    `Leave one \`${begin}\` and, below it, one \`${end}\`, or remove all of them to have the block put at the end.`,
  );
}
