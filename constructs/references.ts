import { addressOf, type TerraformRoot } from "../src/terraform/resource";
import { ref, type TerraformStack, Token } from "./framework";

/** Which addresses of a target the app refers to; they are held to what the target turns out to contain. */
const wanted = new WeakMap<TerraformStack, Set<string>>();

/** A token for an attribute of a resource that the estate will put into a target. */
export function addressToken(target: TerraformStack, address: string, attribute: string): string {
  const addresses = wanted.get(target) ?? new Set();
  wanted.set(target, addresses.add(address));
  return Token.asString(ref(`${address}.${attribute}`, target));
}

/** @throws Error if the app refers to something that the target does not contain */
export function checkReferences(target: TerraformStack, root: TerraformRoot): void {
  const addresses = wanted.get(target);
  if (!addresses) return;
  const there = new Set(root.resources.map(addressOf));
  const split = [...addresses].find((address) => address.startsWith("aws_iam_policy.") && there.has(`${address}_2`));
  if (split) {
    throw new Error(
      `${split}: referred to by the app, and only a part of the role's permissions in target "${target.node.path}", since they are too long for one policy. ` +
        "Refer to a role of fewer permissions.",
    );
  }
  const missing = [...addresses].filter((address) => !there.has(address));
  if (missing.length === 0) return;
  throw new Error(
    `${missing.join(", ")}: referred to by the app, and not in target "${target.node.path}". ` +
      "A grant has an IAM role only once it has a start, and only in its AWS targets; a role has a policy of its own only where it has statements. " +
      "Refer to it in a target where it is, or leave the reference out.",
  );
}
