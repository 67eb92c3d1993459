import type { PlannedAccess, PlannedChange } from "../../review/planned";
import { counted } from "../summary";
import type { Block, Item, Section } from "./page";

/** What each plan really changes, beside what the declaration says. */
export function planSections(plans: readonly PlannedChange[], changed: ReadonlySet<string>): readonly Section[] {
  return plans.map(({ file, gains, loses, standing, findings }): Section => {
    const noun = { one: "access", many: "accesses" };
    const nothing = gains.length + loses.length === 0;
    const blocks: Block[] = [
      {
        kind: "line",
        phrase: [
          nothing
            ? "No access changes."
            : `It makes ${counted(gains.length, noun.one, noun.many)} and ends ${loses.length}.`,
          ` Standing privileged access: ${standing.before} before, ${standing.after} after.`,
          findings.length === 0 && !nothing ? " All that it makes is declared." : "",
        ],
      },
      ...(gains.length === 0
        ? []
        : [{ kind: "items", title: "It makes", items: gains.map((one) => itemOf(one, changed)), noun } as const]),
      ...(loses.length === 0
        ? []
        : [{ kind: "items", title: "It ends", items: loses.map((one) => itemOf(one)), noun } as const]),
    ];
    return { title: `What the plan ${file} does`, blocks };
  });
}

/** @param changed the grants of this change; a lease of any other comes from an earlier one. Not said of what ends. */
function itemOf({ who, grant, privilege, scope, holds, address }: PlannedAccess, changed?: ReadonlySet<string>): Item {
  const earlier = grant !== undefined && changed?.has(grant) === false ? ", not of this change" : "";
  const undeclared = changed === undefined ? [] : [{ strong: " (not in the declaration)" }];
  const amount = privilege === undefined ? "access of unknown weight" : `${privilege} access`;
  return {
    phrase: [
      { code: who },
      `: ${amount} to `,
      { code: scope },
      ` ${holds}, by `,
      { code: address },
      ...(grant === undefined ? undeclared : [" (grant ", { code: grant }, `${earlier})`]),
    ],
  };
}
