import { computed } from "../../attributes";
import type { Schema } from "../../protocol/schema";
import type { ValueType } from "../../protocol/value";

export const teamType = [
  "object",
  {
    contact: "string",
    review: "string",
    members: ["list", "string"],
    escalation: ["list", "string"],
  },
] as const satisfies ValueType;

export const roleType = [
  "object",
  {
    description: "string",
    sensitivity: "string",
    max_ttl: "string",
    eligible: ["list", "string"],
    targets: ["list", "string"],
    entitlement_owner: "string",
    business_owner: "string",
  },
] as const satisfies ValueType;

/** `leasehold_estate`: what the provider's estate declares, in short. */
export const estateSchema: Schema = {
  version: 0,
  description:
    "What the estate declares, in short: its teams and its roles, and a digest by which a change of it is seen.",
  attributes: {
    name: computed("string", "The estate's name."),
    digest: computed("string", "SHA-256 of all that is declared, hexadecimal."),
    prefix: computed("string", "What begins every name and tag in the clouds."),
    teams: computed(
      ["map", teamType],
      "The teams by name: contact, review handle, members and the teams to escalate to.",
    ),
    roles: computed(
      ["map", roleType],
      "The roles by name: description, sensitivity, longest lease (ISO 8601), who is eligible, targets, and the teams that own it.",
    ),
  },
};
