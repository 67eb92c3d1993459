import type { PageData } from "../data";
import { type Element_, element } from "./dom";
import { facts } from "./facts";
import { stateText } from "./lease-row";
import { at, type LeaseView } from "./model";
import { length, windowTexts } from "./times";
import { headings, privilegeText } from "./words";

/** All that the page knows of one lease. */
export function leaseDetails({ lease, role, state }: LeaseView, data: PageData): Element_[] {
  const identity = at(data.identities, lease.identity);
  const privilege = lease.privilege ?? role;
  const { start, end } = lease;
  const sponsor =
    identity.sponsor === undefined ? "" : `, for which ${at(data.identities, identity.sponsor).name} answers`;
  return [
    element(
      "div",
      { class: "details-head" },
      element("h3", {}, `${identity.name} → ${role.name}`),
      element("button", { type: "button" }, "Close"),
    ),
    facts([
      ["Lease", [lease.name]],
      ["State", [`${headings[state]}: ${stateText(lease, state, data.now)}`]],
      [
        "Window",
        start === undefined || end === undefined
          ? [`${length(lease.ttl)} from when it is activated`]
          : end > start
            ? windowTexts(start, end, data.zone)
            : ["none: it ended before it began"],
      ],
      ["Extended", lease.extended === undefined ? [] : [`by ${length(lease.extended)}`]],
      ["Who", [`${identity.name}, ${identity.kind}${sponsor}`]],
      ["Can", [privilegeText(privilege), ...privilege.because]],
      ["Cannot be told", privilege.unknown],
      ["Task", lease.task === undefined ? [] : [lease.task]],
      ["Only", lease.actions ?? []],
      [
        "Where",
        lease.targets.map((position) => `${at(data.targets, position).name}, ${at(data.targets, position).place}`),
      ],
      ["Ticket", lease.ticket === undefined ? ["none"] : [lease.ticket]],
      ["Reason", lease.justification === undefined ? ["none"] : [lease.justification]],
      ["Asked to approve", role.approval],
      ["Approved by", lease.approvals.length > 0 ? lease.approvals : ["nobody is recorded in the estate"]],
      ["Outlives it", role.residuals],
    ]),
  ];
}
