import { wrongForms } from "../../forms";
import type { Told } from "../../protocol/provider";
import type { Values } from "../../protocol/value";

/** Looks at a configuration by itself, whatever the estate. */
export function validateGrant(config: Values): readonly Told[] {
  return wrongForms(config, {
    names: ["role", "identity", "task", "target", "name"],
    needed: ["role", "identity", "ttl"],
  });
}
