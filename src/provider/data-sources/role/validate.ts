import { wrongForms } from "../../forms";
import type { Told } from "../../protocol/provider";
import type { Values } from "../../protocol/value";
import { toldAt } from "../../told-of";

/** Looks at a configuration by itself, whatever the estate. */
export function validateRole(config: Values): readonly Told[] {
  const told = wrongForms(config, { names: ["role", "target", "identity", "task"], needed: ["role"] });
  const { start, ttl } = config;
  if ((start === null) === (ttl === null)) return told;
  const [given, missing] = start === null ? ["ttl", "start"] : ["start", "ttl"];
  return [
    ...told,
    toldAt(
      { summary: "Half a window is given", path: [given] },
      `There is \`${given}\`, and no \`${missing}\`.`,
      `Give both, or neither: without a window there are the templates.`,
      undefined,
    ),
  ];
}
