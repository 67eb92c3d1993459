import type * as z from "zod";
import type { SchemaOptions } from "./schema-basics";
import { breakGlassSchema, grantSchema, taskSchema } from "./schema-grant";
import { identitySchema } from "./schema-identity";
import { approvalGroupSchema, policySchema, teamSchema, waiverSchema } from "./schema-policy";
import { roleSchema } from "./schema-role";
import { targetSchema } from "./schema-target";

function makeSchema(options: SchemaOptions) {
  return {
    policy: policySchema(options),
    teams: teamSchema(options),
    identities: identitySchema(options),
    tasks: taskSchema(options),
    targets: targetSchema(options),
    approvalGroups: approvalGroupSchema(options),
    roles: roleSchema(options),
    grants: grantSchema(options),
    waivers: waiverSchema(options),
    breakGlass: breakGlassSchema(options),
  };
}

/** The schemas of `policy` and of one entry of each section. */
export type DeclarationSchema = ReturnType<typeof makeSchema>;

const made = new Map<boolean, DeclarationSchema>();

/**
 * The schemas of a declaration (DESIGN §5), by section. They turn what people write into what linking takes: durations into
 * seconds, times into epoch seconds. With `tokens`, unresolved CDKTF tokens pass where a reference makes sense.
 */
export function declarationSchema(options: SchemaOptions): DeclarationSchema {
  const known = made.get(options.tokens) ?? makeSchema(options);
  made.set(options.tokens, known);
  return known;
}

/** The sections of a declaration: each is a map by name. */
export const sections = [
  "teams",
  "identities",
  "tasks",
  "targets",
  "approvalGroups",
  "roles",
  "grants",
  "waivers",
  "breakGlass",
] as const;

export type Section = (typeof sections)[number];

/** One entry of a section once it has been read. */
export type Entry<S extends Section> = z.output<DeclarationSchema[S]>;

/** `policy` once it has been read. */
export type PolicyEntry = z.output<DeclarationSchema["policy"]>;
