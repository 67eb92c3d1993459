import { aws } from "./codes/aws";
import { gcp } from "./codes/gcp";
import { governance } from "./codes/governance";
import { structure } from "./codes/structure";
import type { CodeDefinition } from "./define";

/** Every code that leasehold reports about a declaration. */
export const codes = { ...structure, ...governance, ...aws, ...gcp };

/** A code of the table. */
export type Code = keyof typeof codes;

/** The named parameters that a code's texts take. */
export type ParametersOf<C extends Code> = (typeof codes)[C] extends CodeDefinition<infer P> ? P : never;
