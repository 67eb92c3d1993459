import { code } from "../../define";

const concern = "governance";
const controls = ["RS.MA-01", "AC-2", "AC-6(5)"];

/** Emergency roles: few named people, an alarm, nothing hidden. */
export const breakGlass = {
  "break-glass-people": code<{ name: string; people: number }>({
    severity: "error",
    concern,
    controls,
    message: (p) =>
      p.people === 0
        ? `Break-glass role "${p.name}" names nobody.`
        : `Break-glass role "${p.name}" names ${p.people} people; it takes five at most.`,
    fix: () => "Name one to five people in `people`.",
  }),
  "break-glass-not-person": code<{ name: string; identity: string; kind: string }>({
    severity: "error",
    concern,
    controls: [...controls, "NHI10"],
    message: (p) =>
      `Break-glass role "${p.name}" names "${p.identity}", which is of kind ${p.kind}: only people, by name, may break the glass.`,
    fix: (p) => `Remove "${p.identity}" and name people.`,
  }),
  "break-glass-principal-missing": code<{ name: string; identity: string; cloud: "AWS" | "GCP"; target: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) =>
      `Break-glass role "${p.name}" is for "${p.identity}", who has no principal on ${p.cloud}, where "${p.target}" is.`,
    fix: (p) =>
      `Write \`${p.cloud === "AWS" ? "aws: { … }" : "gcp: { member: … }"}\` in identity "${p.identity}", or remove it from \`people\`.`,
  }),
  "break-glass-gives-nothing": code<{ name: string; target: string; what: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) => `Break-glass role "${p.name}" gives nothing in "${p.target}".`,
    fix: (p) => `Write \`${p.what}\`.`,
  }),
  "break-glass-without-alarm": code<{ name: string }>({
    severity: "warning",
    concern,
    controls: [...controls, "DE.CM-03"],
    message: (p) => `Break-glass role "${p.name}" alarms nobody when it is used.`,
    fix: () => "Write `alarm: { sns: <topic arn> }`.",
  }),
  "break-glass-not-emitted": code<{ name: string }>({
    severity: "warning",
    concern,
    controls,
    message: (p) =>
      `Nothing is made for break-glass role "${p.name}" yet: its resources come with a later release (operate).`,
    fix: () => "Keep your present way into emergencies until then.",
  }),
};
