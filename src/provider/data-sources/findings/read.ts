import { conclude, findingOf, type Judgement } from "../../../report/judgement";
import type { Finding } from "../../../rules/finding";
import type { Instant } from "../../../time/instant";
import { type Configured, type DeclaredEstate, nowUnknown, withoutEstate } from "../../configured";
import type { Answer, Told } from "../../protocol/provider";
import { recordOf } from "../../protocol/record";
import type { Value, Values } from "../../protocol/value";
import { toldAt } from "../../told-of";
import { failOnOf, validateFindings } from "./validate";

/** What was found, or why nothing can be told. */
type Judged = { readonly findings: readonly Finding[] } | { readonly told: readonly Told[] };

/** Judges what is given by the estate. */
export async function readFindings(config: Values, configured: Configured): Promise<Answer<Values>> {
  const wrong = validateFindings(config);
  if (wrong.length > 0) return { told: wrong };
  const { declared, clock } = configured;
  if (declared === undefined) return { told: [withoutEstate(configured)] };
  if (clock === undefined) return { told: [nowUnknown] };
  const now = clock.now();
  const { plan, state } = config;
  const judged =
    declared.overdue.length > 0
      ? // What an estate promises that is not governed any more is nothing to go by.
        { findings: declared.overdue.map(findingOf) }
      : typeof plan === "string"
        ? await judgedPlan(plan, declared, now)
        : await judgedState(String(state), declared, now);
  if ("told" in judged) return judged;
  const judgement = conclude([], judged.findings, { failOn: failOnOf(config.fail_on) ?? "error" });
  return { told: [], result: valuesOf(config, judgement) };
}

async function judgedPlan(given: string, { estate }: DeclaredEstate, now: Instant): Promise<Judged> {
  const [{ gate }, { Declared }, { PlanError }, { readPlan }, { piecesOf }] = await Promise.all([
    import("../../../gate/gate.js"),
    import("../../../expect/declared.js"),
    import("../../../terraform/plan/error.js"),
    import("../../../terraform/plan/read.js"),
    import("./given.js"),
  ]);
  try {
    const { before, after } = await readPlan(piecesOf(given));
    const { findings } = await gate({ before, after, now, declared: new Declared(estate) });
    return { findings };
  } catch (thrown) {
    return thrown instanceof PlanError ? notJudged("plan", thrown) : unread("plan", thrown);
  }
}

async function judgedState(given: string, { estate }: DeclaredEstate, now: Instant): Promise<Judged> {
  const [{ drift }, { foundInState }, { Declared }, { StateError }, { readState }, { isPath, piecesOf }] =
    await Promise.all([
      import("../../../drift/drift.js"),
      import("../../../drift/sources/state.js"),
      import("../../../expect/declared.js"),
      import("../../../terraform/state/error.js"),
      import("../../../terraform/state/read.js"),
      import("./given.js"),
    ]);
  try {
    const found = foundInState(isPath(given) ? given : "state", await readState(piecesOf(given)));
    const { findings, unreadable } = drift({ declared: [new Declared(estate)], found, now });
    const told = unreadable.flatMap(({ message, fix }) => notJudged("state", { message, fix }).told);
    return told.length > 0 ? { told } : { findings };
  } catch (thrown) {
    return thrown instanceof StateError ? notJudged("state", thrown) : unread("state", thrown);
  }
}

function notJudged(what: "plan" | "state", { message, fix }: { readonly message: string; readonly fix: string }) {
  return { told: [toldAt({ summary: `The ${what} cannot be judged`, path: [what] }, message, fix, undefined)] };
}

/** @throws what was thrown, where it is not the system that refused the file */
function unread(what: "plan" | "state", thrown: unknown): { readonly told: readonly Told[] } {
  const code = thrown instanceof Error && "code" in thrown ? thrown.code : undefined;
  if (typeof code !== "string" || !/^E[A-Z]+$/.test(code)) throw thrown;
  const reason =
    code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "it is a directory" : `the system says ${code}`;
  return notJudged(what, {
    message: `The file cannot be read: ${reason}.`,
    fix: `Give the path of the JSON that terraform show -json writes, or the JSON itself: ${what} = file("${what}.json").`,
  });
}

function valuesOf(config: Values, { verdict, findings, summary }: Judgement): Values {
  return recordOf<Value>([
    ["plan", config.plan ?? null],
    ["state", config.state ?? null],
    ["fail_on", config.fail_on ?? null],
    ["verdict", verdict],
    ["findings", findings.map(findingValue)],
    ["errors", summary.errors],
    ["warnings", summary.warnings],
    ["notes", summary.notes],
  ]);
}

function findingValue(finding: Finding): Values {
  const { bound, location } = finding;
  return recordOf<Value>([
    ["rule", finding.rule],
    ["severity", finding.severity],
    ["message", finding.message],
    ["fix", finding.fix],
    ["address", finding.address ?? null],
    ["principal", finding.principal ?? null],
    ["privilege", finding.privilege ?? null],
    ["scope", finding.scope ?? null],
    [
      "bound",
      bound
        ? recordOf<Value>([
            ["kind", bound.kind],
            ["until", bound.until ?? null],
            ["because", bound.because],
          ])
        : null,
    ],
    [
      "location",
      location
        ? recordOf<Value>([
            ["file", location.file],
            ["line", location.line],
            ["column", location.column],
          ])
        : null,
    ],
    ["controls", finding.controls],
    ["waived_by", finding.waivedBy ?? null],
  ]);
}
