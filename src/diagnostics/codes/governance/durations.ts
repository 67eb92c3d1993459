import { code } from "../../define";

const concern = "governance";
const controls = ["AC-2(2)", "AC-6", "NHI7"];

/** How long a role may be held; every duration comes as text, ready to read and to write. */
export const durations = {
  "ceiling-loosened": code<{ level: string; ceiling: string; standard: string }>({
    severity: "error",
    concern,
    waivable: true,
    controls: ["AC-2(2)", "CM-6", "NHI7"],
    message: (p) => `The ceiling for ${p.level} roles is ${p.ceiling}, above the standard of ${p.standard}.`,
    fix: (p) =>
      `Write \`${p.level}: ${p.standard}\` or less, or have a waiver accepted with \`rule: ceiling-loosened\` and \`resource: policy.ceilings.${p.level}\`.`,
  }),
  "ttl-over-ceiling": code<{ role: string; sensitivity: string; maxTtl: string; ceiling: string }>({
    severity: "error",
    concern,
    waivable: true,
    controls,
    message: (p) =>
      `Role "${p.role}" allows ${p.maxTtl}; a role of ${p.sensitivity} sensitivity may allow ${p.ceiling} at most.`,
    fix: (p) => `Write \`maxTtl: ${p.ceiling}\` or less.`,
  }),
  "limit-over-maximum": code<{ role: string; kind: string; limit: string; maxTtl: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) =>
      `Role "${p.role}" limits ${p.kind} identities to ${p.limit}, which is above its own maximum of ${p.maxTtl}.`,
    fix: (p) => `Write \`${p.kind}: ${p.maxTtl}\` or less; a limit only tightens.`,
  }),
  "extension-over-maximum": code<{ role: string; upTo: string; maxTtl: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) =>
      `Role "${p.role}" allows an extension of ${p.upTo}, longer than the whole lease may last (${p.maxTtl}).`,
    fix: (p) => `Write \`upTo\` so that it lies within \`maxTtl: ${p.maxTtl}\`; extensions count against the maximum.`,
  }),
  "grant-too-long": code<{
    grant: string;
    role: string;
    total: string;
    maximum: string;
    kind?: string;
    extended: boolean;
  }>({
    severity: "error",
    concern,
    controls,
    message: (p) =>
      `Grant "${p.grant}" lasts ${p.total}${p.extended ? " with its extensions" : ""}; role "${p.role}" allows ${
        p.kind === undefined ? "" : `${p.kind} identities `
      }${p.maximum} at most.`,
    fix: (p) =>
      p.extended
        ? `Shorten the extension so that the whole lasts ${p.maximum} at most, or ask for a new lease.`
        : `Write \`ttl: ${p.maximum}\` or less.`,
  }),
  "extensions-not-allowed": code<{ grant: string; role: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) => `Grant "${p.grant}" is extended, but role "${p.role}" allows no extension.`,
    fix: () =>
      "Remove `extensions` and ask for a new lease, or have the role's owner write `extensions: { count: …, upTo: … }`.",
  }),
  "extensions-too-many": code<{ grant: string; role: string; made: number; allowed: number }>({
    severity: "error",
    concern,
    controls,
    message: (p) => `Grant "${p.grant}" is extended ${p.made} times; role "${p.role}" allows ${p.allowed}.`,
    fix: (p) => `Keep ${p.allowed === 1 ? "one extension" : `${p.allowed} extensions`} and ask for a new lease.`,
  }),
  "extension-too-long": code<{ grant: string; role: string; by: string; upTo: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) => `An extension of grant "${p.grant}" lasts ${p.by}; role "${p.role}" allows ${p.upTo} for each.`,
    fix: (p) => `Write \`by: ${p.upTo}\` or less.`,
  }),
};
