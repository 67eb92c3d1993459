import { addressOf, type TerraformRoot } from "../src/terraform/resource";
import {
  type IConstruct,
  TerraformBackend,
  TerraformOutput,
  TerraformProvider,
  TerraformResource,
  type TerraformStack,
} from "./framework";

/**
 * Looks at what the app has put into a target beside the estate's own. The framework merges two things of one name
 * without a word, and would write a provider's exact version over the range.
 * @throws Error if something of the app's stands where the estate's own stands
 */
export function checkNeighbours(target: TerraformStack, own: string, root: TerraformRoot): void {
  const addresses = new Set(root.resources.map(addressOf));
  const outputs = new Set(root.outputs.map((output) => output.name));
  for (const child of target.node.children) {
    if (child.node.id === own) continue;
    for (const each of child.node.findAll()) {
      const clash = clashOf(each, addresses, outputs, root);
      if (clash) throw new Error(`"${each.node.path}" ${clash}`);
    }
  }
}

function clashOf(
  each: IConstruct,
  addresses: ReadonlySet<string>,
  outputs: ReadonlySet<string>,
  { provider }: TerraformRoot,
): string | undefined {
  if (TerraformResource.isTerraformResource(each)) {
    const address = `${each.terraformResourceType}.${each.friendlyUniqueId}`;
    return addresses.has(address)
      ? `has the address ${address}, which is the estate's. Give it another logical id.`
      : undefined;
  }
  if (TerraformOutput.isTerraformOutput(each)) {
    const name = each.friendlyUniqueId;
    return outputs.has(name)
      ? `has the name ${name}, which is an output of the estate. Give it another id.`
      : undefined;
  }
  if (TerraformBackend.isBackend(each)) {
    return "is a second backend. Say where the state is kept by `backend` of the target, or of the estate's `policy`.";
  }
  if (TerraformProvider.isTerraformProvider(each) && each.terraformResourceType === provider.name) {
    if (each.alias === undefined) {
      return `is a second ${provider.name} provider; the target has one already. Give it an \`alias\`, or leave it out.`;
    }
    keepRange(each, provider.version);
  }
  return undefined;
}

/** A provider with an alias shares the requirement of the estate's own, and so its range. */
function keepRange(each: TerraformProvider, version: string): void {
  const metadata = each.terraformGeneratorMetadata;
  if (!metadata || metadata.providerVersion === version) return;
  Object.defineProperty(each, "terraformGeneratorMetadata", {
    value: { ...metadata, providerVersion: version },
    configurable: true,
    enumerable: true,
  });
}
